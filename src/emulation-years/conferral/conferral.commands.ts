import type { Command } from '../../kernel/decider.js';
import type { Party } from '../../kernel/party.js';
import type {
  AwardConferred,
  AwardRecipientNamed,
  BlocStatisticRecorded,
  CommendationProposed,
  CommendationSummaryRecorded,
  PlacementsRecorded,
  ProposalGrantorNamed,
  ProposalRecipientNamed,
  ProposalWithdrawn,
} from './conferral.events.js';

/**
 * The grantor is the rulebook's for that form; of a claim its source may tell another. Nominees, and how many they are, follow from
 * `allOthers`.
 */
export type ProposeCommendation = Command<
  'ProposeCommendation',
  Omit<CommendationProposed['data'], 'grantor' | 'allOthers'> & { grantor?: Party; allOthers?: boolean }
>;
export type NameProposalGrantor = Command<'NameProposalGrantor', ProposalGrantorNamed['data']>;
export type NameProposalRecipient = Command<'NameProposalRecipient', ProposalRecipientNamed['data']>;
export type WithdrawProposal = Command<'WithdrawProposal', ProposalWithdrawn['data']>;
export type ConferAward = Command<'ConferAward', AwardConferred['data']>;
export type NameAwardRecipient = Command<'NameAwardRecipient', AwardRecipientNamed['data']>;
export type RecordCommendationSummary = Command<'RecordCommendationSummary', CommendationSummaryRecorded['data']>;
export type RecordPlacements = Command<'RecordPlacements', PlacementsRecorded['data']>;
export type RecordStatistic = Command<'RecordStatistic', BlocStatisticRecorded['data']>;

export type ConferralCommand =
  | ProposeCommendation
  | NameProposalGrantor
  | NameProposalRecipient
  | WithdrawProposal
  | ConferAward
  | NameAwardRecipient
  | RecordCommendationSummary
  | RecordPlacements
  | RecordStatistic;
