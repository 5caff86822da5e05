import type { Event } from '../../kernel/event.js';
import type { Party } from '../../kernel/party.js';
import type { Quantity } from '../../kernel/quantity.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  AwardTerms,
  CommendationCount,
  PlacementCount,
  ProposalTerms,
  Recipient,
  RecipientKind,
} from './conferral.values.js';

/**
 * Đề nghị khen thưởng: a request upwards, not an award. Named (`nominees`, as many as `count`) or by count only (S4),
 * then named later. The grantor is the rulebook's for that form, of a claim the one that its source tells; UNKNOWN, until it is
 * named, where neither tells one.
 */
export type CommendationProposed = Event<'CommendationProposed', InYear & { proposalId: string } & ProposalTerms>;
/** Who is asked to grant it, where that was UNKNOWN. */
export type ProposalGrantorNamed = Event<'ProposalGrantorNamed', InYear & { proposalId: string; grantor: Party }>;
export type ProposalRecipientNamed = Event<'ProposalRecipientNamed', InYear & { proposalId: string; unitId: string }>;
export type ProposalWithdrawn = Event<'ProposalWithdrawn', InYear & { proposalId: string; reason?: string }>;
/**
 * An award of the head's own grantor, conferred at the conference (S2: 7 collectives and 7 persons). The presenter is
 * not always the grantor. Recipients by name, or by count until they are named; counts of kinds are never added up.
 */
export type AwardConferred = Event<'AwardConferred', InYear & { awardId: string } & AwardTerms>;
export type AwardRecipientNamed = Event<
  'AwardRecipientNamed',
  InYear & { awardId: string; kind: RecipientKind; recipient: Recipient }
>;

/** Counts reported by kind: lượt (occasions), tập thể, cá nhân, khối. Kinds are never added together (D4). */
export type CommendationSummaryRecorded = Event<
  'CommendationSummaryRecorded',
  InYear & {
    summaryId: string;
    counts: readonly CommendationCount[];
    source?: string;
  }
>;
/** What places the offices of a unit took, each in a bloc of its own ("3 đơn vị xếp thứ nhất"). Given again it replaces the former. */
export type PlacementsRecorded = Event<
  'PlacementsRecorded',
  InYear & { unitId: string; counts: readonly PlacementCount[]; source?: string }
>;
/** A figure of the bloc's year ("thu NSNN trên 36.000 tỷ đồng"). Given again under the same id it replaces the former. */
export type BlocStatisticRecorded = Event<
  'BlocStatisticRecorded',
  InYear & { statisticId: string; title: string; quantity: Quantity }
>;

export type ConferralEvent =
  | CommendationProposed
  | ProposalGrantorNamed
  | ProposalRecipientNamed
  | ProposalWithdrawn
  | AwardConferred
  | AwardRecipientNamed
  | CommendationSummaryRecorded
  | PlacementsRecorded
  | BlocStatisticRecorded;
