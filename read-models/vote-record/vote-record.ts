import type {
  Answer,
  Teller,
  PaperCount,
  Question,
  QuestionTally,
} from '../../src/emulation-years/voting/voting.values.js';
import type { Person, ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { Threshold } from '../../src/kernel/threshold.js';
import { readModel, yearIn } from '../read-model.js';
import type { Recording, Current, Sourced } from '../recording.js';

export const VOTE_KINDS = ['BALLOT', 'ASSENT', 'AGREED_LIST'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];

/** Everything about a ballot that was fixed when it was opened. */
export type BallotTerms = Readonly<{
  sessionId: string;
  purpose: string;
  method: 'SHOW_OF_HANDS' | 'SECRET_PAPER';
  questions: readonly Question[];
  /** How many questions may win. */
  seats: number;
  eligible: readonly string[];
  /** The count that a threshold of all members is measured against. */
  members: number;
  threshold: Threshold;
  quorum: string;
  quorumNeeded: number;
  present: readonly string[];
  writtenOpinions: 'ALLOWED' | 'FORBIDDEN';
}>;

/** A hand raised, by name. Of a secret ballot there is none. */
export type HandRaised = Readonly<{ unitId: string; voter: Person; answers: readonly Answer[] }>;

/** A written opinion of an absent member: in a secret ballot only that it came. */
export type WrittenOpinion = Readonly<{
  unitId: string;
  document?: ReferenceDocument;
  answers?: readonly Answer[];
}>;

export const OUTCOMES = ['PASSED', 'FAILED', 'NO_QUORUM', 'TIED'] as const;

/** The result (kết quả kiểm phiếu). */
export type Tally = Readonly<{
  present: number;
  voted: number;
  written: number;
  papers?: PaperCount;
  questions: readonly QuestionTally[];
  minutes?: ReferenceDocument;
}>;

/** What a vote is and where it stands, whatever its kind. */
type OfVote = Readonly<{
  blocId: string;
  year: string;
  /** The id of the ballot, assent or list. */
  voteId: string;
  /** The first day it can mean, for the order of lists. */
  heldOn: string;
}>;

/** A ballot (bỏ phiếu suy tôn, biểu quyết). */
export type BallotRecord = OfVote &
  Readonly<{
    kind: 'BALLOT';
    terms: Current<BallotTerms>;
    hands: readonly Current<HandRaised>[];
    written: readonly Current<WrittenOpinion>[];
    recused: readonly Current<Readonly<{ unitId: string; reason: string }>>[];
    tellers?: Current<Readonly<{ tellers: readonly Teller[] }>>;
    closed?: Recording;
    /** Absent while open, and where a claim does not know the count: unknown is never shown as unanimous. */
    tally?: Current<Tally>;
    tieBreaks: readonly Sourced<BallotTieBreak>[];
  }>;

/** Who won among equals, by whom and by which key; the key is absent where the record is older than it. */
export type BallotTieBreak = Readonly<{
  questionId: string;
  key?: 'MEMBERS_VOTE' | 'HEAD_DECIDES';
  by: Person;
  reason: string;
}>;

/** Nhất trí: agreed without papers by those present. One objection ends it (R48). */
export type AssentRecord = OfVote &
  Readonly<{
    kind: 'ASSENT';
    /** Absent where only an objection is on record. */
    assent?: Current<
      Readonly<{
        sessionId: string;
        purpose: string;
        questions: readonly Question[];
        present: readonly string[];
        members: number;
        quorumNeeded: number;
      }>
    >;
    objections: readonly Current<Readonly<{ unitId: string; person?: Person; text?: string }>>[];
    outcome: 'AGREED' | 'OBJECTED';
  }>;

/** Danh sách thống nhất (S4): forms with units, or only their number. */
export type AgreedListRecord = OfVote &
  Readonly<{
    kind: 'AGREED_LIST';
    list: Current<
      Readonly<{
        sessionId: string;
        entries: readonly Readonly<{ form: string; count: number; unitIds: readonly string[] }>[];
        agreedBy: readonly string[];
      }>
    >;
  }>;

/**
 * How a matter was decided: who was entitled, present, voted, recused; what was counted and what it means.
 * Key: {@link VOTE_RECORD}: ballots, assents and lists are named apart from each other. Lists grow by one entry for each member.
 * Of a secret ballot no row, and no event, ever says who chose what.
 */
export type VoteRecord = BallotRecord | AssentRecord | AgreedListRecord;

type VoteKey = [blocId: string, year: string, kind: VoteKind, voteId: string];

export const VOTE_RECORD = readModel<VoteRecord, VoteKey, [blocId: string, year: string]>(
  'vote-record',
  (blocId, year, kind, voteId) => `${blocId}/${year}/${kind}/${voteId}`,
  yearIn,
);

/** A member's printed name beside its id. */
export type NamedUnit = Readonly<{ unitId: string; name: LocalizedText }>;
