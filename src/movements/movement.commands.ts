import type { Command } from '../kernel/decider.js';
import type {
  DocumentLinked,
  MovementAwardConferred,
  MovementAwardRecipientNamed,
  MovementClosed,
  MovementJoined,
  MovementLaunched,
  MovementPeriodStated,
  MovementRecognitionsReported,
  MovementReviewed,
  MovementSuccessorNamed,
} from './movement.events.js';

/** A command about a movement carries exactly the data of the event it asks for. */
export type LaunchMovement = Command<'LaunchMovement', MovementLaunched['data']>;
export type StateMovementPeriod = Command<'StateMovementPeriod', MovementPeriodStated['data']>;
export type LinkDocument = Command<'LinkDocument', DocumentLinked['data']>;
export type JoinMovement = Command<'JoinMovement', MovementJoined['data']>;
export type ReviewMovement = Command<'ReviewMovement', MovementReviewed['data']>;
export type CloseMovement = Command<'CloseMovement', MovementClosed['data']>;
export type NameMovementSuccessor = Command<'NameMovementSuccessor', MovementSuccessorNamed['data']>;
export type ConferMovementAward = Command<'ConferMovementAward', MovementAwardConferred['data']>;
export type NameMovementAwardRecipient = Command<'NameMovementAwardRecipient', MovementAwardRecipientNamed['data']>;
export type ReportMovementRecognitions = Command<'ReportMovementRecognitions', MovementRecognitionsReported['data']>;

export type MovementCommand =
  | LaunchMovement
  | StateMovementPeriod
  | LinkDocument
  | JoinMovement
  | ReviewMovement
  | CloseMovement
  | NameMovementSuccessor
  | ConferMovementAward
  | NameMovementAwardRecipient
  | ReportMovementRecognitions;
