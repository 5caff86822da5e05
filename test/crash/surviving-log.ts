import { expect } from '@jest/globals';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { verifyLog } from '../../src/log/sqlite/verify-log.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { logOf } from '../support/store-events.js';
import { startWriter, type Acknowledgement } from './writer-process.js';

/** Opens the store as its next owner would and checks everything that a crash must not change. @returns its events. */
export async function expectSound(
  path: string,
  acknowledged: readonly Acknowledgement[],
): Promise<readonly Recorded[]> {
  const store = await SqliteEventStore.open(path);
  const log = await logOf(store, BEGINNING);
  await store.close();
  const streams = new Set(log.map(({ stream }) => stream)).size;
  const schemas = new EventSchemas(['Counted', 'UnitRegistered']);
  expect(lastOf(verifyLog(path, { schemas }))).toEqual({ events: log.length, streams });
  const places = new Map(log.map((event) => [event.id, event]));
  const lost = acknowledged.filter(({ receipt }) => !isStored(receipt, places));
  expect(lost).toEqual([]);
  const torn = log.filter(({ revision, metadata }) => metadata.decision.index !== revision % 2);
  expect(torn).toEqual([]);
  return log;
}

/** Sends the same commands again: each acknowledged one must get its first receipt, and no key may count twice. */
export async function expectSettledByRetry(
  path: string,
  prefix: string,
  acknowledged: readonly Acknowledgement[],
): Promise<void> {
  const numbers = acknowledged.map(({ key }) => Number(key.split('-').at(-1)));
  const writer = startWriter(path, prefix, { most: Math.max(0, ...numbers) + 1 });
  expect(await writer.exit).toEqual({ code: 0, signal: null, stderr: '' });
  const again = new Map(writer.acknowledged.map(({ key, receipt }) => [key, receipt]));
  expect(acknowledged.map(({ key }) => again.get(key))).toEqual(acknowledged.map(({ receipt }) => receipt));
  const log = await expectSound(path, acknowledged);
  const decided = log
    .filter(({ metadata }) => metadata.decision.index === 0)
    .map(({ metadata }) => metadata.decision.key);
  expect(new Set(decided).size).toBe(decided.length);
}

function isStored({ stream, position, events }: Acknowledgement['receipt'], places: Map<string, Recorded>): boolean {
  const stored = events.map(({ id }) => places.get(id));
  return (
    stored.at(-1)?.position === position &&
    stored.every((event, index) => event?.stream === stream && event.revision === events[index]?.revision)
  );
}

function lastOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
