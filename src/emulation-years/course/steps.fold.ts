import { defined } from '../../kernel/defined.js';
import type { OfType } from '../../kernel/event.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { ConferralEvent } from '../conferral/conferral.events.js';
import type { YearEvent } from '../frame/frame.events.js';
import { assentKey, ballotKey, citedDecision, type Citing } from '../frame/cited-decision.values.js';
import type { Resting, StepsOnRecord } from '../frame/steps.values.js';
import type { LeadershipEvent } from '../leadership/leadership.events.js';
import type { PledgeEvent } from '../pledge/pledge.events.js';
import type { RankingEvent } from '../ranking/ranking.events.js';
import type { ScoringEvent } from '../scoring/scoring.events.js';
import type { SessionEvent } from '../sessions/session.events.js';
import type { VotingEvent } from '../voting/voting.events.js';

/** The facts of all parts below the course. */
type CourseEvent =
  YearEvent | PledgeEvent | SessionEvent | ScoringEvent | VotingEvent | RankingEvent | LeadershipEvent | ConferralEvent;

/**
 * What a fact of the year says about the steps of its course. The decision to close the year and the page of the year
 * both fold by this text, so that a step is open on the page exactly where the close finds it open.
 */
export function evolveSteps(known: StepsOnRecord, event: CourseEvent): StepsOnRecord {
  const fold = FOLDS[event.type] as AnyFold | undefined;
  return fold === undefined ? known : { ...known, ...fold(known, event.data) };
}

/** The tracks, the groups, and where there are both the groups of each track. */
function rankedApart({ tracks = [], groups = [] }: ScoringRules): readonly string[] {
  if (groups.length === 0) return tracks.map((track) => scopeKey({ track }));
  const scopes = groups.map(({ id }): Scope => ({ group: id }));
  const all = tracks.length === 0 ? scopes : tracks.flatMap((track) => scopes.map((scope) => ({ ...scope, track })));
  return all.map(scopeKey);
}

type StepFold<Data> = (known: StepsOnRecord, data: Data) => Partial<StepsOnRecord>;
type AnyFold = StepFold<CourseEvent['data']>;

/** A fact recorded again, by an act after a claim, is the same fact. */
const FOLDS: { readonly [T in CourseEvent['type']]?: StepFold<OfType<CourseEvent, T>['data']> } = {
  RulebookAdopted: (_, { content }) => ({
    obligatory: content.obligatorySteps,
    rankedApart: rankedApart(content.scoring),
  }),
  StepSkipped: ({ skipped }, { step }) => ({ skipped: including(skipped, step) }),

  PledgeContentAgreed: contentAgreed,
  PledgeAmended: contentAgreed,
  PledgeCompleted: ({ pledge }, { version }) =>
    version === pledge.version ? { pledge: { version, completed: true } } : {},

  RankingComputed: ({ scored }, { scope }) => ({ scored: { ...scored, [scopeKey(scope)]: true } }),
  RankingAgreed: ({ scored }, { scope }) => ({ scored: { ...scored, [scopeKey(scope)]: false } }),
  // Where only this is known of a ranking, nothing says that it was agreed without scores.
  TieBroken: ({ scored }, { scope }) => ({ scored: { [scopeKey(scope)]: true, ...scored } }),
  ResultPublished: ({ scored }, { parts }) => {
    const ranked = parts.flatMap((part) => (part.part === 'RANKING' ? [[scopeKey(part.scope), true] as const] : []));
    return { scored: { ...Object.fromEntries(ranked), ...scored } };
  },

  BallotOpened: ({ ballots }, { ballotId, purpose }) => ({
    ballots: begun(ballots, ballotId, purpose === 'COMMENDATION'),
  }),
  BallotClosed: ({ ballots }, { ballotId }) => ({ ballots: finished(ballots, ballotId) }),
  AssentRecorded: ({ assents }, { assentId, purpose }) => ({
    assents: purpose === 'COMMENDATION' ? including(assents, assentId) : without(assents, assentId),
  }),
  BallotVoided: ({ voided }, { ballotId }) => ({ voided: including(voided, ballotKey(ballotId)) }),
  ObjectionRecorded: ({ voided }, { assentId }) => ({ voided: including(voided, assentKey(assentId)) }),
  AgreedListRecorded: ({ agreedLists }, { listId }) => ({ agreedLists: including(agreedLists, listId) }),

  CommendationProposed: ({ proposals }, { proposalId, basis }) => ({
    proposals: [...proposals.filter(({ id }) => id !== proposalId), resting(proposalId, basis)],
  }),
  ProposalWithdrawn: ({ proposals }, { proposalId }) => ({
    proposals: proposals.filter(({ id }) => id !== proposalId),
  }),
  AwardConferred: ({ awards }, { awardId }) => ({ awards: including(awards, awardId) }),

  SessionConvened: ({ conferences }, { sessionId, kind }) => ({
    conferences: begun(conferences, sessionId, kind === 'CLOSING'),
  }),
  SessionClosed: ({ conferences }, { sessionId }) => ({ conferences: finished(conferences, sessionId) }),

  HeadElected: (known, data) => headDecided(known, data, data.basis),
  HeadDesignated: (known, data) => headDecided(known, data),
};

/** The types of the facts that say something about the steps. */
export const TYPES_OF_STEPS = Object.keys(FOLDS);

function contentAgreed({ pledge }: StepsOnRecord, { version }: { version: number }): Partial<StepsOnRecord> {
  return version > pledge.version ? { pledge: { version, completed: false } } : {};
}

function headDecided(
  { electedFor }: StepsOnRecord,
  { year, forYear }: { year: string; forYear: string },
  basis?: Citing,
): Partial<StepsOnRecord> {
  if (forYear === year) return {};
  const decided = resting(forYear, basis);
  const others = electedFor.filter(({ id, on }) => id !== decided.id || on !== decided.on);
  return { electedFor: [...others, decided] };
}

function resting(id: string, basis?: Citing): Resting {
  return { id, ...defined({ on: basis && citedDecision(basis) }) };
}

type Progress = Readonly<Record<string, boolean>>;

/** Recorded again, it begins again. Only one that `counts` can do the step. */
function begun(progress: Progress, id: string, counts: boolean): Progress {
  const { [id]: _, ...others } = progress;
  return counts ? { ...others, [id]: false } : others;
}

function finished(progress: Progress, id: string): Progress {
  return Object.hasOwn(progress, id) ? { ...progress, [id]: true } : progress;
}

function including<Id>(ids: readonly Id[], id: Id): readonly Id[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((known) => known !== id) : ids;
}
