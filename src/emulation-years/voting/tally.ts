import { reaches, votesNeeded, type Denominator, type Threshold } from '../../kernel/threshold.js';
import type { Ballot } from './voting.fold.js';
import type { TallyFault } from '../../kernel/tally-words.js';
import type {
  AnswerGiven,
  BallotPurpose,
  BallotTerms,
  Count,
  JudgedOutcome,
  PaperCount,
  QuestionTally,
} from './voting.values.js';

/** Who took part: members in the hall, and how many wrote. */
export type Turnout = Readonly<{ present: readonly string[]; voted: number; written: number }>;

/** A count of which each figure is known. */
export type WholeCount = Required<Count>;

export function isWhole(count: Count): count is WholeCount {
  return count.for !== undefined && count.against !== undefined && count.blank !== undefined;
}

/** The terms by which a count is judged. */
type JudgingTerms = Readonly<{ threshold: Threshold; members: number; quorumNeeded: number; seats: number }>;

/** The terms that judge a count; `undefined` where a source leaves one of them unknown. */
export function judgingTerms({ threshold, members, quorumNeeded, seats }: BallotTerms): JudgingTerms | undefined {
  if (threshold === undefined || members === undefined || quorumNeeded === undefined || seats === undefined)
    return undefined;
  return { threshold, members, quorumNeeded, seats };
}

/** The hands and the written opinions of an open vote, question by question. */
export function handsCounted({ terms, votes, written }: Ballot): readonly WholeCount[] {
  const answers = [...Object.values(votes), ...Object.values(written)].flatMap((given) => given ?? []);
  return terms.questions.map(({ questionId }) => {
    const own = answers.filter((answer) => answer.questionId === questionId);
    return { questionId, for: how(own, 'FOR'), against: how(own, 'AGAINST'), blank: how(own, 'BLANK') };
  });
}

function how(answers: readonly AnswerGiven[], choice: AnswerGiven['choice']): number {
  return answers.filter((answer) => answer.choice === choice).length;
}

/** What does not add up, with the figures that its words name. */
export type Inconsistency = Readonly<Record<string, string | number>> & Readonly<{ which: TallyFault }>;

/**
 * R49: what of the committee's count does not add up, in the order of the rule. Entitled to a paper is who is present. Nothing is held
 * against a figure that is not known.
 */
export function inconsistencies(
  { terms, written, recused }: Ballot,
  papers: PaperCount,
  counts: readonly Count[],
  present: readonly string[] | undefined,
): readonly Inconsistency[] {
  const { issued, returned, valid } = papers;
  const entitled = present?.filter((unitId) => !recused.includes(unitId)).length;
  const absent = present && terms.eligible.length - present.length;
  return [
    ...tooMany('ISSUED', issued, entitled),
    ...tooMany('RETURNED', returned, issued),
    ...tooMany('WRITTEN_OF_ABSENT', papers.written, absent),
    ...notReceived(papers.written, Object.keys(written).length),
    ...unbalanced(papers),
    ...miscounted(terms.questions, counts, valid),
    ...chosenTooOften(terms, counts, valid),
  ];
}

function tooMany(
  which: 'ISSUED' | 'RETURNED' | 'WRITTEN_OF_ABSENT',
  figure: number | undefined,
  most: number | undefined,
): readonly Inconsistency[] {
  return figure !== undefined && most !== undefined && figure > most ? [{ which, figure, most }] : [];
}

function notReceived(figure: number | undefined, received: number): readonly Inconsistency[] {
  return figure !== undefined && figure !== received ? [{ which: 'WRITTEN_RECEIVED', figure, received }] : [];
}

/** What was returned and written is valid or invalid. */
function unbalanced({ valid, invalid, returned, written }: PaperCount): readonly Inconsistency[] {
  if (valid === undefined || invalid === undefined || returned === undefined || written === undefined) return [];
  if (valid + invalid === returned + written) return [];
  return [{ which: 'VALID', valid, invalid, returned, written }];
}

/** Each question is counted once, and its three figures give the valid papers. */
function miscounted(
  questions: Ballot['terms']['questions'],
  counts: readonly Count[],
  valid: number | undefined,
): readonly Inconsistency[] {
  const asked = questions.map(({ questionId }) => questionId);
  const counted = counts.map(({ questionId }) => questionId);
  const unmatched = [...new Set([...asked, ...counted])]
    .filter((id) => !asked.includes(id) || counted.filter((one) => one === id).length !== 1)
    .map((question) => ({ which: 'QUESTION' as const, question }));
  if (valid === undefined) return unmatched;
  const wrong = counts
    .filter(isWhole)
    .filter((count) => sumOf(count) !== valid)
    .map((count) => ({ which: 'FIGURES' as const, question: count.questionId, figure: sumOf(count), valid }));
  return [...unmatched, ...wrong];
}

/** D28: who chooses says FOR at most once for each seat, on each valid paper. */
function chosenTooOften(
  { purpose, seats }: BallotTerms,
  counts: readonly Count[],
  valid: number | undefined,
): readonly Inconsistency[] {
  const figure = counts.reduce((sum, count) => sum + (count.for ?? 0), 0);
  if (!isChoice(purpose) || valid === undefined || seats === undefined || figure <= seats * valid) return [];
  return [{ which: 'CHOSEN', figure, valid, seats }];
}

/** To choose a head, a deputy, a place or a class is to choose: no more FOR than seats. To commend is to judge each by itself. */
export function isChoice(purpose: BallotPurpose): boolean {
  return purpose !== 'COMMENDATION';
}

export function sumOf({ for: inFavour, against, blank }: WholeCount): number {
  return inFavour + against + blank;
}

/** What the count means by the terms of the ballot: R23 and the seats. Exact: integers and fractions alone. */
export function outcomes(
  terms: JudgingTerms,
  counts: readonly WholeCount[],
  turnout: Turnout,
  valid: number,
): readonly QuestionTally[] {
  const base = baseOf(terms.threshold.base, terms.members, turnout, valid);
  const needed = votesNeeded(base, terms.threshold);
  const quorate = turnout.present.length >= terms.quorumNeeded;
  const passing = counts.filter((count) => reaches(count.for, base, terms.threshold)).map((count) => count.for);
  const last = lastSeat(passing, terms.seats);
  return counts.map((count) => {
    const passes = reaches(count.for, base, terms.threshold);
    const outcome = quorate ? (passes ? seated(count.for, last) : 'FAILED') : 'NO_QUORUM';
    return { ...count, base, needed, outcome };
  });
}

/** Of those present the base counts who takes part: in the hall, or by a written opinion that counts like a hand. */
function baseOf(denominator: Denominator, members: number, { present, written }: Turnout, valid: number): number {
  switch (denominator) {
    case 'ALL_MEMBERS':
      return members;
    case 'PRESENT':
      return present.length + written;
    case 'VALID_PAPERS':
      return valid;
  }
}

/** The count that takes the last seat, and whether more questions have it than seats are left. */
type LastSeat = Readonly<{ votes: number; tied: boolean }>;

function lastSeat(passing: readonly number[], seats: number): LastSeat {
  const highest = [...passing].sort((a, b) => b - a);
  const votes = highest[seats - 1] ?? 0;
  return { votes, tied: highest[seats] === votes };
}

/** More pass than there are seats: the highest first; equals across the last seat are tied. */
function seated(votes: number, last: LastSeat): JudgedOutcome {
  if (votes > last.votes) return 'PASSED';
  if (votes < last.votes) return 'FAILED';
  return last.tied ? 'TIED' : 'PASSED';
}
