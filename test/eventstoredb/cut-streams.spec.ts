import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, RevisionConflict, StreamCut } from '../../src/log/event-store.js';
import { StoreOnServer } from '../support/eventstoredb/store-on-server.js';
import { type Answer, TestService } from '../support/service.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

const STREAM = 'unit-dien-bien';

/** What an operator, or another application, can do to a stream of ours, and the first event that reads of it still show. */
const CUTS: readonly (readonly [what: string, cut: (client: EventStoreDBClient) => Promise<unknown>])[] = [
  ['$maxCount', (client) => client.setStreamMetadata(STREAM, { maxCount: 1 })],
  ['$maxAge', (client) => client.setStreamMetadata(STREAM, { maxAge: 1 })],
  ['$tb', (client) => client.setStreamMetadata(STREAM, { truncateBefore: 1 })],
  ['$tb beyond the end', (client) => client.setStreamMetadata(STREAM, { truncateBefore: 9 })],
  ['a soft delete', (client) => client.deleteStream(STREAM)],
  ['a tombstone', (client) => client.tombstoneStream(STREAM)],
];

let met: StoreOnServer;
let client: EventStoreDBClient;
beforeEach(async () => {
  met = await StoreOnServer.start();
  client = EventStoreDBClient.connectionString(met.server.url);
});
afterEach(async () => {
  await client.dispose();
  await met.stop();
});

describe.each(CUTS)('a stream that lost events by %s', (_, cut) => {
  beforeEach(async () => {
    await met.store.append(STREAM, 'absent', [noted('a'), noted('b'), noted('c')]);
    await cut(client);
  });

  it.each([
    ['from its beginning', 0, undefined],
    ['at its beginning', 0, 1],
  ])('is named when it is read %s, and not taken for one that is absent', async (_where, from, most) => {
    const read = async (): Promise<void> => {
      for await (const { revision } of met.store.read(STREAM, from, most === undefined ? {} : { most }))
        expect(revision).toBe(from);
    };
    await expect(read()).rejects.toBeInstanceOf(StreamCut);
    await expect(read()).rejects.toThrow(STREAM);
  });

  it('takes no event as its first, whether it was written before or not', async () => {
    const stored = met.server.log.ofStream(STREAM).length;
    const appending = met.store.append(STREAM, 'absent', [noted('again')]);
    const refused = await appending.then(
      () => undefined,
      (error: unknown) => error,
    );
    // Where the server takes it, at a revision of its own, it is stored.
    const taken = met.server.log.ofStream(STREAM).length > stored;
    expect(refused).toBeInstanceOf(
      taken ? OutcomeUnknown : refused instanceof RevisionConflict ? RevisionConflict : StreamCut,
    );
    await expect(streamOf(met.store, STREAM)).rejects.toBeInstanceOf(StreamCut);
  });

  it('ends no read of another stream', async () => {
    await met.store.append('unit-lai-chau', 'absent', [noted('a')]);
    expect(textsOf(await streamOf(met.store, 'unit-lai-chau'))).toEqual(['a']);
    expect(await streamOf(met.store, 'unit-son-la')).toEqual([]);
  });
});

describe('a stream with rules that hide nothing yet', () => {
  it.each([
    ['$maxCount', { maxCount: 3 }],
    ['$tb', { truncateBefore: 0 }],
  ])('is read as it is: %s', async (_, metadata) => {
    await met.store.append(STREAM, 'absent', [noted('a'), noted('b'), noted('c')]);
    await client.setStreamMetadata(STREAM, metadata);
    expect(textsOf(await streamOf(met.store, STREAM))).toEqual(['a', 'b', 'c']);
    expect(textsOf(await streamOf(met.store, STREAM, 2))).toEqual(['c']);
  });

  it('of a stream that was never written is absent', async () => {
    await client.setStreamMetadata(STREAM, { truncateBefore: 0 });
    expect(await streamOf(met.store, STREAM)).toEqual([]);
  });
});

describe.each(CUTS)('a service, started anew, whose unit lost events by %s', (_, cut) => {
  it('decides nothing on it, and says so, while other units are registered', async () => {
    const before = await TestService.start({ EVENT_STORE: met.server.url });
    expect((await register(before, 'dien-bien', 'key-1')).status).toBe(201);
    await rename(before, 'dien-bien', 'key-2');
    await before.stop();
    await cut(client);

    const service = await TestService.start({ EVENT_STORE: met.server.url });
    try {
      const answers = [
        await register(service, 'dien-bien', 'key-3'),
        await rename(service, 'dien-bien', 'key-4'),
        await register(service, 'dien-bien', 'key-1'),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [503, 'STREAM_CUT']));
      expect((await register(service, 'lai-chau', 'key-5')).status).toBe(201);
      expect(met.server.log.ofStream(STREAM)).toHaveLength(2);
    } finally {
      await service.stop();
    }
  });
});

const ADMINISTRATOR = { subject: 'quan-tri', name: 'Quản trị', role: 'administrator' } as const;

type Answered = Readonly<{ code?: string }>;

async function register(service: TestService, unitId: string, key: string): Promise<Answer<Answered>> {
  const name = { full: { vi: `Ủy ban nhân dân tỉnh ${unitId}` }, short: { vi: unitId } };
  const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
  return sent(service, '/units', { body, key });
}

async function rename(service: TestService, unitId: string, key: string): Promise<Answer<Answered>> {
  const name = { full: { vi: `Tỉnh ${key}` }, short: { vi: key } };
  return sent(service, `/units/${unitId}/names`, { body: { occurredOn: { date: '2012-01-01' }, name }, key });
}

async function sent(service: TestService, path: string, { body, key }: Readonly<{ body: object; key: string }>) {
  const token = await service.token(ADMINISTRATOR);
  return service.post<Answered>(path, { token, body, headers: { 'idempotency-key': key } });
}
