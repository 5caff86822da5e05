import type { LocalDate } from '../../kernel/instant.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { PledgeEvent, PledgeSigned } from './pledge.events.js';
import type { PledgeContent, PledgeTarget } from './pledge.values.js';

export type PledgeState = Readonly<{
  draft?: Readonly<{ contents: readonly PledgeContent[]; targets: readonly PledgeTarget[] }>;
  /** The agreed content version; 0: none is agreed. */
  version: number;
  /** Somebody has signed some version: from then on the content changes by an amendment alone (R06). */
  frozen: boolean;
  /** Who signed the current version, and when. A new version starts empty. */
  signed: Readonly<Record<string, PartialDate>>;
  completed: boolean;
  /** Units that may sign after the deadline, until that day. */
  waived: Readonly<Record<string, LocalDate>>;
  deferred: Readonly<Record<string, string>>;
}>;

export const noPledge: PledgeState = {
  version: 0,
  frozen: false,
  signed: {},
  completed: false,
  waived: {},
  deferred: {},
};

export function evolvePledge(pledge: PledgeState, { type, data }: PledgeEvent): PledgeState {
  switch (type) {
    case 'PledgeDrafted':
      return { ...pledge, draft: { contents: data.contents, targets: data.targets } };
    case 'PledgeContentAgreed':
    case 'PledgeAmended':
      return agreedOn(pledge, data.version);
    case 'PledgeSigned':
      return { ...pledge, frozen: true, signed: signedBy(pledge, data) };
    case 'PledgeSigningDeferred':
      return { ...pledge, deferred: { ...pledge.deferred, [data.unitId]: data.reason } };
    case 'PledgeCompleted':
      return { ...pledge, completed: pledge.completed || data.version === pledge.version };
    case 'PledgeDeadlineWaived':
      return { ...pledge, waived: { ...pledge.waived, [data.unitId]: data.until } };
    case 'TitlesRegistered':
      return pledge;
  }
}

/**
 * Claims may know of versions that no act has made yet. When an act makes them, it is the same version told again, and
 * what an act signs meanwhile is the version of the acts.
 */
function agreedOn(pledge: PledgeState, version: number): PledgeState {
  return version <= pledge.version ? pledge : { ...pledge, version, signed: {}, completed: false, deferred: {} };
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
