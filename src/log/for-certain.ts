import { type EventStore, GroundsMoved, StoreUnavailable } from './event-store.js';

/** So often a no is looked at again that is not certain: the connection is another one each time. */
const LOOKS_AGAIN = 3;

/** Which answers and which errors are a no, and would be wrong if what was read was not all. */
export type Noes<T> = Readonly<{ answers?: (answer: T) => boolean; errors?: (error: unknown) => boolean }>;

const NONE = () => false;

/**
 * What the log says, where a no would be final: a no that may rest on less than all is asked once more, and so is what
 * rests on what is not so any more over the connection that there is now.
 */
export async function forCertain<T>(
  store: Pick<EventStore, 'connection' | 'certain'>,
  look: () => Promise<T>,
  { answers = NONE, errors = NONE }: Noes<T>,
): Promise<T> {
  for (let looks = 0; looks <= LOOKS_AGAIN; looks += 1) {
    const { connection } = store;
    const [outcome] = await Promise.allSettled([look()]);
    const isDone = outcome.status === 'fulfilled' ? !answers(outcome.value) : !errors(outcome.reason);
    if (!isMoved(outcome) && (isDone || (await store.certain(connection)))) return said(outcome);
  }
  throw new StoreUnavailable('The node of the event store that leads');
}

function isMoved(outcome: PromiseSettledResult<unknown>): boolean {
  return outcome.status === 'rejected' && outcome.reason instanceof GroundsMoved;
}

function said<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'fulfilled') return outcome.value;
  throw outcome.reason;
}
