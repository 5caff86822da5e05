import type { Recipient, RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import type { Event } from '../kernel/event.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Party, ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type {
  DocumentRelation,
  LaunchTerms,
  MovementAwardTerms,
  RecognitionCounts,
  ReviewTerms,
  StatedPeriod,
} from './movement.values.js';

type InMovement = { movementId: string; occurredOn: PartialDate };
type OfMovement = InMovement & { document?: ReferenceDocument };

/** A movement (phong trào thi đua) was launched (phát động), as far as its source tells of it. */
export type MovementLaunched = Event<'MovementLaunched', OfMovement & LaunchTerms>;
/** Another statement of its period, beside those before: by the plan that it cites, or by another report. */
export type MovementPeriodStated = Event<'MovementPeriodStated', OfMovement & { period: StatedPeriod }>;
/** A plan or another document of the movement, and how it stands to others ("Triển khai …"). */
export type DocumentLinked = Event<
  'DocumentLinked',
  InMovement & { document: ReferenceDocument; relations: readonly DocumentRelation[] }
>;
/** A unit or a bloc takes part (hưởng ứng) in a movement that another launched. */
export type MovementJoined = Event<'MovementJoined', OfMovement & { participant: Party }>;
/** Sơ kết or tổng kết: perhaps before the movement ends (R39). */
export type MovementReviewed = Event<'MovementReviewed', OfMovement & { reviewId: string } & ReviewTerms>;
/** It is over. A source may not say why it ended when it did. */
export type MovementClosed = Event<'MovementClosed', OfMovement & { reason?: string }>;
/** Another movement goes on from it. */
export type MovementSuccessorNamed = Event<'MovementSuccessorNamed', OfMovement & { successor: string }>;
/** What was honoured for the movement: by name, or by count until the names are known. */
export type MovementAwardConferred = Event<
  'MovementAwardConferred',
  OfMovement & { awardId: string } & MovementAwardTerms
>;
export type MovementAwardRecipientNamed = Event<
  'MovementAwardRecipientNamed',
  OfMovement & { awardId: string; kind: RecipientKind; recipient: Recipient }
>;
/** Counts reported by kind: lượt, tập thể, cá nhân. Kinds are never added together (D4). */
export type MovementRecognitionsReported = Event<'MovementRecognitionsReported', OfMovement & RecognitionCounts>;

export type MovementEvent =
  | MovementLaunched
  | MovementPeriodStated
  | DocumentLinked
  | MovementJoined
  | MovementReviewed
  | MovementClosed
  | MovementSuccessorNamed
  | MovementAwardConferred
  | MovementAwardRecipientNamed
  | MovementRecognitionsReported;

export const movementStream = (movementId: string): string => streamName('movement', movementId);
