import type { QuestionTally } from '../src/emulation-years/voting/voting.values.js';

type Outcome = Pick<QuestionTally, 'questionId' | 'outcome'>;

/** The winner of a tie takes a seat; when it was the last one, the others of the tie have lost. */
export function tieDecided<Counted extends Outcome>(
  questions: readonly Counted[],
  winner: string,
  seats: number,
): readonly Counted[] {
  const won = questions.map((question) =>
    question.questionId === winner && question.outcome === 'TIED'
      ? { ...question, outcome: 'PASSED' as const }
      : question,
  );
  if (won.filter(({ outcome }) => outcome === 'PASSED').length < seats) return won;
  return won.map((question) => (question.outcome === 'TIED' ? { ...question, outcome: 'FAILED' as const } : question));
}
