import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { mustFollow } from '../../kernel/happened.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import { decidedOn } from '../voting/basis.decider.js';
import { ballotOf } from '../voting/voting.fold.js';
import {
  NAMED_VOTES,
  voteKey,
  type NamedVote,
  type PartToPublish,
  type PublishedPart,
  type PublishedPlaces,
} from './publication.values.js';
import type { PublishResult } from './ranking.commands.js';
import type { ResultPublished } from './ranking.events.js';
import { listKey, placesIn } from './ranking.values.js';
import { classOn, classesIn, isPublic, standingRanking, type PublishingYear } from './ranking.fold.js';
import { isOutdated } from './outdated-ranking.js';

type Data = PublishResult['data'];
type Asked<Part extends PartToPublish['part']> = Readonly<{
  part: Extract<PartToPublish, { part: Part }>;
  at: string;
  data: Data;
  year: PublishingYear;
}>;

/**
 * Công bố: shows the named parts of the result, as they are then. Places are final from there (R36); more of them may follow. Classes,
 * proposals and votes may be published again, and are shown then as they have become.
 */
export function* publishResult(
  command: PublishResult & Circumstances,
  year: PublishingYear,
): Deciding<ResultPublished> {
  const { data } = command;
  yield* mustNameEachOnce(data);
  const parts: PublishedPart[] = [];
  for (const [place, part] of data.parts.entries()) parts.push(yield* named(part, `/parts/${place}`, data, year));
  if (parts.every((part) => part.part === 'RANKING' && isPublic(year, part))) yield breach('FINAL_STATE');
  for (const part of parts) if (part.part === 'RANKING') yield* mustBeOfToday(part, data, year);
  for (const decided of parts.flatMap((part) => daysOf(part, year)))
    yield* mustFollow(command, decided, data.occurredOn, 'PUBLISHED');
  return [{ type: 'ResultPublished', data: { ...data, parts } }];
}

/** When each thing that the part shows was decided. */
function daysOf(part: PublishedPart, year: PublishingYear): readonly (PartialDate | undefined)[] {
  switch (part.part) {
    case 'RANKING':
      return [standingRanking(year, part.scope)?.latest];
    case 'CLASSES':
      return part.of.map((of) => classOn(year.ranking, part.scope, of)?.givenOn);
    case 'PROPOSALS':
      return part.proposalIds.map((id) => year.conferral.proposals[id]?.proposedOn);
    case 'VOTES':
      return part.votes.map(({ kind, voteId: id }) =>
        decidedOn({ kind, ballotId: id, assentId: id, listId: id }, year.voting),
      );
  }
}

function* mustNameEachOnce({ parts }: Data): Checks {
  const keys = parts.map((part) =>
    [part.part, 'scope' in part ? scopeKey(part.scope) : '', part.part === 'RANKING' ? listKey(part) : ''].join(' '),
  );
  const again = keys.findIndex((key, place) => keys.indexOf(key) < place);
  if (again !== -1) yield* refuse('INVALID_INPUT', { field: `/parts/${again}`, why: 'TWICE' });
}

function* named(part: PartToPublish, at: string, data: Data, year: PublishingYear): Checks<PublishedPart> {
  switch (part.part) {
    case 'RANKING':
      return yield* namedPlaces({ part, at, data, year });
    case 'CLASSES':
      return yield* namedClasses({ part, at, data, year });
    case 'PROPOSALS':
      return yield* namedProposals({ part, at, data, year });
    case 'VOTES':
      return yield* namedVotes({ part, at, data, year });
  }
}

/** Ranks that there are, of a list that there is, of a ranking that there is. */
function* namedPlaces({ part, at, year }: Asked<'RANKING'>): Checks<PublishedPlaces> {
  const onRecord = standingRanking(year, part.scope);
  if (onRecord === undefined) {
    return yield* refuse('NOT_ON_RECORD', ofScope('ranking', part.scope, year));
  }
  const list = placesIn(onRecord, part);
  if (list === undefined) {
    const allowed = (onRecord.apart ?? []).map(({ withoutCriteria }) => withoutCriteria.join(' '));
    return yield* refuse('INVALID_INPUT', { field: `${at}/withoutCriteria`, why: 'NOT_AMONG', allowed });
  }
  const allowed = list.map(({ rank }) => `${rank}`);
  const stray = part.ranks.find((rank) => !allowed.includes(`${rank}`));
  if (stray !== undefined) yield* refuse('UNKNOWN_REFERENCE', { kind: 'rank', id: `${stray}`, allowed });
  return { ...part, version: onRecord.version };
}

