import { DecisionTestimony } from '../deciding/testimony.js';
import { verifyLogOn } from '../log/eventstoredb/verify-log.js';
import { openEventStore } from '../log/open-event-store.js';
import { SCHEMAS } from '../slices.js';
import { toldError } from './told-error.js';
import { checkedEvery, REPORT_EVERY, toldVerdict } from './verify-store.js';

/**
 * As `verifyStore` for the log on a server, which it only reads, while others may be writing to it. What others wrote to its streams is named.
 * Returns the exit code: 0 when all is sound, 1 otherwise, also where the server has no such ledger.
 */
export async function verifyServer(url: string, print: (line: string) => void): Promise<number> {
  const report = (problem: string): void => print(`To be known: ${problem}`);
  const store = await openEventStore(url, { readOnly: true, writesNothing: true, report });
  try {
    print('Checking the log on the server');
    const checks = { schemas: SCHEMAS, testimony: new DecisionTestimony() };
    const verdict = await verifyLogOn(store, checks, checkedEvery(REPORT_EVERY, print));
    // A misspelt ledger= would be sound as well.
    if (verdict.events === 0 && verdict.fault === undefined) await store.identity();
    return toldVerdict(verdict, print);
  } catch (error) {
    print(`Not verified: ${toldError(error)}`);
    return 1;
  } finally {
    await store.close();
  }
}
