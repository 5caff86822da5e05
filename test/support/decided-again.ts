import { DecidingAgain, type Difference } from '../../src/audit/re-decide.js';
import { POLICY_VERSION } from '../../src/identity/policy.js';
import type { EventStore } from '../../src/log/event-store.js';
import { SCHEMAS, SLICES } from '../../src/slices.js';

export function decidingAgain(store: EventStore, policy = POLICY_VERSION): DecidingAgain {
  return new DecidingAgain({ store, slices: SLICES, schemas: SCHEMAS, policy });
}

/** What comes out otherwise when every decision of the log is made again. */
export async function decidedAgain(store: EventStore, policy?: number): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for await (const difference of decidingAgain(store, policy).differences()) differences.push(difference);
  return differences;
}
