import { EventStoreDBClient, NO_STREAM, START } from '@eventstore/db-client';
import type { ReadPosition } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ALONE,
  AskedDirectly,
  liveAs,
  numbered,
  positionsOf,
  revisionsOf,
  type Told,
} from '../support/eventstoredb/asked-directly.js';
import { eventually } from '../support/eventually.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

let met: AskedDirectly;
beforeEach(async () => {
  met = await AskedDirectly.start();
});
afterEach(() => met.stop());

const following = (from: ReadPosition): Told => met.following(from);

async function numbersOfAll(from: ReadPosition, direction: 'forwards' | 'backwards' = 'forwards') {
  const streams: string[] = [];
  for await (const { event } of met.client.readAll({ fromPosition: from, direction }))
    streams.push(event?.streamId ?? '');
  return streams;
}

describe('A1: the position of an event', () => {
  it.each([
    ['a call of its own', ALONE],
    ['the shared stream', {}],
  ])('is answered to %s as it is read later: that of the last event, commit and prepare the same', async (_, how) => {
    const { position } = await met.client.appendToStream('unit-1', numbered(3), {
      expectedRevision: NO_STREAM,
      ...how,
    });
    const read = await positionsOf(met.client, 'unit-1');
    expect(position).toEqual(read[2]);
    expect(read.map(({ commit, prepare }) => commit === prepare)).toEqual([true, true, true]);
    expect(new Set(read.map(({ commit }) => commit)).size).toBe(3);
  });
});

describe('A2: $all from a position', () => {
  it('is given with it forwards and without it backwards; where no record begins it is an error without a name', async () => {
    for (const unit of ['unit-1', 'unit-2', 'unit-3']) await met.client.appendToStream(unit, numbered(1));
    const [, second] = met.server.log.records.map(({ commit }) => ({ commit, prepare: commit })).slice(1);
    if (!second) throw new Error('there are three');
    expect(await numbersOfAll(second)).toEqual(['unit-2', 'unit-3']);
    expect((await numbersOfAll(second, 'backwards')).slice(0, 1)).toEqual(['unit-1']);
    const inside = { commit: second.commit + 1n, prepare: second.commit + 1n };
    await expect(numbersOfAll(inside)).rejects.toMatchObject({ code: 2, message: expect.stringContaining('handler') });
  });

  it('goes on, inside what was scavenged, at the next record, wherever that begins', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    await met.client.setStreamMetadata('unit-1', { maxAge: 1 });
    await met.client.appendToStream('unit-2', numbered(1));
    const [gone] = met.server.log.ofStream('unit-1');
    met.server.log.scavenge();
    for (const inside of [0n, 1n]) {
      const commit = (gone?.commit ?? 0n) + inside;
      expect(await numbersOfAll({ commit, prepare: commit })).toEqual(['$$unit-1', 'unit-2']);
    }
  });

  it('that lies beyond the end is confirmed, and silent about what is written at lower places', async () => {
    const beyond = following({ commit: 10_000n, prepare: 10_000n });
    await liveAs(beyond);
    for (const unit of ['unit-1', 'unit-2']) await met.client.appendToStream(unit, numbered(1));
    const control = following(START);
    await eventually(() => control.events.length === 2);
    expect([beyond.events, beyond.order]).toEqual([[], ['confirmation', 'caught up']]);
    await Promise.all([beyond.end(), control.end()]);
  });
});

describe('A6: calls at once on one connection', () => {
  it('are a hundred, and the next waits unanswered', async () => {
    const all = Array.from({ length: 100 }, () => following(START));
    await Promise.all(all.map(liveAs));
    const late = following(START);
    const beside = met.client.appendToStream('unit-1', numbered(1), { ...ALONE, deadline: 500 });
    await expect(beside).rejects.toMatchObject({ code: 4 });
    expect(late.order).toEqual([]);
    await Promise.all(all.slice(0, 2).map((told) => told.end()));
    await liveAs(late);
    await Promise.all([...all.slice(2), late].map((told) => told.end()));
  });
});

describe('A6: two clients of one process', () => {
  it('share a connection to the same node', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    const { connections } = met.server.gate;
    const another = EventStoreDBClient.connectionString(met.server.url);
    expect(await revisionsOf(another, 'unit-1')).toEqual([0]);
    expect(met.server.gate.connections).toBe(connections);
    await another.dispose();
  });
});

describe('A10: what is set for a stream', () => {
  it.each([
    ['a greatest number of events', { maxCount: 2 }, [3, 4]],
    ['a first event', { truncateBefore: 3 }, [3, 4]],
    ['an age', { maxAge: 1 }, []],
  ])('acts on its reads at once, while $all still shows everything: %s', async (_, metadata, left) => {
    await met.client.appendToStream('unit-1', numbered(5));
    await met.client.setStreamMetadata('unit-1', metadata);
    expect(await revisionsOf(met.client, 'unit-1')).toEqual(left);
    expect((await numbersOfAll(START)).filter((stream) => stream === 'unit-1')).toHaveLength(5);
    met.server.log.scavenge();
    expect((await numbersOfAll(START)).filter((stream) => stream === 'unit-1')).toHaveLength(left.length);
  });

  it('by a soft delete: it is not found, and as no stream it is written at its next revision', async () => {
    await met.client.appendToStream('unit-1', numbered(5));
    await met.client.deleteStream('unit-1');
    await expect(revisionsOf(met.client, 'unit-1')).rejects.toMatchObject({ type: 'stream-not-found' });
    const again = await met.client.appendToStream('unit-1', numbered(1), { expectedRevision: NO_STREAM, ...ALONE });
    expect([again.nextExpectedRevision, await revisionsOf(met.client, 'unit-1')]).toEqual([5n, [5]]);
  });

  it('by a tombstone: every call is refused by name, and $all shows the tombstone under its name', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    await met.client.tombstoneStream('unit-1');
    await expect(revisionsOf(met.client, 'unit-1')).rejects.toMatchObject({ type: 'stream-deleted', code: 9 });
    await expect(met.client.appendToStream('unit-1', numbered(1), ALONE)).rejects.toMatchObject({
      type: 'stream-deleted',
    });
    const told = following(START);
    await eventually(() => told.events.length === 2);
    expect(told.events).toEqual(['unit-1 0', `unit-1 ${2n ** 63n - 1n}`]);
    await told.end();
  });
});

describe('A13: the version', () => {
  it.each(['23.10.6', '24.10.4', '24.10.4.1865-jammy'])(
    'is among the capabilities that the client asks for, with its suffix: %s',
    async (version) => {
      await met.startAs(version);
      expect((await met.client['capabilities']).serverVersion).toBe(version);
    },
  );

  it('of a very old server is unknown', async () => {
    await met.startAs('unknown');
    expect((await met.client['capabilities']).serverVersion).toBe('unknown');
  });

  it('is an error where no server answers, and may be asked again', async () => {
    await met.server.gate.shut();
    await expect(met.client['capabilities']).rejects.toThrow();
    await met.server.gate.open();
    const again = () => met.client['capabilities'].then(({ serverVersion }) => serverVersion === '23.10.6');
    await eventually(() => again().catch(() => false));
  });
});
