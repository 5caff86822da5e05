import type { Step } from '../../src/rulebooks/rulebook.values.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { TRACK } from './rules.js';
import { restingOn, voidIn } from './void-decisions.js';
import { actsOf, type YearFact } from './witnesses.js';

/** The fact of each step that shows by itself that it has begun; void ones carry nothing. */
const BEGINS: Partial<Record<Step, (fact: YearFact, facts: readonly YearFact[]) => boolean>> = {
  PLEDGE: ({ type }) => type === 'PledgeSigned',
  SCORING: ({ type }) => type === 'SelfScoreSubmitted',
  VOTE: (fact) =>
    (fact.type === 'AssentRecorded' && fact.data.purpose === 'COMMENDATION') ||
    (fact.type === 'BallotOpened' && fact.data.purpose === 'COMMENDATION') ||
    fact.type === 'AgreedListRecorded',
  PROPOSALS: (fact, facts) =>
    fact.type === 'CommendationProposed' &&
    !facts.some((later) => later.type === 'ProposalWithdrawn' && later.data.proposalId === fact.data.proposalId),
  AWARDS: ({ type }) => type === 'AwardConferred',
  CONFERENCE: (fact) => fact.type === 'AttendanceRecorded' && fact.data.attendees.length > 0,
};

/** No step is left out that an act has begun. */
function skipsNothingBegun(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'StepSkipped') continue;
    const gone = voidIn(before);
    const began = before.find((known) => BEGINS[fact.data.step]?.(known, before) === true && !isGone(known, gone));
    must(began === undefined, `${fact.id} skips ${fact.data.step}, which ${began?.id} began`, life.log);
  }
}

/** It is a decision that is void by now, or rests on one. */
function isGone(fact: YearFact, gone: ReadonlySet<string>): boolean {
  const { ballotId, assentId } = fact.data as Readonly<{ ballotId?: string; assentId?: string }>;
  return gone.has(ballotId ?? assentId ?? restingOn(fact) ?? '');
}

/** A year closes with scoring done by an order from scores, of the whole or of the track that the rulebook ranks apart, or without it. */
function closesScored(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'EmulationYearClosed') continue;
    const { done, skipped } = fact.data;
    const isScored = ['', scopeKey({ track: TRACK })].some((scope) => lastOrder(before, scope) === 'RankingComputed');
    must(done.includes('SCORING') === isScored, `${fact.id} closes with ${done.join()}`, life.log);
    const isLeftOut = skipped.some(({ step }) => step === 'SCORING');
    must(isScored || isLeftOut, `${fact.id} closes without scores`, life.log);
  }
}

function lastOrder(before: readonly YearFact[], scope: string): YearFact['type'] | undefined {
  return before.findLast(
    (known) =>
      (known.type === 'RankingComputed' || known.type === 'RankingAgreed') && scopeKey(known.data.scope) === scope,
  )?.type;
}

/** What reads the rulebook: from then on it stays. */
const READS: ReadonlySet<string> = new Set([
  ...['SelfScoreSubmitted', 'BallotOpened', 'AssentRecorded', 'AgreedListRecorded', 'CommendationProposed'],
  ...['BonusRecorded', 'DeductionRecorded'],
]);

/** The rulebook is exchanged until an act has read it, and never after. */
function exchangedUntilRead(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'RulebookAdopted') continue;
    const reader = before.find(({ type }) => READS.has(type));
    must(reader === undefined, `${fact.id} exchanges what ${reader?.id} has read`, life.log);
  }
}

function lockedByAReader(life: Life): void {
  const acts = actsOf(life);
  for (const { decision, sent, now } of life.steps) {
    if (sent.mode.kind === 'CLAIM' || decision.accepted || decision.refusal.code !== 'RULEBOOK_LOCKED') continue;
    const isRead = acts.some(({ fact }) => READS.has(fact.type) && fact.metadata.recordedAt < now);
    must(isRead, 'the rulebook is locked, and nothing has read it', life.log);
  }
}

/** A signature is not later than what binds on its day. */
function signedInTime(life: Life): void {
  for (const { fact, day, before } of actsOf(life)) {
    if (fact.type !== 'PledgeSigned') continue;
    const until = deadlineIn(before);
    must(until === undefined || day <= until, `${fact.id} of ${day} is after ${until}`, life.log);
  }
}

/** The day that the last amendment names, else that of the rulebook unless it had passed. */
function deadlineIn(before: readonly YearFact[]): string | undefined {
  const adopted = before.findLast((known) => known.type === 'RulebookAdopted');
  let until: string | undefined = adopted?.data.content.pledge.deadline;
  for (const known of before) {
    if (known.type !== 'PledgeAmended') continue;
    const { deadline, occurredOn } = known.data;
    if (deadline !== undefined) until = deadline;
    else if (until !== undefined && occurredOn.date > until) until = undefined;
  }
  return until;
}

export const COURSE_OF_A_YEAR: Properties = {
  'a step that has begun is not skipped (D30)': skipsNothingBegun,
  'a year closes with scoring done by an order from scores, or left out (D30)': closesScored,
  'the rulebook is not exchanged once an act has read it (D32)': exchangedUntilRead,
  'nothing but what reads the rulebook locks it (D32)': lockedByAReader,
  'the pledge is signed by the day that binds after its amendments (D32)': signedInTime,
};
