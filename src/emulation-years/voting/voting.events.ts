import type { Event } from '../../kernel/event.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  AgreedList,
  AssentTerms,
  BallotTerms,
  BallotTieBreak,
  HandRaised,
  Objection,
  Recusal,
  Tally,
  Teller,
  Voiding,
  WrittenOpinion,
} from './voting.values.js';

/** A ballot is open, with all its terms: nothing about it can be argued afterwards. */
export type BallotOpened = Event<'BallotOpened', InYear & { ballotId: string } & BallotTerms>;

/** An open vote (biểu quyết giơ tay), by name. Never of a secret ballot. */
export type VoteCast = Event<'VoteCast', InYear & { ballotId: string } & HandRaised>;
/**
 * A written opinion (ý kiến bằng văn bản) of an absent member. In a secret ballot a sealed envelope: that it came and
 * from whom; its choice is counted with the papers and never stored here.
 */
export type WrittenOpinionReceived = Event<'WrittenOpinionReceived', InYear & { ballotId: string } & WrittenOpinion>;
export type VoterRecused = Event<'VoterRecused', InYear & { ballotId: string } & Recusal>;
export type TellersAppointed = Event<'TellersAppointed', InYear & { ballotId: string; tellers: readonly Teller[] }>;
export type BallotClosed = Event<'BallotClosed', InYear & { ballotId: string }>;
/** The result (kết quả kiểm phiếu). */
export type VoteTallied = Event<'VoteTallied', InYear & { ballotId: string } & Tally>;
/** Who of several on the last seat wins, by which key. The first events of this type did not record the key. */
export type BallotTieBroken = Event<'BallotTieBroken', InYear & { ballotId: string } & BallotTieBreak>;
/** The ballot was found void (hủy kết quả bỏ phiếu): the election, the proposal, the order that cites it is void with it (D41). */
export type BallotVoided = Event<'BallotVoided', InYear & { ballotId: string } & Voiding>;

/** Nhất trí: agreed without papers by the units present. One objection turns it into a ballot (R48). */
export type AssentRecorded = Event<'AssentRecorded', InYear & { assentId: string } & AssentTerms>;
/** Ends the assent on this matter, before or after it was recorded. */
export type ObjectionRecorded = Event<'ObjectionRecorded', InYear & { assentId: string } & Objection>;
/** Danh sách thống nhất (S4): the proposals agreed at a session, by form, with the units or only their number. */
export type AgreedListRecorded = Event<'AgreedListRecorded', InYear & { listId: string } & AgreedList>;

export type VotingEvent =
  | BallotOpened
  | VoteCast
  | WrittenOpinionReceived
  | VoterRecused
  | TellersAppointed
  | BallotClosed
  | VoteTallied
  | BallotTieBroken
  | BallotVoided
  | AssentRecorded
  | ObjectionRecorded
  | AgreedListRecorded;
