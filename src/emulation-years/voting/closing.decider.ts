import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import type { Mode } from '../../kernel/event.js';
import type { TallyFault } from '../../kernel/tally-words.js';
import { presentAt } from './casting.decider.js';
import { mustKnowBallot } from './known-ballot.js';
import {
  handsCounted,
  inconsistencies,
  isWhole,
  judgingTerms,
  outcomes,
  sumOf,
  type Inconsistency,
  type Turnout,
  type WholeCount,
} from './tally.js';
import type { BreakBallotTie, CloseBallot } from './voting.commands.js';
import type { BallotClosed, BallotTieBroken, VoteTallied } from './voting.events.js';
import { tallyOf, type Ballot, type VotingYear } from './voting.fold.js';
import type { CountReported, PaperCount, QuestionTally } from './voting.values.js';

/**
 * Ends the ballot with its result, not before it was opened and last voted on (R46). Hands are counted from the record;
 * papers as the committee counted them, if they add up (R49) and a committee was appointed to count them (R50). A failed vote is
 * a result and never a refusal. A claim that knows no count closes the ballot and leaves the result unknown; where its source says
 * what came out, that stands (decision 34).
 */
export function* closeBallot(
  command: CloseBallot & Circumstances,
  year: VotingYear,
): Deciding<BallotClosed | VoteTallied> {
  const { data } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  if (ballot.closed) yield* refuse('ALREADY_EXISTS', { kind: 'tally', id: data.ballotId });
  yield* mustBeInOrder(ballot.latest, data.occurredOn, 'COUNT');
  yield* mustCount(command);
  const present = presentAt(ballot, year.sessions);
  const counts = yield* countsOf(ballot, command, present);
  const { blocId, occurredOn, ballotId } = data;
  const closed: BallotClosed = { type: 'BallotClosed', data: { blocId, year: data.year, occurredOn, ballotId } };
  return counts === undefined ? [closed] : [closed, talliedBy(ballot, { ...data, counts }, present)];
}

/** An act gives each figure that it gives a count of, and leaves to the terms of the ballot what it means. */
function* mustCount(command: CloseBallot & Circumstances): Checks {
  const { papers, counts = [] } = command.data;
  for (const figure of ['issued', 'returned', 'written', 'valid', 'invalid'] as const) {
    if (papers !== undefined) yield* mustSay(command, papers[figure], { kind: 'count', field: `/papers/${figure}` });
  }
  for (const [place, count] of counts.entries()) {
    for (const figure of ['for', 'against', 'blank'] as const) {
      yield* mustSay(command, count[figure], { kind: 'count', field: `/counts/${place}/${figure}` });
    }
    yield* mustLeaveToTerms(command, count, `/counts/${place}`);
  }
}

function* mustLeaveToTerms({ mode }: Circumstances, { outcome, reported }: CountReported, at: string): Checks {
  if (mode.kind === 'CLAIM') return;
  if (outcome !== undefined) yield* refuse('INVALID_INPUT', { field: `${at}/outcome`, why: 'CLAIM_ALONE' });
  if (reported !== undefined) yield* refuse('INVALID_INPUT', { field: `${at}/reported`, why: 'CLAIM_ALONE' });
}

type Counted = CloseBallot['data'] & Readonly<{ counts: readonly CountReported[] }>;

/** The result of what was counted: by the terms of the ballot, where they and all figures are known, else as its source reports it. */
function talliedBy(ballot: Ballot, counted: Counted, present: readonly string[] | undefined): VoteTallied {
  const { counts, ...given } = counted;
  const data = judgedBy(ballot, counted, present) ?? {
    ...given,
    ...defined({
      present: present?.length,
      voted: given.papers?.returned,
      written: given.papers?.written ?? (Object.keys(ballot.written).length || undefined),
    }),
    questions: counts.map(asReported),
  };
  return { type: 'VoteTallied', data };
}

/** `undefined` where the source says what came out, or a figure or a term is not known: then nothing is computed. */
function judgedBy(
  ballot: Ballot,
  { counts, ...given }: Counted,
  present: readonly string[] | undefined,
): VoteTallied['data'] | undefined {
  const terms = judgingTerms(ballot.terms);
  const figures = counts.filter(isWhole);
  const isReported = counts.some(({ outcome, reported }) => (outcome ?? reported) !== undefined);
  const turnout = present && turnoutOf(ballot, given.papers, figures, present);
  const isKnown = figures.length === counts.length && !isReported;
  if (terms === undefined || turnout === undefined || !isKnown) return undefined;
  const { voted, written } = turnout;
  const valid = given.papers === undefined ? voted + written : given.papers.valid;
  if (valid === undefined) return undefined;
  const questions = outcomes(terms, figures, turnout, valid);
  return { ...given, present: turnout.present.length, voted, written, questions };
}

function asReported({ outcome, reported, ...count }: CountReported): QuestionTally {
  return {
    ...count,
    outcome: outcome ?? (reported === undefined ? 'UNKNOWN' : 'AS_REPORTED'),
    ...defined({ reported }),
  };
}

