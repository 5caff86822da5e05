import type { Decisions } from '../kernel/decisions.js';
import type { CommandInRecord, RegisterCommendation, TakeUpProposal } from './commendation.commands.js';
import type { CommendationEvent } from './commendation.events.js';
import type { Commendation } from './commendation.fold.js';
import { lodgeComplaint, resolveComplaint } from './complaint.decider.js';
import { conferCommendation, nameCommendationRecipient } from './conferment.decider.js';
import { decideCommendation, rejectCommendation } from './decision.decider.js';
import { returnDossier, submitDossier, supplementDossier } from './dossier.decider.js';
import { registerCommendation, takeUpProposal } from './opening.decider.js';
import { recordRecovery, revokeAward } from './revocation.decider.js';

/** What opens the record of a commendation, and whose act it is. */
const openings: Decisions<TakeUpProposal | RegisterCommendation, Commendation | undefined, CommendationEvent> = {
  TakeUpProposal: { actor: 'SUBMITTER', decide: takeUpProposal },
  RegisterCommendation: { actor: 'COUNCIL', decide: registerCommendation },
};

/** What follows in it. */
export const decisionsInRecord: Decisions<CommandInRecord, Commendation, CommendationEvent> = {
  SubmitDossier: { actor: 'SUBMITTER', decide: submitDossier },
  ReturnDossier: { actor: 'COUNCIL', decide: returnDossier },
  SupplementDossier: { actor: 'SUBMITTER', decide: supplementDossier },
  DecideCommendation: { actor: 'COUNCIL', decide: decideCommendation },
  RejectCommendation: { actor: 'COUNCIL', decide: rejectCommendation },
  ConferCommendation: { actor: 'COUNCIL_OR_SECRETARY', decide: conferCommendation },
  NameCommendationRecipient: { actor: 'COUNCIL_OR_SECRETARY', decide: nameCommendationRecipient },
  LodgeComplaint: { actor: 'COUNCIL_OR_UNIT', decide: lodgeComplaint },
  ResolveComplaint: { actor: 'COUNCIL', decide: resolveComplaint },
  RevokeAward: { actor: 'COUNCIL', decide: revokeAward },
  RecordRecovery: { actor: 'COUNCIL', decide: recordRecovery },
};

export const commendationDecisions = { ...openings, ...decisionsInRecord };
