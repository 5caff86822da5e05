import { STEPS, type Step } from '../../rulebooks/rulebook.values.js';
import { assentKey, ballotKey } from './cited-decision.values.js';

/** What is obligatory while no rulebook says otherwise (D20). */
const OBLIGATORY: readonly Step[] = ['SCORING', 'VOTE', 'AWARDS'];

/** What rests on a ballot or an assent of the year, as `citedDecision` names it, or on none. */
export type Resting = Readonly<{ id: string; on?: string }>;

/** What the record of a year holds about the steps of its course (D20). Ids are those of the facts. */
export type StepsOnRecord = Readonly<{
  obligatory: readonly Step[];
  skipped: readonly Step[];
  /** The content in force, and whether every member has signed it. */
  pledge: Readonly<{ version: number; completed: boolean }>;
  /** By scope: whether the ranking that stands was computed from scores. */
  scored: Readonly<Record<string, boolean>>;
  /** Scopes that the rulebook ranks beside the whole: its tracks and groups. */
  rankedApart: readonly string[];
  /** Ballots on commendations: whether each is closed. */
  ballots: Readonly<Record<string, boolean>>;
  /** Assents on commendations. */
  assents: readonly string[];
  /** Ballots found void and assents that a member objected to, as `citedDecision` names them: they carry nothing (D41). */
  voided: readonly string[];
  agreedLists: readonly string[];
  /** Proposals that stand: not withdrawn. */
  proposals: readonly Resting[];
  awards: readonly string[];
  /** Closing conferences (hội nghị tổng kết): whether each was held to its end. */
  conferences: Readonly<Record<string, boolean>>;
  /** Other years whose head this year decided. */
  electedFor: readonly Resting[];
}>;

export const NOTHING_DONE: StepsOnRecord = {
  obligatory: OBLIGATORY,
  skipped: [],
  pledge: { version: 0, completed: false },
  scored: {},
  rankedApart: [],
  ballots: {},
  assents: [],
  voided: [],
  agreedLists: [],
  proposals: [],
  awards: [],
  conferences: {},
  electedFor: [],
};

/** Each step with how the record shows that it is done. `handedOver`: the years for which the bloc handed over the duty. */
const DONE: Record<Step, (record: StepsOnRecord, handedOver: readonly string[]) => boolean> = {
  /** Every member has signed the content as it stands. */
  PLEDGE: ({ pledge }) => pledge.completed,
  /**
   * The whole is ranked by scores, or each track and group that the rulebook ranks apart; a part of the period is not the year. An order by
   * assent or ballot stands where scoring is skipped (H3).
   */
  SCORING: ({ scored, rankedApart }) =>
    isScored(scored, WHOLE) || (rankedApart.length > 0 && rankedApart.every((scope) => isScored(scored, scope))),
  /** Commendations were decided, whatever came out: failing is a result. */
  VOTE: ({ ballots, assents, voided, agreedLists }) =>
    Object.entries(ballots).some(([ballotId, isClosed]) => isClosed && !voided.includes(ballotKey(ballotId))) ||
    assents.some((assentId) => !voided.includes(assentKey(assentId))) ||
    agreedLists.length > 0,
  PROPOSALS: (record) => standing(record, record.proposals).length > 0,
  AWARDS: ({ awards }) => awards.length > 0,
  CONFERENCE: ({ conferences }) => Object.values(conferences).includes(true),
  ELECTION: (record) => standing(record, record.electedFor).length > 0,
  /** The bloc handed over to whom this year elected. */
  HANDOVER: (record, handedOver) => standing(record, record.electedFor).some(({ id }) => handedOver.includes(id)),
};

/** The scope key of the whole. */
const WHOLE = '';

function isScored(scored: StepsOnRecord['scored'], scope: string): boolean {
  return Object.hasOwn(scored, scope) && scored[scope] === true;
}

/** What does not rest on a void decision (D41). */
function standing({ voided }: StepsOnRecord, resting: readonly Resting[]): readonly Resting[] {
  return resting.filter(({ on }) => on === undefined || !voided.includes(on));
}

/** The steps that are done, in their usual order. */
export function doneSteps(record: StepsOnRecord, handedOver: readonly string[]): readonly Step[] {
  return STEPS.filter((step) => DONE[step](record, handedOver));
}

/** Steps that keep the year from closing (R41): obligatory, not done, not skipped. */
export function openSteps({ obligatory, skipped }: StepsOnRecord, done: readonly Step[]): readonly Step[] {
  return STEPS.filter((step) => obligatory.includes(step) && !done.includes(step) && !skipped.includes(step));
}

/** Whether the year goes without that step: it was skipped, and not done after all. */
export function isSkipped(record: StepsOnRecord, step: Exclude<Step, 'HANDOVER'>): boolean {
  return record.skipped.includes(step) && !DONE[step](record, []);
}
