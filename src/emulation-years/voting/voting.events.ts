import type { Event } from '../../kernel/event.js';
import type { FractionText } from '../../kernel/fraction.js';
import type { Person, ReferenceDocument } from '../../kernel/party.js';
import type { Threshold } from '../../kernel/threshold.js';
import type { PeoplesKey } from '../../rulebooks/rulebook.values.js';
import type { InYear } from '../frame/frame.values.js';
import type { BallotPurpose, Question, Answer, Teller, PaperCount, QuestionTally } from './voting.values.js';

/**
 * A ballot is open, with all its terms: nothing about it can be argued afterwards. `base` is the count the threshold is
 * measured against when it is all members (the declared size where that is larger); `quorumNeeded` in members.
 */
export type BallotOpened = Event<
  'BallotOpened',
  InYear & {
    ballotId: string;
    sessionId: string;
    purpose: BallotPurpose;
    method: 'SHOW_OF_HANDS' | 'SECRET_PAPER';
    questions: readonly Question[];
    /** How many questions may win; the highest counts first. */
    seats: number;
    eligible: readonly string[];
    threshold: Threshold;
    members: number;
    quorum: FractionText;
    quorumNeeded: number;
    present: readonly string[];
    writtenOpinions: 'ALLOWED' | 'FORBIDDEN';
  }
>;

/** An open vote (biểu quyết giơ tay), by name. Never of a secret ballot. */
export type VoteCast = Event<
  'VoteCast',
  InYear & { ballotId: string; unitId: string; voter: Person; answers: readonly Answer[] }
>;
/**
 * A written opinion (ý kiến bằng văn bản) of an absent member. In a secret ballot a sealed envelope: that it came and
 * from whom; its choice is counted with the papers and never stored here.
 */
export type WrittenOpinionReceived = Event<
  'WrittenOpinionReceived',
  InYear & { ballotId: string; unitId: string; document?: ReferenceDocument; answers?: readonly Answer[] }
>;
export type VoterRecused = Event<'VoterRecused', InYear & { ballotId: string; unitId: string; reason: string }>;
export type TellersAppointed = Event<'TellersAppointed', InYear & { ballotId: string; tellers: readonly Teller[] }>;
export type BallotClosed = Event<'BallotClosed', InYear & { ballotId: string }>;
/** The result (kết quả kiểm phiếu). `papers` for a secret ballot, the minutes always citable. */
export type VoteTallied = Event<
  'VoteTallied',
  InYear & {
    ballotId: string;
    present: number;
    voted: number;
    written: number;
    papers?: PaperCount;
    questions: readonly QuestionTally[];
    minutes?: ReferenceDocument;
  }
>;
/** Who of several on the last seat wins, by which key. The first events of this type did not record the key. */
export type BallotTieBroken = Event<
  'BallotTieBroken',
  InYear & { ballotId: string; questionId: string; key?: PeoplesKey; by: Person; reason: string }
>;

/** Nhất trí: agreed without papers by the units present. One objection turns it into a ballot (R48). */
export type AssentRecorded = Event<
  'AssentRecorded',
  InYear & {
    assentId: string;
    sessionId: string;
    purpose: BallotPurpose;
    questions: readonly Question[];
    present: readonly string[];
    members: number;
    quorumNeeded: number;
  }
>;
/** Ends the assent on this matter, before or after it was recorded. */
export type ObjectionRecorded = Event<
  'ObjectionRecorded',
  InYear & { assentId: string; unitId: string; person?: Person; text?: string }
>;
/** Danh sách thống nhất (S4): the proposals agreed at a session, by form, with the units or only their number. */
export type AgreedListRecorded = Event<
  'AgreedListRecorded',
  InYear & {
    listId: string;
    sessionId: string;
    entries: readonly Readonly<{ form: string; count: number; unitIds: readonly string[] }>[];
    agreedBy: readonly string[];
  }
>;

export type VotingEvent =
  | BallotOpened
  | VoteCast
  | WrittenOpinionReceived
  | VoterRecused
  | TellersAppointed
  | BallotClosed
  | VoteTallied
  | BallotTieBroken
  | AssentRecorded
  | ObjectionRecorded
  | AgreedListRecorded;