/** The counts of each question; `undefined` when a claim does not know them. Of a way of voting that is not known, what its source says. */
function countsOf(
  ballot: Ballot,
  command: CloseBallot & Circumstances,
  present: readonly string[] | undefined,
): Checks<readonly CountReported[] | undefined> {
  return ballot.terms.method === 'SHOW_OF_HANDS' ? handsOf(ballot, command) : papersOf(ballot, command, present);
}

/** Hands are counted from the record; a claim whose source names no vote may give figures, or know none. */
function* handsOf(
  ballot: Ballot,
  { data: { papers, counts }, mode }: CloseBallot & Circumstances,
): Checks<readonly CountReported[] | undefined> {
  const hands = handsCounted(ballot);
  const isUntold = mode.kind === 'CLAIM' && hands.every((count) => sumOf(count) === 0);
  const differs = !isUntold && counts !== undefined && areOther(counts, hands);
  if (differs || papers !== undefined) yield breach('TALLY_INCONSISTENT', { which: 'HANDS' satisfies TallyFault });
  return counts ?? (isUntold ? undefined : asTold(hands, mode));
}

/** Of a question about which a source tells no hand, how many were raised is unknown. */
function asTold(hands: readonly WholeCount[], mode: Mode): readonly CountReported[] {
  const isOpen = (count: WholeCount): boolean => mode.kind === 'CLAIM' && sumOf(count) === 0;
  return hands.map((count) => (isOpen(count) ? { questionId: count.questionId } : count));
}

/** Whether figures that are all given are others than those of the hands. */
function areOther(counts: readonly CountReported[], hands: readonly WholeCount[]): boolean {
  return counts.every(isWhole) && figures(counts) !== figures(hands);
}

/** Papers are as the committee counted them, `undefined` when a claim does not know. */
function* papersOf(
  ballot: Ballot,
  { data: { papers, counts }, mode }: CloseBallot & Circumstances,
  present: readonly string[] | undefined,
): Checks<readonly CountReported[] | undefined> {
  const isAct = mode.kind === 'ACT';
  if (papers !== undefined && counts !== undefined) yield* mustAddUp(inconsistencies(ballot, papers, counts, present));
  else if (isAct) yield breach('TALLY_INCONSISTENT', { which: 'PAPERS_MISSING' satisfies TallyFault });
  if (isAct && ballot.tellers.length === 0) yield breach('TELLERS_INVALID', { person: '–' });
  return counts;
}

/** R49: the figures of the count agree with each other. */
function* mustAddUp(inconsistent: readonly Inconsistency[]): Checks {
  for (const found of inconsistent) yield breach('TALLY_INCONSISTENT', found);
}

/** The figures as one text, whatever the order of the questions. */
function figures(counts: readonly WholeCount[]): string {
  return counts
    .map((count) => [count.questionId, count.for, count.against, count.blank].join(' '))
    .sort()
    .join(', ');
}

/** Papers returned, or hands raised: of what was counted, what was not written. */
function turnoutOf(
  { written }: Ballot,
  papers: PaperCount | undefined,
  counts: readonly WholeCount[],
  present: readonly string[],
): Turnout | undefined {
  if (papers !== undefined) {
    const { returned: voted, written: sealed } = papers;
    return voted === undefined || sealed === undefined ? undefined : { present, voted, written: sealed };
  }
  const wrote = Object.keys(written).length;
  return { present, voted: Math.max(0, ...counts.map((count) => sumOf(count) - wrote)), written: wrote };
}

/**
 * Who of several on the last seat wins, by a vote of the members or by the head, whichever of these keys the rulebook
 * lists (D16); with several seats left, one winner at a time. Refuses by R22, R46 (before the close) and R44.
 */
export function* breakBallotTie(command: BreakBallotTie & Circumstances, year: VotingYear): Deciding<BallotTieBroken> {
  const { data } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  yield* mustListKey(command, ballot);
  if (tallyOf(ballot, data.questionId)?.outcome !== 'TIED') {
    const tied = (ballot.tally ?? []).filter(({ outcome }) => outcome === 'TIED');
    yield breach('INVALID_CHOICE', {
      choice: data.questionId,
      field: '/questionId',
      allowed: tied.map(({ questionId }) => questionId),
    });
  }
  yield* mustBeInOrder(ballot.latest, data.occurredOn, 'COUNT');
  yield* mustSay(command, data.by, { kind: 'one who decided', field: '/by' });
  yield* mustSayWhy(command);
  return [{ type: 'BallotTieBroken', data }];
}

/** An act names a key of the rulebook; a source may not say by which one it was (H10). */
function* mustListKey({ data, mode }: BreakBallotTie & Circumstances, { terms }: Ballot): Checks {
  const allowed = terms.tieKeys;
  if (data.key === undefined && mode.kind === 'ACT')
    yield* refuse('INVALID_INPUT', { field: '/key', why: 'KEY', ...defined({ allowed }) });
  if (data.key !== undefined && allowed?.includes(data.key) === false) {
    yield breach('INVALID_TRANSITION', { step: data.key, allowed });
  }
}
