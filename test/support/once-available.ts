import { OutcomeUnknown, StoreRefuses, StoreUnavailable } from '../../src/log/event-store.js';
import { eventually } from './eventually.js';

/**
 * The answer of a store after faults that the test made: after two of them in a row it asks its server nothing for a while, and
 * says so. An append is asked with the same events again. @throws at once whatever else the store says
 */
export function onceAvailable<T>(ask: () => Promise<T>): Promise<T> {
  return asked(ask, isPassing);
}

/** As {@link onceAvailable}, of an append whose answers may be lost as well: the same events settle it. */
export function onceSettled<T>(append: () => Promise<T>): Promise<T> {
  return asked(append, (error) => isPassing(error) || error instanceof OutcomeUnknown);
}

/** What a store says of a server that refuses would come again. */
function isPassing(error: unknown): boolean {
  return error instanceof StoreUnavailable && !(error instanceof StoreRefuses);
}

async function asked<T>(ask: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  let answer: Readonly<{ value: T }> | undefined;
  await eventually(() =>
    ask().then(
      (value) => {
        answer = { value };
        return true;
      },
      (error: unknown) => {
        if (mayPass(error)) return false;
        throw error;
      },
    ),
  );
  return answer!.value;
}
