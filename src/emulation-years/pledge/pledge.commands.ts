import type { Command } from '../../kernel/decider.js';
import type {
  PledgeAmended,
  PledgeCompleted,
  PledgeContentAgreed,
  PledgeDeadlineWaived,
  PledgeDrafted,
  PledgeSigned,
  PledgeSigningDeferred,
  TitlesRegistered,
} from './pledge.events.js';

export type DraftPledge = Command<'DraftPledge', PledgeDrafted['data']>;
/** Agrees the draft as it stands. */
export type AgreePledgeContent = Command<
  'AgreePledgeContent',
  Omit<PledgeContentAgreed['data'], 'version' | 'contents' | 'targets'>
>;
export type SignPledge = Command<'SignPledge', Omit<PledgeSigned['data'], 'version'>>;
/** Claims alone: what a report says of all members together. By acts the last signature completes the pledge. */
export type CompletePledge = Command<'CompletePledge', Omit<PledgeCompleted['data'], 'version'>>;
export type DeferPledgeSigning = Command<'DeferPledgeSigning', PledgeSigningDeferred['data']>;
export type AmendPledge = Command<'AmendPledge', Omit<PledgeAmended['data'], 'version'>>;
export type WaivePledgeDeadline = Command<'WaivePledgeDeadline', PledgeDeadlineWaived['data']>;
export type RegisterTitles = Command<'RegisterTitles', TitlesRegistered['data']>;

export type PledgeCommand =
  | DraftPledge
  | AgreePledgeContent
  | SignPledge
  | CompletePledge
  | DeferPledgeSigning
  | AmendPledge
  | WaivePledgeDeadline
  | RegisterTitles;
