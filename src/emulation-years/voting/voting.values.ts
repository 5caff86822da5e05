import type { FractionText } from '../../kernel/fraction.js';
import type { Person, ReferenceDocument } from '../../kernel/party.js';
import type { Threshold } from '../../kernel/threshold.js';
import type { PeoplesKey, Permission } from '../../rulebooks/rulebook.values.js';

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

export type AnswerGiven = Readonly<{ questionId: string; choice: Choice }>;

export const BALLOT_METHODS = ['SHOW_OF_HANDS', 'SECRET_PAPER'] as const;

export type BallotMethod = (typeof BALLOT_METHODS)[number];

/**
 * Everything about a ballot that is fixed when it opens. `members` is the count the threshold is measured against when it
 * is all members (the declared size where that is larger); `quorumNeeded` in members.
 */
export type BallotTerms = Readonly<{
  sessionId: string;
  purpose: BallotPurpose;
  method: BallotMethod;
  questions: readonly Question[];
  /** How many questions may win; the highest counts first. */
  seats: number;
  eligible: readonly string[];
  threshold: Threshold;
  members: number;
  quorum: FractionText;
  quorumNeeded: number;
  present: readonly string[];
  writtenOpinions: Permission;
}>;

/** A hand raised, by name. Of a secret ballot there is none. */
export type HandRaised = Readonly<{ unitId: string; voter: Person; answers: readonly AnswerGiven[] }>;

/** A written opinion of an absent member: in a secret ballot only that it came. */
export type WrittenOpinion = Readonly<{
  unitId: string;
  document?: ReferenceDocument;
  answers?: readonly AnswerGiven[];
}>;

/** A member that takes no part, and why. */
export type Recusal = Readonly<{ unitId: string; reason: string }>;

export const TELLER_ROLES = ['HEAD', 'MEMBER', 'SECRETARY'] as const;

/** Ban kiểm phiếu. */
export type Teller = Readonly<{ person: Person; unitId?: string; role: (typeof TELLER_ROLES)[number] }>;

/** Papers of a secret ballot as the committee counted them: phát ra, thu về, hợp lệ, không hợp lệ; written on a line of its own. */
export type PaperCount = Readonly<{
  issued: number;
  returned: number;
  written: number;
  valid: number;
  invalid: number;
  invalidGrounds?: string;
}>;

/** What was counted for one question. */
export type Count = Readonly<{ questionId: string; for: number; against: number; blank: number }>;

export const OUTCOMES = ['PASSED', 'FAILED', 'NO_QUORUM', 'TIED'] as const;

/** The count of one question and what it means. A failed outcome is a result, not a refusal. */
export type QuestionTally = Count & Readonly<{ base: number; needed: number; outcome: (typeof OUTCOMES)[number] }>;

/** The result (kết quả kiểm phiếu). `papers` for a secret ballot, the minutes always citable. */
export type Tally = Readonly<{
  present: number;
  voted: number;
  written: number;
  papers?: PaperCount;
  questions: readonly QuestionTally[];
  minutes?: ReferenceDocument;
}>;

/** Who of several on the last seat wins, by whom and by which key; the key is absent where the record is older than it. */
export type BallotTieBreak = Readonly<{ questionId: string; key?: PeoplesKey; by: Person; reason: string }>;

/** What those present agreed to without papers. */
export type AssentTerms = Readonly<{
  sessionId: string;
  purpose: BallotPurpose;
  questions: readonly Question[];
  present: readonly string[];
  members: number;
  quorumNeeded: number;
}>;

/** A member is against what was agreed without papers (R48). */
export type Objection = Readonly<{ unitId: string; person?: Person; text?: string }>;

/** A form on an agreed list, with the units or only their number. */
export type AgreedListEntry = Readonly<{ form: string; count: number; unitIds: readonly string[] }>;

/** Danh sách thống nhất (S4): the proposals agreed at a session. */
export type AgreedList = Readonly<{
  sessionId: string;
  entries: readonly AgreedListEntry[];
  agreedBy: readonly string[];
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
