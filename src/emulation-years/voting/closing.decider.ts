import { nameFolded } from '../../kernel/text.js';
import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Mode } from '../../kernel/event.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import { presentAt } from './casting.decider.js';
import { mustKnowBallot } from './known-ballot.js';
import { handsCounted, inconsistencies, outcomes, sumOf, type Turnout } from './tally.js';
import type { AppointTellers, BreakBallotTie, CloseBallot } from './voting.commands.js';
import type { BallotClosed, BallotTieBroken, TellersAppointed, VoteTallied } from './voting.events.js';
import { tallyOf, type Ballot, type VotingYear } from './voting.fold.js';
import type { Count, PaperCount, Teller } from './voting.values.js';

/**
 * The committee that counts (ban kiểm phiếu), before papers are handed out, maybe days before the opening. Refuses by
 * R50: a person named twice, a second head, or, where the rulebook forbids it, a person of a candidate; after the close
 * by R44.
 */
export function* appointTellers(command: AppointTellers & Circumstances, year: VotingYear): Deciding<TellersAppointed> {
  const { data } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  yield* mustBeFitToCount(data.tellers, ballot, year);
  if (ballot.closed) yield breach('INVALID_TRANSITION', { step: 'BALLOT_CLOSED' });
  return [{ type: 'TellersAppointed', data }];
}

/** R50: each person once, one head, none of a candidate where the rulebook forbids it. */
function* mustBeFitToCount(tellers: readonly Teller[], { terms }: Ballot, { frame }: VotingYear): Checks {
  const forbidden = frame.rulebook?.content.voting.candidateTellers === 'FORBIDDEN';
  const candidates = forbidden ? terms.questions.map(({ unitId }) => unitId) : [];
  const names = tellers.map(({ person }) => nameFolded(person.name));
  const heads = tellers.filter(({ role }) => role === 'HEAD');
  for (const [place, teller] of tellers.entries()) {
    const { person, unitId = '' } = teller;
    const twice = names.indexOf(nameFolded(person.name)) < place || heads.indexOf(teller) > 0;
    if (candidates.includes(unitId) || twice) yield breach('TELLERS_INVALID', { person: person.name });
  }
}

/**
 * Ends the ballot with its result, not before it was opened and last voted on (R46). Hands are counted from the record;
 * papers as the committee counted them, if they add up (R49) and a committee was appointed to count them (R50). A failed vote is
 * a result and never a refusal. A claim that knows no count closes the ballot and leaves the result unknown.
 */
export function* closeBallot(
  command: CloseBallot & Circumstances,
  year: VotingYear,
): Deciding<BallotClosed | VoteTallied> {
  const { data } = command;
  const ballot = yield* mustKnowBallot(year.voting, data.ballotId);
  if (ballot.closed) yield* refuse('ALREADY_EXISTS', { kind: 'tally', id: data.ballotId });
  yield* mustBeInOrder(ballot.latest, data.occurredOn, 'COUNT');
  const present = presentAt(ballot, year.sessions);
  const counts = yield* ballot.terms.method === 'SHOW_OF_HANDS'
    ? handsOf(ballot, data, command.mode)
    : papersOf(ballot, data, present);
  const { blocId, occurredOn, ballotId } = data;
  const closed: BallotClosed = { type: 'BallotClosed', data: { blocId, year: data.year, occurredOn, ballotId } };
  return counts === undefined ? [closed] : [closed, talliedBy(ballot, { ...data, counts }, present)];
}

type Counted = CloseBallot['data'] & Readonly<{ counts: readonly Count[] }>;

/** The result of what was counted, by the terms of the ballot. */
function talliedBy(ballot: Ballot, { counts, ...given }: Counted, present: readonly string[]): VoteTallied {
  const turnout = turnoutOf(ballot, given.papers, counts, present);
  const valid = given.papers?.valid ?? turnout.voted + turnout.written;
  return {
    type: 'VoteTallied',
    data: {
      ...given,
      present: present.length,
      voted: turnout.voted,
      written: turnout.written,
      questions: outcomes(ballot, counts, turnout, valid),
    },
  };
}

/** Hands are counted from the record; a claim whose source names no vote may give figures, or know none. */
function* handsOf(
  ballot: Ballot,
  { papers, counts }: CloseBallot['data'],
  mode: Mode,
): Checks<readonly Count[] | undefined> {
  const hands = handsCounted(ballot);
  const differs = counts !== undefined && figures(counts) !== figures(hands);
  if (differs || papers !== undefined) yield breach('TALLY_INCONSISTENT', { which: 'SHOW_OF_HANDS' });
  const nobody = hands.every((count) => sumOf(count) === 0);
  return counts ?? (nobody && mode.kind === 'CLAIM' ? undefined : hands);
}

/** Papers are as the committee counted them, `undefined` when a claim does not know. */
function* papersOf(
  ballot: Ballot,
  { papers, counts }: CloseBallot['data'],
  present: readonly string[],
): Checks<readonly Count[] | undefined> {
  if (papers === undefined || counts === undefined) yield breach('TALLY_INCONSISTENT', { which: 'papers, counts' });
  else yield* mustAddUp(inconsistencies(ballot, papers, counts, present));
  if (ballot.tellers.length === 0) yield breach('TELLERS_INVALID', { person: '–' });
  return counts;
}

/** R49: the figures of the count agree with each other. */
function* mustAddUp(inconsistent: readonly string[]): Checks {
  for (const which of inconsistent) yield breach('TALLY_INCONSISTENT', { which });
}

/** The figures as one text, whatever the order of the questions. */
function figures(counts: readonly Count[]): string {
  return counts
    .map((count) => [count.questionId, count.for, count.against, count.blank].join(' '))
    .sort()
    .join(', ');
}

/** Papers returned, or hands raised: of what was counted, what was not written. */
function turnoutOf(
  { written }: Ballot,
  papers: PaperCount | undefined,
  counts: readonly Count[],
  present: readonly string[],
): Turnout {
  if (papers !== undefined) return { present, voted: papers.returned, written: papers.written };
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
  yield* mustListKey(command, year);
  if (tallyOf(ballot, data.questionId)?.outcome !== 'TIED') {
    const tied = (ballot.tally ?? []).filter(({ outcome }) => outcome === 'TIED');
    yield breach('INVALID_CHOICE', {
      choice: data.questionId,
      field: '/questionId',
      allowed: tied.map(({ questionId }) => questionId),
    });
  }
  yield* mustBeInOrder(ballot.latest, data.occurredOn, 'COUNT');
  return [{ type: 'BallotTieBroken', data }];
}

/** An act names a key of the rulebook; a source may not say by which one it was (H10). */
function* mustListKey({ data, mode }: BreakBallotTie & Circumstances, { frame }: VotingYear): Checks {
  const allowed = (frame.rulebook?.content.ranking.tieKeys ?? []).map(({ key }) => key);
  if (data.key === undefined && mode.kind === 'ACT') yield* refuse('INVALID_INPUT', { field: '/key', allowed });
  if (data.key !== undefined && !allowed.includes(data.key)) {
    yield breach('INVALID_TRANSITION', { step: data.key, allowed });
  }
}
