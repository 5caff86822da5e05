import type { FractionText } from '../../kernel/fraction.js';
import type { Person, ReferenceDocument } from '../../kernel/party.js';
import type { Threshold } from '../../kernel/threshold.js';
import type { PeoplesKey, Permission } from '../../rulebooks/rulebook.values.js';

export const BALLOT_PURPOSES = ['COMMENDATION', 'RANKING', 'CLASSIFICATION', 'HEAD', 'DEPUTY'] as const;

export type BallotPurpose = (typeof BALLOT_PURPOSES)[number];

/**
 * One question of a ballot: shall this unit, or of it this subject, have this place, this form, this class, this duty. `form` for
 * commendations, `classification` for classes, `forYear` for elections.
 */
export type Question = Readonly<{
  questionId: string;
  unitId: string;
  subjectId?: string;
  form?: string;
  classification?: string;
  forYear?: string;
  ordinal?: number;
}>;

export const CHOICES = ['FOR', 'AGAINST', 'BLANK'] as const;

export type Choice = (typeof CHOICES)[number];

export type AnswerGiven = Readonly<{ questionId: string; choice: Choice }>;

export const BALLOT_METHODS = ['SHOW_OF_HANDS', 'SECRET_PAPER', 'UNKNOWN'] as const;

export type BallotMethod = (typeof BALLOT_METHODS)[number];

/**
 * Everything about a ballot that is fixed when it opens: an exchange of the rulebook afterwards does not change it. `members` is the
 * count the threshold is measured against when it is all members (the declared size where that is larger); `quorumNeeded` in
 * members; `tieKeys` are those by which people break a tie. A source may not know the session, who was present, or any term.
 */
export type BallotTerms = Readonly<{
  sessionId?: string;
  purpose: BallotPurpose;
  method: BallotMethod;
  questions: readonly Question[];
  /** How many questions may win; the highest counts first. */
  seats?: number;
  eligible: readonly string[];
  threshold?: Threshold;
  members?: number;
  quorum?: FractionText;
  quorumNeeded?: number;
  present?: readonly string[];
  writtenOpinions?: Permission;
  selfVote?: Permission;
  candidateTellers?: Permission;
  tieKeys?: readonly PeoplesKey[];
}>;

/** A hand raised, by name; a source may know the unit alone. Of a secret ballot there is none. */
export type HandRaised = Readonly<{ unitId: string; voter?: Person; answers: readonly AnswerGiven[] }>;

/** A written opinion of an absent member: in a secret ballot only that it came. */
export type WrittenOpinion = Readonly<{
  unitId: string;
  document?: ReferenceDocument;
  answers?: readonly AnswerGiven[];
}>;

/** A member that takes no part, and why, where a source tells it. */
export type Recusal = Readonly<{ unitId: string; reason?: string }>;

export const TELLER_ROLES = ['HEAD', 'MEMBER', 'SECRETARY'] as const;

/** Ban kiểm phiếu. A source may not tell the role. */
export type Teller = Readonly<{ person: Person; unitId?: string; role?: (typeof TELLER_ROLES)[number] }>;

/**
 * Papers of a secret ballot as the committee counted them: phát ra, thu về, hợp lệ, không hợp lệ; written on a line of its own. A
 * source may know some of the figures.
 */
export type PaperCount = Readonly<{
  issued?: number;
  returned?: number;
  written?: number;
  valid?: number;
  invalid?: number;
  invalidGrounds?: string;
}>;

/** What was counted for one question, as far as it is known. */
export type Count = Readonly<{ questionId: string; for?: number; against?: number; blank?: number }>;

/** What a count can mean by the terms of its ballot, and what a source can say that it did. */
export const JUDGED_OUTCOMES = ['PASSED', 'FAILED', 'NO_QUORUM', 'TIED'] as const;
export type JudgedOutcome = (typeof JUDGED_OUTCOMES)[number];

/** A question as it is reported: figures, what came out, or the words of the source about it. */
export type CountReported = Count & Readonly<{ outcome?: JudgedOutcome; reported?: string }>;

/** AS_REPORTED: in the words of the source, which are no more exact. UNKNOWN: a source knows figures and not what they meant. */
export const OUTCOMES = [...JUDGED_OUTCOMES, 'AS_REPORTED', 'UNKNOWN'] as const;

/**
 * The count of one question and what it means. A failed outcome is a result, not a refusal. Base and votes needed are there where
 * the outcome was judged by the terms of the ballot; the result of a source is never judged again.
 */
export type QuestionTally = Count &
  Readonly<{ base?: number; needed?: number; outcome: (typeof OUTCOMES)[number]; reported?: string }>;

/** The result (kết quả kiểm phiếu), as far as it is known. `papers` for a secret ballot, the minutes always citable. */
export type Tally = Readonly<{
  present?: number;
  voted?: number;
  written?: number;
  papers?: PaperCount;
  questions: readonly QuestionTally[];
  minutes?: ReferenceDocument;
}>;

/** Who of several on the last seat wins, by whom, by which key and why; a source may know that alone. */
export type BallotTieBreak = Readonly<{ questionId: string; key?: PeoplesKey; by?: Person; reason?: string }>;

/** Why a ballot carries nothing, and the document that says so; a source may not know the ground. */
export type Voiding = Readonly<{ ground?: string; document?: ReferenceDocument }>;

/** What those present agreed to without papers; a source may not know at which session, who was there, or how many had to be. */
export type AssentTerms = Readonly<{
  sessionId?: string;
  purpose: BallotPurpose;
  questions: readonly Question[];
  present?: readonly string[];
  members?: number;
  quorumNeeded?: number;
}>;

/** A member is against what was agreed without papers (R48); a source may not say which. */
export type Objection = Readonly<{ unitId?: string; person?: Person; text?: string }>;

/** A form on an agreed list, with the units or only their number, where that is told. */
export type AgreedListEntry = Readonly<{ form: string; count?: number; unitIds: readonly string[] }>;

/**
 * Danh sách thống nhất (S4): the proposals agreed at a session, and the members that agree. A source may say that all did and name
 * none (`agreedByAll`), or leave unknown who agreed.
 */
export type AgreedList = Readonly<{
  sessionId?: string;
  entries: readonly AgreedListEntry[];
  agreedBy?: readonly string[];
  agreedByAll?: boolean;
}>;

/** The winner of a tie takes a seat; when it was the last one, the others of the tie have lost. */
export function tieBroken<Counted extends Pick<QuestionTally, 'questionId' | 'outcome'>>(
  questions: readonly Counted[],
  winner: string,
  seats: number | undefined,
): readonly Counted[] {
  const won = questions.map((question) =>
    question.questionId === winner && question.outcome === 'TIED'
      ? { ...question, outcome: 'PASSED' as const }
      : question,
  );
  // How many seats there were a source may not tell: then nothing says that the others have lost.
  if (seats === undefined || won.filter(({ outcome }) => outcome === 'PASSED').length < seats) return won;
  return won.map((question) => (question.outcome === 'TIED' ? { ...question, outcome: 'FAILED' as const } : question));
}
