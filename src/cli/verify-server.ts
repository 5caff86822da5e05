import { DecisionTestimony } from '../deciding/testimony.js';
import { verifyLogOn } from '../log/eventstoredb/verify-log.js';
import { openEventStore } from '../log/open-event-store.js';
import { SCHEMAS } from '../slices.js';
import { inWords } from './verify-store.js';

/** Events between two lines of progress. */
const REPORT_EVERY = 100_000;

/**
 * As `verifyStore` for the log on a server, which it only reads, while others may be writing to it. What others wrote to its streams is named.
 * Returns the exit code: 0 when all is sound, 1 otherwise.
 */
export async function verifyServer(url: string, print: (line: string) => void): Promise<number> {
  const store = await openEventStore(url, { report: (problem) => print(`To be known: ${problem}`) });
  try {
    print('Checking the log on the server');
    let next = REPORT_EVERY;
    const { events, streams, fault, remark } = await verifyLogOn(
      store,
      { schemas: SCHEMAS, testimony: new DecisionTestimony() },
      (checked) => {
        if (checked < next) return;
        print(`${checked} events checked`);
        next = checked + REPORT_EVERY;
      },
    );
    if (remark !== undefined) print(`To be known: ${remark}`);
    print(
      fault ? `Bad after ${events} sound events: ${inWords(fault)}` : `Sound: ${events} events in ${streams} streams`,
    );
    return fault ? 1 : 0;
  } finally {
    await store.close();
  }
}
