import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import type { Recorded } from '../../src/kernel/event.js';
import { pledgeStatus } from '../pledge-status.projection.js';

type FoldedEvent = Parameters<typeof pledgeStatus.key>[0];

/** The pledge of the year as its own read model tells it, folded by the same folds. */
export function withPledge(row: BlocYear, event: Recorded, key: string): BlocYear {
  const fold = pledgeStatus.on[event.type as FoldedEvent['type']] as PledgeFold | undefined;
  return fold === undefined ? row : { ...row, pledge: fold(row.pledge, event, key) };
}

type PledgeFold = (row: BlocYear['pledge'], event: Recorded, key: string) => BlocYear['pledge'];
