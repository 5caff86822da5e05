import type { DeclaredSize } from '../../src/blocs/bloc.values.js';
import type {
  Amendment,
  PledgeCompletion,
  PledgeContent,
  PledgeTarget,
  Signatory,
} from '../../src/emulation-years/pledge/pledge.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { yearModel } from '../read-model.js';
import type { Recording, Current } from '../recording.js';

/** One unit's signature as a reader sees it. */
export type Signature = Readonly<{
  unitId: string;
  version: number;
  /** Absent, as a whole or in part, where the source does not tell. */
  signatory?: Signatory;
  place?: string;
}>;

/** One version of the content: agreed by whom, or amended why. `targets` are there where the version names any. */
export type PledgeVersion = Readonly<{
  version: number;
  contents: readonly PledgeContent[];
  targets?: readonly PledgeTarget[];
  agreedBy?: 'MEMBERS' | 'SUPERIOR';
  reason?: string;
}>;

/** One unit may sign until that day, though the deadline is over. */
export type DeadlineWaiver = Readonly<{ unitId: string; until?: LocalDate; reason?: string }>;

/** A member that has not signed the content in force, and why where it said so. */
export type PendingUnit = Readonly<{
  unitId: string;
  name: LocalizedText;
  /** `version`: of the content that was in force when it said so. */
  deferred?: Readonly<{ version: number; reason?: string; note?: string; recording: Recording }>;
}>;

/**
 * Who signed the pledge (giao ước thi đua) of a year, when, where, by whom; who is pending and why. Key: `bloc/year`.
 * NOT_AGREED: no content yet; OPEN: nobody signed; PARTIAL is a normal state (S2); COMPLETE: as it was decided
 * with the last signature, as all signatures that are told make it, or as a source says that tells no single one.
 */
export type PledgeStatus = Readonly<{
  blocId: string;
  year: string;
  blocName: LocalizedText;
  status: 'NOT_AGREED' | 'OPEN' | 'PARTIAL' | 'COMPLETE';
  /** Version of the content in force; 0 before any was agreed. */
  version: number;
  contents: readonly PledgeContent[];
  /** What was agreed and amended, by number. A version is signed anew. */
  versions: readonly Current<PledgeVersion>[];
  /** The last day to sign the version in force. */
  deadline?: LocalDate;
  /** When the content was amended, in order, and until when each new version was to be signed. */
  amendments?: readonly Amendment[];
  waivers?: readonly Current<DeadlineWaiver>[];
  /** Sizes that the bloc declares where not all members are named; absent where it declares none. */
  declaredSizes?: readonly DeclaredSize[];
  /** Members that there should be: the size declared for the day of the last signature where it is larger than the named ones. */
  expected: number;
  signed: number;
  /** Signatures of every version, in the order they were recorded. */
  signatures: readonly Current<Signature & Readonly<{ name: LocalizedText }>>[];
  pending: readonly PendingUnit[];
  members: readonly Readonly<{ unitId: string; name: LocalizedText }>[];
  /** Who else is or was named as a member of the year: what such a unit signed or aimed at stays. */
  namedBeside: PledgeStatus['members'];
  completed?: Current<PledgeCompletion>;
}>;

export const PLEDGE_STATUS = yearModel<PledgeStatus>('pledge-status');
