import { type EventStore, StoreUnavailable } from './event-store.js';

/** So often a no is looked at again that is not certain: the connection is another one each time. */
export const LOOKS_AGAIN = 3;

/** What the log says, where a no would be final: a no that may rest on less than all is asked once more. */
export async function forCertain<T>(
  store: EventStore,
  ask: () => Promise<T>,
  isNo: (answer: T) => boolean,
): Promise<T> {
  for (let looks = 0; looks <= LOOKS_AGAIN; looks += 1) {
    const { connection } = store;
    const answer = await ask();
    if (!isNo(answer) || (await store.certain(connection))) return answer;
  }
  throw new StoreUnavailable('The node of the event store that leads');
}