function ofScope<Kind extends 'ranking' | 'class'>(kind: Kind, scope: Scope, { frame: { year } }: PublishingYear) {
  return { kind, id: scopeKey(scope) || year, ofYear: year };
}

function* namedClasses({ part, at, year }: Asked<'CLASSES'>): Checks<PublishedPart> {
  const all = classesIn(year.ranking, part.scope);
  if (all.length === 0) yield* refuse('NOT_ON_RECORD', ofScope('class', part.scope, year));
  for (const [place, { unitId, subjectId }] of (part.of ?? []).entries()) {
    if (classOn(year.ranking, part.scope, { unitId, ...defined({ subjectId }) }) !== undefined) continue;
    const allowed = [...new Set(all.map((one) => one.unitId))];
    yield* refuse('UNKNOWN_REFERENCE', { field: `${at}/of/${place}/unitId`, kind: 'class', id: unitId, allowed });
  }
  return { ...part, of: part.of ?? all };
}

/** All that stand, or those named, also one that was withdrawn: then that is told. */
function* namedProposals({ part, at, year }: Asked<'PROPOSALS'>): Checks<PublishedPart> {
  const { proposals } = year.conferral;
  const standing = Object.keys(proposals).filter((id) => proposals[id]?.withdrawn === false);
  const { proposalIds = standing } = part;
  if (proposalIds.length === 0) yield* refuse('NOT_ON_RECORD', ofYear('proposal', year));
  for (const [place, id] of proposalIds.entries()) {
    if (Object.hasOwn(proposals, id)) continue;
    const allowed = Object.keys(proposals);
    yield* refuse('UNKNOWN_REFERENCE', { field: `${at}/proposalIds/${place}`, kind: 'proposal', id, allowed });
  }
  return { ...part, proposalIds };
}

/** All that are decided, or those named. */
function* namedVotes({ part, at, year }: Asked<'VOTES'>): Checks<PublishedPart> {
  const decided = decidedVotes(year);
  const { votes = decided } = part;
  if (votes.length === 0) yield* refuse('NOT_ON_RECORD', ofYear('tally', year));
  const known = new Set(decided.map(voteKey));
  for (const [place, vote] of votes.entries()) {
    if (known.has(voteKey(vote))) continue;
    const { kind, voteId: id } = vote;
    const isOpen = kind === 'BALLOT' && ballotOf(year.voting, id) !== undefined;
    if (isOpen) yield* refuse('NOT_ON_RECORD', { kind: 'tally', id });
    const allowed = decided.filter((one) => one.kind === kind).map(({ voteId }) => voteId);
    yield* refuse('UNKNOWN_REFERENCE', { field: `${at}/votes/${place}/voteId`, kind: WORD[kind], id, allowed });
  }
  return { ...part, votes };
}

const WORD = { BALLOT: 'ballot', ASSENT: 'assent', AGREED_LIST: 'list' } as const satisfies Record<
  (typeof NAMED_VOTES)[number],
  string
>;

function ofYear<Kind extends 'proposal' | 'tally'>(kind: Kind, { frame: { year } }: PublishingYear) {
  return { kind, id: year, ofYear: year };
}

function decidedVotes({ voting: { ballots, assents, lists } }: PublishingYear): readonly NamedVote[] {
  return [
    ...Object.values(ballots)
      .filter(({ tally }) => tally !== undefined)
      .map(({ terms }) => ({ kind: 'BALLOT' as const, voteId: terms.ballotId })),
    ...Object.keys(assents).map((voteId) => ({ kind: 'ASSENT' as const, voteId })),
    ...Object.keys(lists).map((voteId) => ({ kind: 'AGREED_LIST' as const, voteId })),
  ];
}

/** Decision 24: no place is published that a computation would not give now. */
function* mustBeOfToday({ scope }: PublishedPlaces, data: Data, year: PublishingYear): Checks {
  const onRecord = standingRanking(year, scope);
  if (onRecord !== undefined && isOutdated(onRecord, year, { ...data, scope })) yield breach('RANKING_OUTDATED');
}
