import type { Position } from '../../kernel/event.js';
import { type EventStore, StoreRefuses, StoreUnavailable } from '../event-store.js';
import { forCertain } from '../for-certain.js';

/**
 * The end of the log that a subscription which hears nothing is held against: a node that is cut off from the others, but not from
 * us, takes itself for the leader for a while and answers with what it knew.
 *
 * | a majority of the nodes | the head is |
 * | --- | --- |
 * | names the node that answered | that |
 * | names another | what that one says |
 * | cannot be asked, or names none | that: there is nothing better, and who can be followed is followed |
 */
export async function headForSure(store: EventStore): Promise<Position> {
  try {
    return await forCertain(store, () => store.head(), { answers: () => true });
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || error instanceof StoreRefuses) throw error;
    return store.head();
  }
}
