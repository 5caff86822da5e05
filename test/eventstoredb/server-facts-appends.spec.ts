import { ANY, binaryEvent, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALONE, AskedDirectly, numbered, revisionsOf } from '../support/eventstoredb/asked-directly.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

let met: AskedDirectly;
beforeEach(async () => {
  met = await AskedDirectly.start();
});
afterEach(() => met.stop());

describe('A7: the size of an append', () => {
  const MEBIBYTE = 1024 * 1024;
  /** An event of so many bytes of data, and of metadata. */
  const sized = (data: number, metadata: number) =>
    binaryEvent({ type: 'Sized', data: Buffer.alloc(data), metadata: Buffer.alloc(metadata) });
  const put = (...events: readonly ReturnType<typeof sized>[]) =>
    met.client.appendToStream('unit-1', [...events], ALONE);
  const TOO_LARGE = { type: 'maximum-append-size-exceeded', maxAppendSize: MEBIBYTE };

  it.each([
    ['23.10.6', 'the data alone'],
    ['24.10.3', 'the data alone'],
    ['24.10.4', 'data, metadata and twice the type'],
  ])('is bounded, by a mebibyte unless set otherwise, and of %s %s counts', async (version, counted) => {
    await met.startAs(version);
    met.server.maxAppendSize = MEBIBYTE;
    const half = MEBIBYTE / 2;
    await expect(put(sized(half, 0), sized(half + 1, 0))).rejects.toMatchObject(TOO_LARGE);
    const all = put(sized(half - 1000, 0), sized(half, 2000));
    if (counted === 'the data alone') expect((await all).success).toBe(true);
    else await expect(all).rejects.toMatchObject(TOO_LARGE);
    expect(met.server.log.ofStream('unit-1')).toHaveLength(counted === 'the data alone' ? 2 : 0);
  });

  it('may be bounded for each event from 24.10.4 on, by an error that the client does not know', async () => {
    for (const version of ['23.10.6', '24.10.4']) {
      await met.startAs(version);
      met.server.maxAppendEventSize = 1000;
      const large = put(sized(1001, 0));
      if (version === '23.10.6') expect((await large).success).toBe(true);
      else await expect(large).rejects.toMatchObject({ type: 'unknown', code: 3 });
    }
  });

  it('ends above 16 MB at the connection: 8, and nothing is stored', async () => {
    await expect(put(sized(17 * MEBIBYTE, 0))).rejects.toMatchObject({ code: 8 });
    expect(met.server.log.ofStream('unit-1')).toEqual([]);
  });
});

describe('A8: the same events again', () => {
  it.each([
    ['the same revision', 'no_stream'],
    ['any revision', ANY],
    ['a stream that exists', STREAM_EXISTS],
  ] as const)('expecting %s are the same append', async (_, expectedRevision) => {
    await met.client.appendToStream('unit-1', numbered(1), ALONE);
    const events = numbered(2);
    const stream = expectedRevision === 'no_stream' ? 'unit-2' : 'unit-1';
    const first = await met.client.appendToStream(stream, events, { expectedRevision, ...ALONE });
    await met.client.appendToStream(stream, numbered(1), ALONE);
    expect(await met.client.appendToStream(stream, events, { expectedRevision, ...ALONE })).toEqual(first);
  });

  it('are a wrong revision where only some are the same, and have no position after a soft delete', async () => {
    const events = numbered(2);
    await met.client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM, ...ALONE });
    const partly = met.client.appendToStream('unit-1', [...events, ...numbered(1)], {
      expectedRevision: NO_STREAM,
      ...ALONE,
    });
    await expect(partly).rejects.toMatchObject({ type: 'wrong-expected-version' });
    await met.client.deleteStream('unit-1');
    const again = await met.client.appendToStream('unit-1', events, { expectedRevision: NO_STREAM, ...ALONE });
    expect([again.success, again.nextExpectedRevision, again.position]).toEqual([true, 1n, undefined]);
  });
});

describe('A8: the same events again, while no majority has them', () => {
  it('are no success, and neither was the first append; once they are replicated they are the same append', async () => {
    await met.client.appendToStream('unit-1', numbered(1), ALONE);
    met.server.holdReplication();
    const events = numbered(2);
    const put = () => met.client.appendToStream('unit-1', events, { expectedRevision: 0n, ...ALONE });
    for (let nth = 0; nth < 2; nth += 1) await expect(put()).rejects.toMatchObject({ type: 'timeout', code: 10 });
    expect(await revisionsOf(met.client, 'unit-1')).toEqual([0]);
    met.server.replicate();
    expect(await revisionsOf(met.client, 'unit-1')).toEqual([0, 1, 2]);
    expect(await put()).toMatchObject({ success: true, nextExpectedRevision: 2n });
    expect(await revisionsOf(met.client, 'unit-1')).toEqual([0, 1, 2]);
  });
});

describe('A9: a wrong revision', () => {
  it('is told with the one expected and the actual one', async () => {
    await met.client.appendToStream('unit-1', numbered(2), ALONE);
    const stale = met.client.appendToStream('unit-1', numbered(1), { expectedRevision: 0n, ...ALONE });
    await expect(stale).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 1n });
  });
});

describe('A11: errors', () => {
  it.each([
    ['an empty type', { type: '' }],
    ['an empty id', { id: '' }],
  ])('that the server did not foresee have one sentence and no name: %s', async (_, wrong) => {
    const event = { ...jsonEvent({ type: 'x', data: {} }), ...wrong };
    await expect(met.client.appendToStream('unit-1', event, ALONE)).rejects.toMatchObject({
      type: 'unknown',
      code: 2,
      message: expect.stringContaining('Exception was thrown by handler'),
    });
  });

  it('that name a stream with letters outside ASCII in their trailer are HTTP 500', async () => {
    for (const stream of ['unit-dien-bien', 'unit-điện-biên']) {
      await met.client.appendToStream(stream, numbered(1), ALONE);
      await met.client.tombstoneStream(stream);
    }
    const named = met.client.appendToStream('unit-dien-bien', numbered(1), ALONE);
    await expect(named).rejects.toMatchObject({ type: 'stream-deleted', code: 9 });
    const unnamed = met.client.appendToStream('unit-điện-biên', numbered(1), ALONE);
    await expect(unnamed).rejects.toMatchObject({ type: 'unknown', message: expect.stringContaining('HTTP') });
  });

  it('of a refused login are 16 without a name, of a missing right 7', async () => {
    met.server.refuses = REFUSALS.UNAUTHENTICATED();
    await expect(revisionsOf(met.client, 'unit-1')).rejects.toMatchObject({ type: 'access-denied', code: 16 });
    met.server.refuses = REFUSALS.ACCESS_DENIED();
    await expect(revisionsOf(met.client, 'unit-1')).rejects.toMatchObject({ type: 'access-denied', code: 7 });
  });
});

describe('A14: appends on their way to the disk', () => {
  it('share a flush when they come while another is under way, and each is answered after its own', async () => {
    const { flushing } = met.server;
    const before = flushing.flushes;
    for (let nth = 0; nth < 5; nth += 1) {
      await met.client.appendToStream(`unit-${nth}`, numbered(1), ALONE);
      expect(flushing.flushes).toBe(before + nth + 1);
    }
    const many = Array.from({ length: 320 }, (_, nth) => nth);
    const appends = many.map((nth) => met.client.appendToStream(`unit-many-${nth}`, numbered(1), ALONE));
    await Promise.all(appends);
    const shared = flushing.flushes - before - 5;
    expect(shared).toBeGreaterThan(0);
    expect(shared).toBeLessThan(many.length);
  });
});
