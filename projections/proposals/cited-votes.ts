import type { CitedVote } from '../../read-models/proposals/proposals.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { OfType, Recorded } from '../../src/kernel/event.js';
import { foundVoid, tallied, tieDecided } from '../counted-ballot.js';
import { currentVersion } from '../recording/recording.js';
import { withEntry } from '../recording/replaced.js';
import { voteNameOf, voteRecord } from '../vote-record.projection.js';

/** The events from which something comes of a decision. */
export type DecisiveEvent = Exclude<
  VotingEvent,
  { type: 'VoteCast' | 'WrittenOpinionReceived' | 'VoterRecused' | 'TellersAppointed' | 'BallotClosed' }
>;

type Fold<E extends DecisiveEvent> = (vote: CitedVote | undefined, event: Recorded<E>) => CitedVote | undefined;

/** The decision as its own read model folds it, as far as it is kept here. */
const FOLDS: { readonly [T in DecisiveEvent['type']]: Fold<OfType<DecisiveEvent, T>> } = {
  BallotOpened: (vote, event) => {
    const { ballotId, seats } = event.data;
    const before = ballotIn(vote);
    const terms = currentVersion(before?.terms, defined({ seats }), event);
    return { ...(before ?? { kind: 'BALLOT', voteId: ballotId }), terms };
  },
  VoteTallied: (vote, event) => counted(vote, (ballot) => tallied(ballot, event)),
  BallotTieBroken: (vote, event) => counted(vote, (ballot) => tieDecided(ballot, event)),
  BallotVoided: (vote, event) => counted(vote, (ballot) => foundVoid(ballot, event)),
  AssentRecorded: (vote, event) => voteRecord.on.AssentRecorded?.(withoutBallot(vote), event, ''),
  ObjectionRecorded: (vote, event) => voteRecord.on.ObjectionRecorded?.(withoutBallot(vote), event, ''),
  AgreedListRecorded: (vote, event) => voteRecord.on.AgreedListRecorded?.(withoutBallot(vote), event, ''),
};

/** The decisions with what the event makes of the one that it is about. */
export function decidedBy(votes: readonly CitedVote[], event: Recorded<DecisiveEvent>): readonly CitedVote[] {
  const [kind, voteId] = voteNameOf(event.data);
  const before = votes.find((vote) => vote.kind === kind && vote.voteId === voteId);
  const vote = (FOLDS[event.type] as Fold<DecisiveEvent>)(before, event);
  return vote === undefined ? votes : withEntry(votes, before, vote);
}

type CitedBallot = Extract<CitedVote, { kind: 'BALLOT' }>;

function ballotIn(vote: CitedVote | undefined): CitedBallot | undefined {
  return vote?.kind === 'BALLOT' ? vote : undefined;
}

function withoutBallot(vote: CitedVote | undefined): Exclude<CitedVote, CitedBallot> | undefined {
  return vote?.kind === 'BALLOT' ? undefined : vote;
}

function counted(vote: CitedVote | undefined, change: (ballot: CitedBallot) => CitedBallot): CitedBallot | undefined {
  const ballot = ballotIn(vote);
  return ballot && change(ballot);
}
