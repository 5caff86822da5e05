import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { openEventStore } from '../src/log/open-event-store.js';
import { noted } from '../test/support/store-events.js';
import { every, progress, type Row } from './report.js';
import { ledgerOn, meetEventStoreDb, type Met } from './servers.js';

/** Of others that one append writes to a real server. */
const AT_ONCE = 500;
const SAY_EVERY_MS = 5000;

/** Seconds until a ledger among so many events of others says its name and its head: a new one, an old one, and both again. */
export async function* openingRows(others: number): AsyncGenerator<Row> {
  const met = await meetEventStoreDb();
  try {
    const [fresh, old] = [ledgerOn(met), ledgerOn(met)];
    const store = await openEventStore(old);
    await store.identity();
    await store.append('unit-1', 'absent', [noted('a')]);
    await store.close();
    await fill(met, others);
    for (const [name, url] of Object.entries({
      'a new ledger': fresh,
      'an old one': old,
      'the new one again': fresh,
      'the old one again': old,
    })) {
      const what = `opening among ${others.toLocaleString('en')} events of others, ${name}, ${met.what}`;
      yield { what, value: await secondsToOpen(url), unit: 's', wanted: 'less than 5' };
    }
  } finally {
    await met.stop();
  }
}

/** The test server makes them itself; to a real one they are appended. */
async function fill(met: Met, others: number): Promise<void> {
  if (met.fill) return met.fill(others);
  const client = EventStoreDBClient.connectionString(met.url);
  const say = every(SAY_EVERY_MS, (made: number) => progress(`eventstoredb: ${made} of ${others} events of others`));
  for (let made = 0; made < others; made += AT_ONCE) {
    const events = Array.from({ length: AT_ONCE }, () =>
      jsonEvent({ type: 'Foreign', data: { filling: 'x'.repeat(150) } }),
    );
    await client.appendToStream(`benchOther-${made}`, events);
    say(made);
  }
  await client.dispose();
}

async function secondsToOpen(url: string): Promise<number> {
  const started = performance.now();
  const store = await openEventStore(url);
  await store.identity();
  await store.head();
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  return seconds;
}
