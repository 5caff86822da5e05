import type { Logger } from 'pino';
import { instantOf } from '../kernel/instant.js';
import { type EventStore, StoreUnavailable } from '../log/event-store.js';

/** For so long, in milliseconds, a ledger may record nothing without a word: a week. */
const QUIET_MS = 7 * 86_400_000;

/** So far, in milliseconds, the last record may be ahead of the clock without a word. */
const AHEAD_MS = 10_000;

/** What the operator must know of this start, in the log; health says it as long as the service runs. */
export async function toldAtStart(
  events: Pick<EventStore, 'head' | 'at'>,
  { log, remarks = [] }: Readonly<{ log: Logger; remarks?: readonly string[] }>,
): Promise<readonly string[]> {
  const all = [...remarks, ...(await clockAtStart(events))];
  for (const remark of all) log.warn(remark);
  return all;
}

/**
 * What the last record of the log says of the clock. Nothing else is known at a start: a clock that is wrong from the beginning cannot
 * be told from a ledger that was quiet, so the operator is told.
 */
export async function clockAtStart(
  events: Pick<EventStore, 'head' | 'at'>,
  now = Date.now(),
): Promise<readonly string[]> {
  const recordedAt = await lastOf(events);
  const gap = recordedAt === undefined ? 0 : now - Date.parse(recordedAt);
  if (gap <= QUIET_MS && gap >= -AHEAD_MS) return [];
  const apart = `The last record is of ${recordedAt}, and the clock says ${instantOf(now)}`;
  return [
    gap > 0
      ? `${apart}, ${Math.floor(gap / 86_400_000)} days later: if the clock is ahead, stop and set it right before anything is recorded by it`
      : `${apart}: set the clock right, or wait until then; if it is right, that record was made with a wrong one`,
  ];
}

async function lastOf(events: Pick<EventStore, 'head' | 'at'>): Promise<string | undefined> {
  try {
    return (await events.at(await events.head()))?.metadata.recordedAt;
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  }
}
