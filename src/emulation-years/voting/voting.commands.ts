import type { Command } from '../../kernel/decider.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  AgreedListRecorded,
  AssentRecorded,
  BallotOpened,
  BallotTieBroken,
  BallotVoided,
  ObjectionRecorded,
  TellersAppointed,
  VoteCast,
  VoterRecused,
  WrittenOpinionReceived,
} from './voting.events.js';
import type { CountReported, PaperCount } from './voting.values.js';

type Terms =
  | 'threshold'
  | 'members'
  | 'quorum'
  | 'quorumNeeded'
  | 'present'
  | 'eligible'
  | 'writtenOpinions'
  | 'selfVote'
  | 'candidateTellers'
  | 'tieKeys';

/** The terms are the rulebook's; those present are the session's attendance. */
export type OpenBallot = Command<'OpenBallot', Omit<BallotOpened['data'], Terms>>;
export type CastVote = Command<'CastVote', VoteCast['data']>;
export type SubmitWrittenOpinion = Command<'SubmitWrittenOpinion', WrittenOpinionReceived['data']>;
export type WithdrawFromBallot = Command<'WithdrawFromBallot', VoterRecused['data']>;
export type AppointTellers = Command<'AppointTellers', TellersAppointed['data']>;
/** A show of hands is counted from the votes; of a secret ballot the committee's count is given; of a claim what its source says. */
export type CloseBallot = Command<
  'CloseBallot',
  InYear & {
    ballotId: string;
    papers?: PaperCount;
    counts?: readonly CountReported[];
    minutes?: ReferenceDocument;
  }
>;
export type BreakBallotTie = Command<'BreakBallotTie', BallotTieBroken['data']>;
export type VoidBallot = Command<'VoidBallot', BallotVoided['data']>;
export type RecordUnanimousAssent = Command<
  'RecordUnanimousAssent',
  Omit<AssentRecorded['data'], 'present' | 'members' | 'quorumNeeded'>
>;
export type RecordObjection = Command<'RecordObjection', ObjectionRecorded['data']>;
export type RecordAgreedList = Command<'RecordAgreedList', AgreedListRecorded['data']>;

export type VotingCommand =
  | OpenBallot
  | CastVote
  | SubmitWrittenOpinion
  | WithdrawFromBallot
  | AppointTellers
  | CloseBallot
  | BreakBallotTie
  | VoidBallot
  | RecordUnanimousAssent
  | RecordObjection
  | RecordAgreedList;
