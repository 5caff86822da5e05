import { readFileSync } from 'node:fs';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { numbered, revisionsOf } from '../support/eventstoredb/asked-directly.js';
import { certified, describeOverTls } from '../support/eventstoredb/certificate.js';
import { TestServer } from '../support/eventstoredb/test-server.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

const DENIED = { type: 'access-denied', code: 7 };

describeOverTls('A15: rights', () => {
  const { key, certificate, remove } = certified();
  let server: TestServer;
  const clients: EventStoreDBClient[] = [];
  beforeEach(async () => {
    const users = {
      admin: { password: 'changeit', groups: ['$admins'] },
      ops: { password: 'changeit', groups: ['$ops'] },
      ledger: { password: 'changeit', groups: ['ledger'] },
      other: { password: 'changeit' },
    };
    server = await TestServer.start({ tls: { key: readFileSync(key), certificate: readFileSync(certificate), users } });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    await server.stop();
  });
  afterAll(remove);

  function as(user: string): EventStoreDBClient {
    const url = `esdb://${user}:changeit@${server.url}?tlsCAFile=${certificate}`;
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  }

  /** To its end, since a reading that is left holds up the end of its client. */
  async function readsAll(user: string): Promise<boolean> {
    let events = 0;
    for await (const _ of as(user).readAll({ fromPosition: START })) events += 1;
    return events > 0;
  }

  it('by default let $admins alone read $all', async () => {
    expect(await readsAll('admin')).toBe(true);
    for (const user of ['ops', 'ledger', 'other']) await expect(readsAll(user)).rejects.toMatchObject(DENIED);
  });

  it('by default let each user who is known write, delete, end and set the metadata of any stream', async () => {
    await as('ledger').appendToStream('unit-1', numbered(3));
    await as('ledger').appendToStream('unit-2', numbered(3));
    await as('other').setStreamMetadata('unit-1', { truncateBefore: 1 });
    expect(await revisionsOf(as('other'), 'unit-1')).toEqual([1, 2]);
    await as('other').deleteStream('unit-1');
    await as('other').tombstoneStream('unit-2');
    await expect(revisionsOf(as('ledger'), 'unit-1')).rejects.toMatchObject({ type: 'stream-not-found' });
    await expect(revisionsOf(as('ledger'), 'unit-2')).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(revisionsOf(as('stranger'), 'unit-2')).rejects.toMatchObject({ type: 'access-denied', code: 16 });
  });

  it('that were set for the server hold for its streams, and leave $admins all', async () => {
    const both = ['ledger', '$admins'];
    const byDefault = { $userStreamAcl: { $r: both, $w: both, $d: '$admins', $mr: both, $mw: '$admins' } };
    await as('admin').appendToStream('$$$all', jsonEvent({ type: '$metadata', data: { $acl: { $r: both } } }));
    await as('admin').appendToStream('$settings', jsonEvent({ type: 'update-default-acl', data: byDefault }));
    await as('ledger').appendToStream('unit-1', numbered(1));
    expect([await readsAll('ledger'), await revisionsOf(as('ledger'), 'unit-1')]).toEqual([true, [0]]);
    for (const denied of [
      () => revisionsOf(as('other'), 'unit-1'),
      () => readsAll('other'),
      () => as('ledger').deleteStream('unit-1'),
      () => as('ledger').tombstoneStream('unit-1'),
    ])
      await expect(denied()).rejects.toMatchObject(DENIED);
    // The answer of one append on a call that others share is no status of gRPC.
    for (const denied of [
      () => as('other').appendToStream('unit-1', numbered(1)),
      () => as('ledger').setStreamMetadata('unit-1', { maxCount: 1 }),
    ])
      await expect(denied()).rejects.toMatchObject({ ...DENIED, code: undefined });
    await as('admin').deleteStream('unit-1');
  });
});
