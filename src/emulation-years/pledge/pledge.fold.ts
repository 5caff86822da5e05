import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { FramedYear } from '../frame/frame.fold.js';
import type { PledgeAmended, PledgeContentAgreed, PledgeEvent, PledgeSigned } from './pledge.events.js';
import type { Amendment, PledgeContent, PledgeTarget } from './pledge.values.js';

export type PledgeState = Readonly<{
  draft?: Readonly<{ contents: readonly PledgeContent[]; targets: readonly PledgeTarget[] }>;
  /** The agreed content version; 0: none is agreed. */
  version: number;
  /** When that content was agreed. */
  contentOn?: PartialDate;
  /** A version has been signed by some unit: from then on the content changes by an amendment alone (R06). */
  frozen: boolean;
  /** Who signed the current version, and when. A new version starts empty. */
  signed: Readonly<Record<string, PartialDate>>;
  completed: boolean;
  /** When the content was amended, and until when each new version was to be signed. */
  amendments: readonly Amendment[];
  /** Units that may sign after the deadline, until that day where it is known. */
  waived: Readonly<Record<string, LocalDate | undefined>>;
}>;

export const noPledge: PledgeState = {
  version: 0,
  frozen: false,
  signed: {},
  completed: false,
  amendments: [],
  waived: {},
};

/** The parts of a year that a decision about the pledge reads. */
export type PledgeYear = FramedYear & Readonly<{ pledge: PledgeState }>;

export const pledgeFolds: Folds<PledgeState, PledgeEvent> = {
  PledgeDrafted: (pledge, { contents, targets }) => ({ ...pledge, draft: { contents, targets } }),
  PledgeContentAgreed: agreedOn,
  PledgeAmended: (pledge, data) => {
    const { version, occurredOn: on, deadline } = data;
    if (version <= pledge.version) return pledge;
    return { ...agreedOn(pledge, data), amendments: [...pledge.amendments, { on, ...defined({ deadline }) }] };
  },
  PledgeSigned: (pledge, data) => ({ ...pledge, frozen: true, signed: signedBy(pledge, data) }),
  PledgeSigningDeferred: (pledge) => pledge,
  PledgeCompleted: (pledge, { version }) => ({
    ...pledge,
    completed: pledge.completed || version === pledge.version,
  }),
  PledgeDeadlineWaived: (pledge, { unitId, until }) => ({ ...pledge, waived: { ...pledge.waived, [unitId]: until } }),
  TitlesRegistered: (pledge) => pledge,
};

/**
 * Claims may know of versions that no act has made yet. When an act makes them, it is the same version again, and
 * what an act signs meanwhile is the version of the acts.
 */
function agreedOn(
  pledge: PledgeState,
  { version, occurredOn: contentOn }: (PledgeContentAgreed | PledgeAmended)['data'],
): PledgeState {
  return version <= pledge.version ? pledge : { ...pledge, version, contentOn, signed: {}, completed: false };
}

function signedBy(
  { signed, version: current }: PledgeState,
  { unitId, version, occurredOn }: PledgeSigned['data'],
): PledgeState['signed'] {
  return version === current ? { ...signed, [unitId]: occurredOn } : signed;
}

export function hasSigned({ signed }: PledgeState, unitId: string): boolean {
  return Object.hasOwn(signed, unitId);
}
