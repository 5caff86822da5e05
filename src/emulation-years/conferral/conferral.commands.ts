import type { Command } from '../../kernel/decider.js';
import type {
  AwardConferred,
  AwardRecipientNamed,
  BlocStatisticRecorded,
  CommendationProposed,
  CommendationSummaryRecorded,
  PlacementsRecorded,
  ProposalRecipientNamed,
  ProposalWithdrawn,
} from './conferral.events.js';

/** The grantor is the rulebook's for that form. */
export type ProposeCommendation = Command<'ProposeCommendation', Omit<CommendationProposed['data'], 'grantor'>>;
export type NameProposalRecipient = Command<'NameProposalRecipient', ProposalRecipientNamed['data']>;
export type WithdrawProposal = Command<'WithdrawProposal', ProposalWithdrawn['data']>;
export type ConferAward = Command<'ConferAward', AwardConferred['data']>;
export type NameAwardRecipient = Command<'NameAwardRecipient', AwardRecipientNamed['data']>;
export type RecordCommendationSummary = Command<'RecordCommendationSummary', CommendationSummaryRecorded['data']>;
export type RecordPlacements = Command<'RecordPlacements', PlacementsRecorded['data']>;
export type RecordStatistic = Command<'RecordStatistic', BlocStatisticRecorded['data']>;

export type ConferralCommand =
  | ProposeCommendation
  | NameProposalRecipient
  | WithdrawProposal
  | ConferAward
  | NameAwardRecipient
  | RecordCommendationSummary
  | RecordPlacements
  | RecordStatistic;
