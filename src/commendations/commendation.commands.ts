import type { Command } from '../kernel/decider.js';
import type {
  AwardRevoked,
  CommendationConferred,
  CommendationDecided,
  CommendationRecipientNamed,
  CommendationRegistered,
  CommendationRejected,
  ComplaintLodged,
  ComplaintResolved,
  DossierReturned,
  DossierSubmitted,
  DossierSupplemented,
  ObjectsRecovered,
  ProposalTakenUp,
} from './commendation.events.js';

/** What it is and who grants it, the year says. */
export type TakeUpProposal = Command<
  'TakeUpProposal',
  Pick<ProposalTakenUp['data'], 'blocId' | 'year' | 'proposalId' | 'unitId' | 'document' | 'occurredOn'>
>;
/** In whose record it stands: of no bloc, unless one is named. */
export type RegisterCommendation = Command<'RegisterCommendation', CommendationRegistered['data']>;

/** The bloc and the year are those of the record. */
type InRecord<Data extends object> = Omit<Data, 'blocId' | 'year'>;

export type SubmitDossier = Command<'SubmitDossier', InRecord<DossierSubmitted['data']>>;
export type ReturnDossier = Command<'ReturnDossier', InRecord<DossierReturned['data']>>;
export type SupplementDossier = Command<'SupplementDossier', InRecord<DossierSupplemented['data']>>;
export type DecideCommendation = Command<'DecideCommendation', InRecord<CommendationDecided['data']>>;
export type RejectCommendation = Command<'RejectCommendation', InRecord<CommendationRejected['data']>>;
export type ConferCommendation = Command<'ConferCommendation', InRecord<CommendationConferred['data']>>;
export type NameCommendationRecipient = Command<
  'NameCommendationRecipient',
  InRecord<CommendationRecipientNamed['data']>
>;
export type LodgeComplaint = Command<'LodgeComplaint', InRecord<ComplaintLodged['data']>>;
export type ResolveComplaint = Command<'ResolveComplaint', InRecord<ComplaintResolved['data']>>;
export type RevokeAward = Command<'RevokeAward', InRecord<AwardRevoked['data']>>;
export type RecordRecovery = Command<'RecordRecovery', InRecord<ObjectsRecovered['data']>>;

/** Commands about a commendation that there is. */
export type CommandInRecord =
  | SubmitDossier
  | ReturnDossier
  | SupplementDossier
  | DecideCommendation
  | RejectCommendation
  | ConferCommendation
  | NameCommendationRecipient
  | LodgeComplaint
  | ResolveComplaint
  | RevokeAward
  | RecordRecovery;

export type CommendationCommand = TakeUpProposal | RegisterCommendation | CommandInRecord;
