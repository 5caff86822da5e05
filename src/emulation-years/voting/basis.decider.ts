import { breach, refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { mustFollow } from '../../kernel/happened.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { Threshold } from '../../kernel/threshold.js';
import type { Citing } from '../frame/cited-decision.values.js';
import type { InYear } from '../frame/frame.values.js';
import { mustBeUnopposed } from './assent.decider.js';
import { mustKnowBallot } from './known-ballot.js';
import { assentOf, ballotOf, listOf, tallyOf, type VotingState, type VotingYear } from './voting.fold.js';
import type { BallotPurpose, Question, QuestionTally } from './voting.values.js';

/** What a decision must have been about to carry what cites it. An absent part may be anything. */
export type Matter = Readonly<{ purpose: BallotPurpose } & Partial<Omit<Question, 'questionId'>>>;

type ByBallot = Readonly<{ ballotId: string; questionId: string }>;

/** Whether the ballot that is cited asked about each of these. A ballot or question that there is not refuses. */
export function* mustKnowMatter(
  { ballotId, questionId }: ByBallot,
  matters: readonly Matter[],
  { voting }: VotingYear,
): Checks<boolean> {
  const { terms } = yield* mustKnowBallot(voting, ballotId);
  const question = terms.questions.find((one) => one.questionId === questionId);
  if (question === undefined) {
    const allowed = terms.questions.map((one) => one.questionId);
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'question', id: questionId, allowed });
  }
  return matters.every((matter) => terms.purpose === matter.purpose && isAmong([question], matter));
}

/**
 * R23: the question passed. What failed, tied or was never counted carries nothing. What a source reports in words of its own, or
 * leaves open, is not judged by terms of ours (decision 34).
 */
export function* mustHavePassed({ ballotId, questionId }: ByBallot, { voting }: VotingYear): Checks {
  const ballot = ballotOf(voting, ballotId);
  if (ballot === undefined) return;
  const tally = tallyOf(ballot, questionId);
  if (tally === undefined) {
    yield breach('THRESHOLD_NOT_MET', { outcome: 'NOT_COUNTED', questionId });
  } else if (!CARRYING.has(tally.outcome)) {
    const { members = UNTOLD, threshold } = ballot.terms;
    const { for: votes = UNTOLD, base = members } = tally;
    const told = { votes, base, threshold: thresholdText(threshold), questionId };
    yield breach('THRESHOLD_NOT_MET', { ...told, ...defined({ outcome: shortOf(tally) }) });
  }
}

/** What else than too few votes kept the question from being carried. */
function shortOf({ outcome, for: votes, needed }: QuestionTally): ShortOf | undefined {
  if (outcome === 'TIED' || outcome === 'NO_QUORUM') return outcome;
  return votes !== undefined && needed !== undefined && votes >= needed ? 'LOST_SEAT' : undefined;
}

type ShortOf = 'TIED' | 'NO_QUORUM' | 'LOST_SEAT';

/** Decision 29: what a ballot, an assent or an agreed list carries is not dated before it. */
export function* mustFollowDecision(
  command: Pick<Circumstances, 'mode'> & Readonly<{ data: InYear }>,
  basis: Citing & Readonly<{ listId?: string }>,
  { voting }: VotingYear,
): Checks {
  yield* mustFollow(command, decidedOn(basis, voting), command.data.occurredOn, 'DECIDED');
}

/** The day of the vote, assent or agreed list that is cited; `undefined` where there is none. */
export function decidedOn(
  { kind, ballotId = '', assentId = '', listId = '' }: Citing & Readonly<{ listId?: string }>,
  voting: VotingState,
): PartialDate | undefined {
  if (kind === 'BALLOT') return ballotOf(voting, ballotId)?.latest;
  return (kind === 'ASSENT' ? assentOf(voting, assentId) : listOf(voting, listId))?.occurredOn;
}

/** Outcomes that are not held against what cites them. */
const CARRYING: ReadonlySet<QuestionTally['outcome']> = new Set(['PASSED', 'AS_REPORTED', 'UNKNOWN']);

/** How a message writes a figure that is not known. */
const UNTOLD = '–';

/** As the messages write it: `≥ 4/5`. */
function thresholdText(threshold: Threshold | undefined): string {
  if (threshold === undefined) return UNTOLD;
  return `${threshold.comparison === 'AT_LEAST' ? '≥' : '>'} ${threshold.fraction}`;
}

/** Whether the assent that is cited was about each of these. R48 refuses where a member objected. */
export function* mustKnowAssent(assentId: string, matters: readonly Matter[], year: VotingYear): Checks<boolean> {
  const assent = assentOf(year.voting, assentId);
  if (assent === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'assent', id: assentId });
  yield* mustBeUnopposed(assentId, year);
  return matters.every((matter) => assent.purpose === matter.purpose && isAmong(assent.questions, matter));
}

function isAmong(questions: readonly Question[], { unitId, form, forYear, ordinal }: Matter): boolean {
  const same = <T>(asked: T, wanted: T | undefined): boolean => wanted === undefined || asked === wanted;
  return questions.some(
    (asked) =>
      same(asked.unitId, unitId) &&
      same(asked.form, form) &&
      same(asked.forYear, forYear) &&
      // A deputy may be asked for without saying the first or the second.
      (asked.ordinal === undefined || same(asked.ordinal, ordinal)),
  );
}
