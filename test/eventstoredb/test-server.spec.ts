import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => jsonEvent({ id: randomUUID(), type: 'Numbered', data: { number } }));

describe('the test server, asked by the client as it is', () => {
  let server: TestServer;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    server = await TestServer.start();
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterEach(async () => {
    await client.dispose();
    await server.stop();
  });

  it('takes appends on the shared stream of the client, in parts when they are large', async () => {
    const events = numbered(20);
    const { nextExpectedRevision, position } = await client.appendToStream('unit-1', events, {
      expectedRevision: NO_STREAM,
      batchAppendSize: 300,
    });
    expect(server.calls).toEqual(['batchAppend']);
    expect(nextExpectedRevision).toBe(19n);
    expect(server.log.ofStream('unit-1').map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(position?.commit).toBe(server.log.records.at(-1)?.commit);
  });

  it('answers the same shared append again as the first time', async () => {
    const events = numbered(3);
    const first = await client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM });
    expect(await client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM })).toEqual(first);
    expect(server.log.ofStream('unit-1')).toHaveLength(3);
  });

  it.each([
    ['shared stream', {}],
    ['call of its own', { credentials: { username: '', password: '' } }],
  ])('refuses a wrong revision on a %s with what the client makes its error of', async (_, options) => {
    const absent = client.appendToStream('unit-1', numbered(1), { expectedRevision: 4n, ...options });
    await expect(absent).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
    await client.appendToStream('unit-1', numbered(2), { expectedRevision: NO_STREAM, ...options });
    const stale = client.appendToStream('unit-1', numbered(1), { expectedRevision: NO_STREAM, ...options });
    await expect(stale).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(stale).rejects.toMatchObject({ actualVersion: 1n, streamName: 'unit-1' });
  });
});

describe('the test server with a file', () => {
  it('has after its restart what it had before', async () => {
    const folder = temporaryFolder();
    const options = { file: folder.path('log') };
    for (const text of ['a', 'b']) {
      const server = await TestServer.start(options);
      const store = await EventStoreDbEventStore.open(server.url, PATIENT);
      const { length } = await streamOf(store, 'unit-1');
      await store.append('unit-1', length === 0 ? 'absent' : length - 1, [noted(text)]);
      expect(textsOf(await streamOf(store, 'unit-1'))).toEqual(['a', 'b'].slice(0, length + 1));
      await store.close();
      await server.stop();
    }
    folder.remove();
  });
});
