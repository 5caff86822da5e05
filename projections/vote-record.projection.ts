import type { Current, Sourced } from '../read-models/recording.js';
import {
  type AgreedListRecord,
  type AssentRecord,
  type BallotRecord,
  outcomesOf,
  type VoteKind,
  type VoteRecord,
  VOTE_RECORD,
} from '../read-models/vote-record/vote-record.js';
import type { ResultPublished } from '../src/emulation-years/ranking/ranking.events.js';
import { emulationYearStream } from '../src/emulation-years/frame/frame.events.js';
import type { InYear } from '../src/emulation-years/frame/frame.values.js';
import type { BallotOpened, VotingEvent } from '../src/emulation-years/voting/voting.events.js';
import { type BallotTerms, type HandRaised, type WrittenOpinion } from '../src/emulation-years/voting/voting.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import { knownFrom } from '../src/kernel/partial-date.js';
import type { Projection } from '../src/kernel/projection.js';
import { foundVoid, tallied, tieDecided } from './counted-ballot.js';
import { outranks, recordingOf, renewed, currentVersion, sourced } from './recording/recording.js';
import { replaced } from './recording/replaced.js';

/** Votes (bỏ phiếu, biểu quyết, nhất trí, thống nhất danh sách) of a year, each by itself. */
export const voteRecord: Projection<VoteRecord, VotingEvent | ResultPublished> = {
  name: VOTE_RECORD.name,
  version: 6,
  key: (event) => (event.type === 'ResultPublished' ? votesNamedBy(event) : voteKeyOf(event)),
  streams: (key) => [emulationYearStream(...VOTE_RECORD.partsOf(key))],
  indexes: [
    ['blocId', 'year', 'heldOn'],
    ['blocId', 'year', 'kind', 'heldOn'],
  ],
  on: {
    BallotOpened: (row, event): BallotRecord => {
      const before = ballot(row);
      const terms = currentVersion<BallotTerms>(before?.terms, termsOf(event.data), event);
      return before === undefined
        ? { ...begun(event, 'BALLOT'), ...NOTHING_CAST, terms }
        : { ...before, ...castBy(terms.value.method, before), terms };
    },
    VoteCast: (row, event) => {
      const open = ballot(row);
      // A source may have recorded who chose what in a ballot that was secret, or may have been: it is never shown.
      if (open === undefined || open.terms.value.method !== 'SHOW_OF_HANDS') return row;
      const { unitId, voter, answers } = event.data;
      return { ...open, hands: byUnit<HandRaised>(open.hands, { unitId, answers, ...defined({ voter }) }, event) };
    },
    WrittenOpinionReceived: (row, event) => {
      const open = ballot(row);
      if (open === undefined) return row;
      const { unitId, document, answers } = event.data;
      const sealed = answers === undefined || open.terms.value.method !== 'SHOW_OF_HANDS';
      const opinion = { unitId, ...defined({ document }), ...(sealed ? {} : { answers }) };
      return { ...open, written: byUnit(open.written, opinion, event) };
    },
    VoterRecused: (row, event) => {
      const open = ballot(row);
      const { unitId, reason } = event.data;
      return open === undefined
        ? row
        : { ...open, recused: byUnit(open.recused, { unitId, ...defined({ reason }) }, event) };
    },
    TellersAppointed: (row, event) => {
      const open = ballot(row);
      return open && { ...open, tellers: renewed(open.tellers, { tellers: event.data.tellers }, event) };
    },
    BallotClosed: (row, event) => {
      const open = ballot(row);
      const stands =
        open?.closed?.mode === 'ACT' || (open?.closed !== undefined && event.metadata.mode.kind === 'CLAIM');
      return open === undefined || stands ? row : { ...open, closed: recordingOf(event) };
    },
    VoteTallied: (row, event) => {
      const open = ballot(row);
      return open && tallied(open, event);
    },
    BallotTieBroken: (row, event) => {
      const open = ballot(row);
      if (open === undefined) return row;
      const { questionId, key, by, reason } = event.data;
      const tieBreak = { questionId, ...defined({ key, by, reason }) };
      return { ...tieDecided(open, event), tieBreaks: [...open.tieBreaks, sourced(tieBreak, event)] };
    },
    BallotVoided: (row, event) => {
      const found = ballot(row);
      return found && toldVoid(foundVoid(found, event), event);
    },
    AssentRecorded: (row, event): AssentRecord => {
      const before = assentIn(row) ?? unopposed(event);
      const { sessionId, purpose, questions, present, members, quorumNeeded } = event.data;
      const value = { purpose, questions, ...defined({ sessionId, present, members, quorumNeeded }) };
      return withOutcome({
        ...before,
        heldOn: knownFrom(event.data.occurredOn) ?? '',
        assent: currentVersion(before.assent, value, event),
      });
    },
    ObjectionRecorded: (row, event): AssentRecord => {
      const before = assentIn(row) ?? unopposed(event);
      const { unitId, person, text } = event.data;
      const value = defined({ unitId, person, text });
      const next = withOutcome({ ...before, objections: byUnit(before.objections, value, event) });
      return next.outcome === 'OBJECTED' ? toldVoid(next, event) : next;
    },
    AgreedListRecorded: (row, event): AgreedListRecord => {
      const before = row?.kind === 'AGREED_LIST' ? row : undefined;
      const { sessionId, entries, agreedBy, agreedByAll } = event.data;
      const value = { entries, ...defined({ sessionId, agreedBy, agreedByAll }) };
      const list = currentVersion(before?.list, value, event);
      return before === undefined ? { ...begun(event, 'AGREED_LIST'), list } : { ...before, list };
    },
    ResultPublished: (row, event) => row && shownBy(row, event),
  },
};

