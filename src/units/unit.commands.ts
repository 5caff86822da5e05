import type { Command } from '../kernel/decider.js';
import type {
  RepresentativeAppointed,
  RepresentativeRelieved,
  UnitDissolved,
  UnitMerged,
  UnitRegistered,
  UnitRenamed,
  UnitSplit,
} from './unit.events.js';

/** A command about a unit carries exactly the data of the event it asks for. */
export type RegisterUnit = Command<'RegisterUnit', UnitRegistered['data']>;
export type RenameUnit = Command<'RenameUnit', UnitRenamed['data']>;
export type MergeUnit = Command<'MergeUnit', UnitMerged['data']>;
export type DissolveUnit = Command<'DissolveUnit', UnitDissolved['data']>;
export type SplitUnit = Command<'SplitUnit', UnitSplit['data']>;
export type AppointRepresentative = Command<'AppointRepresentative', RepresentativeAppointed['data']>;
export type RelieveRepresentative = Command<'RelieveRepresentative', RepresentativeRelieved['data']>;

export type UnitCommand =
  RegisterUnit | RenameUnit | MergeUnit | DissolveUnit | SplitUnit | AppointRepresentative | RelieveRepresentative;
