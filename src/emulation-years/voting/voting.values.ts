import type { Person } from '../../kernel/party.js';

export const BALLOT_PURPOSES = ['COMMENDATION', 'RANKING', 'HEAD', 'DEPUTY'] as const;

export type BallotPurpose = (typeof BALLOT_PURPOSES)[number];

/** One question of a ballot: shall this unit have this form, this duty. `form` for commendations, `forYear` for elections. */
export type Question = Readonly<{
  questionId: string;
  unitId: string;
  form?: string;
  forYear?: string;
  ordinal?: number;
}>;

export const CHOICES = ['FOR', 'AGAINST', 'BLANK'] as const;

export type Choice = (typeof CHOICES)[number];

export type Answer = Readonly<{ questionId: string; choice: Choice }>;

/** Ban kiểm phiếu. */
export type Teller = Readonly<{ person: Person; unitId?: string; role: 'HEAD' | 'MEMBER' | 'SECRETARY' }>;

/** Papers of a secret ballot as the committee counted them: phát ra, thu về, hợp lệ, không hợp lệ; written on a line of its own. */
export type PaperCount = Readonly<{
  issued: number;
  returned: number;
  written: number;
  valid: number;
  invalid: number;
  invalidGrounds?: string;
}>;

/** The count of one question and what it means. A failed outcome is a result, not a refusal. */
export type QuestionTally = Readonly<{
  questionId: string;
  for: number;
  against: number;
  blank: number;
  base: number;
  needed: number;
  outcome: 'PASSED' | 'FAILED' | 'NO_QUORUM' | 'TIED';
}>;

/** The winner of a tie takes a seat; when it was the last one, the others of the tie have lost. */
export function tieBroken<Counted extends Pick<QuestionTally, 'questionId' | 'outcome'>>(
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
