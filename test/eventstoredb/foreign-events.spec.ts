import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { logOf, noted, textsOf } from '../support/store-events.js';

let server: TestServer;
let store: EventStoreDbEventStore;
let said: string[];
beforeEach(async () => {
  said = [];
  server = await TestServer.start();
  store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, report: (line) => said.push(line) });
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

const FOREIGN: readonly (readonly [string, () => void, string])[] = [
  ['an event of another application in a stream called like ours', () => server.foreign('unit-x'), 'event 0 (Foreign)'],
  ['one in a stream of ours', () => server.foreign('unit-1'), 'event 1 (Foreign)'],
  ['the end of a stream of ours, for good', () => server.log.bury('unit-1'), 'was ended for good'],
];

describe.each(FOREIGN)('%s', (_, happens, named) => {
  it('is named once and passed by: followers, the end of the log and all that is read of it go on', async () => {
    const { position } = await store.append('unit-1', 'absent', [noted('a')]);
    const stop = new AbortController();
    const texts: string[] = [];
    const done = (async () => {
      for await (const batch of store.subscribe(BEGINNING, stop.signal)) texts.push(...textsOf(batch));
    })();
    happens();
    expect(await store.head()).toBe(position);
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a']);
    const last = await store.append('unit-2', 'absent', [noted('b')]);
    await eventually(() => texts.length === 2);
    expect([await store.head(), texts]).toEqual([last.position, ['a', 'b']]);
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a', 'b']);
    expect(said).toEqual([expect.stringContaining(named)]);
    stop.abort();
    await done;
  });
});
