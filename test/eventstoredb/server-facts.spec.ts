import { NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import type { Position, ReadPosition } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALONE, AskedDirectly, numbered, revisionsOf } from '../support/eventstoredb/asked-directly.js';
import { eventually } from '../support/eventually.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

let met: AskedDirectly;
beforeEach(async () => {
  met = await AskedDirectly.start();
});
afterEach(() => met.stop());

async function startAs(version: string): Promise<void> {
  await met.stop();
  met = await AskedDirectly.start({ version });
}

async function positionsOf(stream: string): Promise<readonly Position[]> {
  const positions: Position[] = [];
  for await (const { event } of met.client.readStream(stream)) if (event?.position) positions.push(event.position);
  return positions;
}

async function numbersOfAll(from: ReadPosition, direction: 'forwards' | 'backwards' = 'forwards') {
  const streams: string[] = [];
  for await (const { event } of met.client.readAll({ fromPosition: from, direction }))
    streams.push(event?.streamId ?? '');
  return streams;
}

type Told = Readonly<{ events: string[]; checkpoints: Position[]; order: string[]; end: () => Promise<void> }>;

/** A subscription to streams that begin with `unit-`, and what it was told. */
function following(fromPosition: ReadPosition): Told {
  const told = { events: [] as string[], checkpoints: [] as Position[], order: [] as string[] };
  const filter = streamNameFilter({
    prefixes: ['unit-'],
    checkpointReached: (_, checkpoint) => {
      told.checkpoints.push(checkpoint);
      told.order.push('checkpoint');
    },
  });
  const subscription = met.client.subscribeToAll({ fromPosition, filter });
  subscription.on('data', ({ event }) => told.events.push(`${event?.streamId} ${event?.revision}`));
  subscription.on('confirmation', () => told.order.push('confirmation'));
  subscription.on('caughtUp', () => told.order.push('caught up'));
  subscription.on('error', () => undefined);
  return { ...told, end: () => subscription.unsubscribe() };
}

const liveAs = (told: Told) => eventually(() => told.order.includes('caught up'));

describe('A1: the position of an event', () => {
  it.each([
    ['a call of its own', ALONE],
    ['the shared stream', {}],
  ])('is answered to %s as it is read later: that of the last event, commit and prepare the same', async (_, how) => {
    const { position } = await met.client.appendToStream('unit-1', numbered(3), {
      expectedRevision: NO_STREAM,
      ...how,
    });
    const read = await positionsOf('unit-1');
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

describe('A3: a subscription that resumes', () => {
  it('goes on after the event at the position, and passes over the next one where that was scavenged', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    await met.client.appendToStream('invoice-1', numbered(2));
    await met.client.appendToStream('unit-2', numbered(1));
    await met.client.appendToStream('unit-3', numbered(1));
    const [place] = await positionsOf('invoice-1');
    if (!place) throw new Error('it is there');
    const sound = following(place);
    await eventually(() => sound.events.length === 2);
    expect(sound.events).toEqual(['unit-2 0', 'unit-3 0']);
    await met.client.setStreamMetadata('invoice-1', { truncateBefore: 2 });
    met.server.log.scavenge();
    const skipping = following(place);
    await liveAs(skipping);
    expect(skipping.events).toEqual(['unit-3 0']);
    await Promise.all([sound.end(), skipping.end()]);
  });
});

describe('A4: checkpoints', () => {
  it('of 23.10.6 come after so many events looked at, of which the one when it goes live is none', async () => {
    const told = following(START);
    await liveAs(told);
    expect(told.order).toEqual(['confirmation', 'caught up']);
    for (let index = 0; index < 32; index += 1) met.server.foreign('invoice-1');
    await eventually(() => told.checkpoints.length === 1);
    await told.end();
  });

  it.each([
    ['where nothing of ours is in a short log is the highest number that there is', 0, 2n ** 64n - 1n],
    ['where something is, is the last event', 1, undefined],
  ])('of 24.10.4 come before it is caught up, and %s', async (_, ours, number) => {
    await startAs('24.10.4');
    if (ours > 0) await met.client.appendToStream('unit-1', numbered(ours));
    const told = following(START);
    await liveAs(told);
    expect(told.order).toEqual(['confirmation', 'checkpoint', 'caught up']);
    expect(told.checkpoints[0]?.commit).toBe(number ?? met.server.log.records.at(-1)?.commit);
    await told.end();
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
  it('is among the capabilities that the client asks for', async () => {
    expect((await met.client['capabilities']).serverVersion).toBe('23.10.6');
  });
});
