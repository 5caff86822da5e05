import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import type { PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import type { Recorded } from '../../src/kernel/event.js';
import { withValue, type YearFolds } from './entries.js';
import { renewed } from '../recording/recording.js';
import { pledgeStatus } from '../pledge-status.projection.js';

type FoldedEvent = Parameters<typeof pledgeStatus.key>[0];

/** The pledge of the year as its own read model tells it, folded by the same folds. */
export function withPledge(row: BlocYear, event: Recorded, key: string): BlocYear {
  const fold = pledgeStatus.on[event.type as FoldedEvent['type']] as PledgeFold | undefined;
  return fold === undefined ? row : { ...row, pledge: fold(row.pledge, event, key) };
}

type PledgeFold = (row: BlocYear['pledge'], event: Recorded, key: string) => BlocYear['pledge'];

/** What is no part of the status: the draft, drafted again as often as needed, and what units aim at. */
export const pledgeRowFolds: YearFolds<PledgeEvent> = {
  PledgeDrafted: (row, event) => {
    const { contents, targets } = event.data;
    return { ...row, pledgeDraft: renewed(row.pledgeDraft, { contents, targets }, event) };
  },
  TitlesRegistered: (row, event) => {
    const { unitId, forms } = event.data;
    const isSame = (known: { unitId: string }): boolean => known.unitId === unitId;
    return { ...row, registrations: withValue(row.registrations ?? [], { unitId, forms }, event, isSame) };
  },
};