/** The keys of the votes whose outcomes are published. */
function votesNamedBy({ data: { blocId, year, parts } }: ResultPublished): readonly string[] {
  const votes = parts.flatMap((part) => (part.part === 'VOTES' ? part.votes : []));
  return votes.map(({ kind, voteId }) => VOTE_RECORD.keyOf(blocId, year, kind, voteId));
}

/** What a claim says was published leaves as it is what was published here. */
function shownBy<Vote extends VoteRecord>(vote: Vote, event: Recorded): Vote {
  if (outranks(vote.published?.recording, event.metadata.mode.kind)) return vote;
  const { heldOn } = vote;
  const { position } = event;
  return { ...vote, published: { heldOn, outcomes: outcomesOf(vote), recording: recordingOf(event), position } };
}

/** Where its outcomes are public, so is that it carries nothing any more (D41). */
function toldVoid<Vote extends VoteRecord>(vote: Vote, event: Recorded): Vote {
  return vote.published === undefined ? vote : shownBy(vote, event);
}

const NOTHING_CAST = { hands: [], written: [], recused: [], tieBreaks: [] } as const;

/** The key of the vote that the event is about. */
export function voteKeyOf({ data }: VotingEvent): string {
  return VOTE_RECORD.keyOf(data.blocId, data.year, ...voteNameOf(data));
}

/** What kind of vote the event is about, and its id. */
export function voteNameOf(data: VotingEvent['data']): [kind: VoteKind, voteId: string] {
  if ('ballotId' in data) return ['BALLOT', data.ballotId];
  return 'assentId' in data ? ['ASSENT', data.assentId] : ['AGREED_LIST', data.listId];
}

function begun<Kind extends VoteKind>({ data }: Recorded<VotingEvent>, kind: Kind) {
  const { blocId, year, occurredOn }: InYear = data;
  return { blocId, year, kind, voteId: voteNameOf(data)[1], heldOn: knownFrom(occurredOn) ?? '' };
}

function ballot(row: VoteRecord | undefined): BallotRecord | undefined {
  return row?.kind === 'BALLOT' ? row : undefined;
}

function assentIn(row: VoteRecord | undefined): AssentRecord | undefined {
  return row?.kind === 'ASSENT' ? row : undefined;
}

/** An objection ends the assent; a claimed one ends none that was given here, and stands beside it (D35). */
function withOutcome(assent: AssentRecord): AssentRecord {
  const isActed = assent.assent?.recording.mode === 'ACT';
  const ends = assent.objections.some(({ recording }) => recording.mode === 'ACT' || !isActed);
  return { ...assent, outcome: ends ? 'OBJECTED' : 'AGREED' };
}

function unopposed(event: Recorded<VotingEvent>): AssentRecord {
  return { ...begun(event, 'ASSENT'), objections: [], outcome: 'AGREED' };
}

function termsOf(data: BallotOpened['data']): BallotTerms {
  const { blocId: _bloc, year: _year, occurredOn: _day, ballotId: _id, ...terms } = data;
  return terms;
}

/** What was told by name before it was known that the ballot was secret, or may have been, is shown no more. */
function castBy(
  method: BallotTerms['method'],
  { written }: BallotRecord,
): Partial<Pick<BallotRecord, 'hands' | 'written'>> {
  if (method === 'SHOW_OF_HANDS') return {};
  return { hands: [], written: written.map(sealedOpinion) };
}

function sealedOpinion({ claims, ...opinion }: Current<WrittenOpinion>): Current<WrittenOpinion> {
  const beside = claims?.map(withoutAnswers);
  return { ...withoutAnswers(opinion), ...defined({ claims: beside }) };
}

function withoutAnswers({ value, recording }: Sourced<WrittenOpinion>): Sourced<WrittenOpinion> {
  const { answers: _, ...opinion } = value;
  return { value: opinion, recording };
}

type OfUnit = Readonly<{ unitId?: string }>;

/** One value a unit, in the order in which units first did it; of a unit that is not known each stands. */
function byUnit<Value extends OfUnit>(
  known: readonly Current<Value>[],
  value: Value,
  event: Recorded,
): readonly Current<Value>[] {
  const { unitId } = value;
  const before = unitId === undefined ? undefined : known.find((one) => one.value.unitId === unitId);
  return replaced(known, before, currentVersion(before, value, event));
}
