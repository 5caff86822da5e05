import type { Fact } from '../kernel/decider.js';
import { evolveConferral, nothingConferred, type ConferralState } from './conferral/conferral.fold.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import { evolveLeadership, noLeadership, type LeadershipState } from './leadership/leadership.fold.js';
import { evolvePledge, noPledge, type PledgeState } from './pledge/pledge.fold.js';
import { evolveRanking, noRanking, type RankingState } from './ranking/ranking.fold.js';
import { evolveScoring, noScores, type ScoringState } from './scoring/scoring.fold.js';
import { evolveSessions, noSessions, type SessionsState } from './sessions/session.fold.js';
import { evolveVoting, noVotes, type VotingState } from './voting/voting.fold.js';
import { evolveSteps } from './course/steps.fold.js';
import { evolveFrame, openedFrame, type YearFrame } from './frame/frame.fold.js';
import { NOTHING_DONE, type StepsOnRecord } from './frame/steps.values.js';

/** One bloc's year (năm thi đua) as its decisions see it: the frame and a part for each activity. */
export type EmulationYear = Readonly<{
  frame: YearFrame;
  pledge: PledgeState;
  scoring: ScoringState;
  ranking: RankingState;
  sessions: SessionsState;
  voting: VotingState;
  leadership: LeadershipState;
  conferral: ConferralState;
  /** What all of them say about the steps of the course. */
  steps: StepsOnRecord;
}>;

/** `undefined` until the year is opened. */
export function evolveYear(year: EmulationYear | undefined, fact: Fact<EmulationYearEvent>): EmulationYear | undefined {
  if (year !== undefined) return { ...year, ...changedPart(year, fact), steps: evolveSteps(year.steps, fact) };
  return fact.type === 'EmulationYearOpened' ? opened(openedFrame(fact.data)) : undefined;
}

function opened(frame: YearFrame): EmulationYear {
  return {
    frame,
    pledge: noPledge,
    scoring: noScores,
    ranking: noRanking,
    sessions: noSessions,
    voting: noVotes,
    leadership: noLeadership,
    conferral: nothingConferred,
    steps: NOTHING_DONE,
  };
}

/** Each fact changes the one part it belongs to. */
function changedPart(year: EmulationYear, fact: Fact<EmulationYearEvent>): Partial<EmulationYear> {
  switch (fact.type) {
    case 'EmulationYearOpened':
    case 'YearMembersUpdated':
    case 'HeadOfYearRecorded':
    case 'RulebookAdopted':
    case 'UnitExempted':
    case 'StepSkipped':
    case 'EmulationYearClosed':
      return { frame: evolveFrame(year.frame, fact) };
    case 'PledgeDrafted':
    case 'PledgeContentAgreed':
    case 'PledgeSigned':
    case 'PledgeSigningDeferred':
    case 'PledgeCompleted':
    case 'PledgeAmended':
    case 'PledgeDeadlineWaived':
    case 'TitlesRegistered':
      return { pledge: evolvePledge(year.pledge, fact) };
    case 'SelfScoreSubmitted':
    case 'SelfScoreRevised':
    case 'ScoreReturned':
    case 'ScoreAppraised':
    case 'ScoreExplained':
    case 'ScoreAgreed':
    case 'DeductionRecorded':
    case 'BonusRecorded':
    case 'UnitExcluded':
    case 'ExclusionLifted':
    case 'ScoringReopened':
    case 'ScoreReportAdopted':
    case 'RecordCorrected':
    case 'CrossInspectionRecorded':
      return { scoring: evolveScoring(year.scoring, fact) };
    case 'RankingComputed':
    case 'RankingAgreed':
    case 'TieBroken':
    case 'UnitClassified':
    case 'ResultPublished':
      return { ranking: evolveRanking(year.ranking, fact) };
    case 'SessionConvened':
    case 'AttendanceRecorded':
    case 'SessionClosed':
    case 'RecommendationRecorded':
      return { sessions: evolveSessions(year.sessions, fact) };
    case 'BallotOpened':
    case 'VoteCast':
    case 'WrittenOpinionReceived':
    case 'VoterRecused':
    case 'TellersAppointed':
    case 'BallotClosed':
    case 'VoteTallied':
    case 'BallotTieBroken':
    case 'AssentRecorded':
    case 'ObjectionRecorded':
    case 'AgreedListRecorded':
      return { voting: evolveVoting(year.voting, fact) };
    case 'HeadNominated':
    case 'DeputyNominated':
    case 'HeadElected':
    case 'DeputyElected':
    case 'HeadDesignated':
    case 'DeputyDesignated':
      return { leadership: evolveLeadership(year.leadership, fact) };
    case 'CommendationProposed':
    case 'ProposalRecipientNamed':
    case 'ProposalWithdrawn':
    case 'AwardConferred':
    case 'AwardRecipientNamed':
    case 'CommendationSummaryRecorded':
    case 'BlocStatisticRecorded':
      return { conferral: evolveConferral(year.conferral, fact) };
  }
}
