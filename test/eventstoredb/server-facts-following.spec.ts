import { randomUUID } from 'node:crypto';
import { END, START } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALONE, AskedDirectly, liveAs, numbered, positionsOf } from '../support/eventstoredb/asked-directly.js';
import { eventually } from '../support/eventually.js';

// What real servers did, by the numbers of docs/eventstoredb.md, asked of the test server by the client as it is.

let met: AskedDirectly;
beforeEach(async () => {
  met = await AskedDirectly.start();
});
afterEach(() => met.stop());

/** Events of another application. */
const foreign = (count: number) => {
  for (let nth = 0; nth < count; nth += 1) met.server.foreign('invoice-1');
};
const commitOf = (nth: number) => met.server.log.records[nth]?.commit;

describe('A3: a subscription that resumes', () => {
  it('goes on after the event at the position, and passes over the next one where that was scavenged', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    await met.client.appendToStream('invoice-1', numbered(2));
    await met.client.appendToStream('unit-2', numbered(1));
    await met.client.appendToStream('unit-3', numbered(1));
    const [place] = await positionsOf(met.client, 'invoice-1');
    if (!place) throw new Error('it is there');
    const sound = met.following(place);
    await eventually(() => sound.events.length === 2);
    expect(sound.events).toEqual(['unit-2 0', 'unit-3 0']);
    await met.client.setStreamMetadata('invoice-1', { truncateBefore: 2 });
    met.server.log.scavenge();
    const skipping = met.following(place);
    await liveAs(skipping);
    expect(skipping.events).toEqual(['unit-3 0']);
    await Promise.all([sound.end(), skipping.end()]);
  });

  it('by the end starts there', async () => {
    await met.client.appendToStream('unit-1', numbered(1));
    const told = met.following(END);
    await liveAs(told);
    await met.client.appendToStream('unit-1', numbered(1));
    await eventually(() => told.events.length > 0);
    expect(told.events).toEqual(['unit-1 1']);
    await told.end();
  });
});

describe('A4: checkpoints', () => {
  it('on catching up stand at the last match of a page, and at the start of the page where there is none, prepare 0', async () => {
    foreign(40);
    await met.client.appendToStream('unit-1', numbered(1));
    foreign(60);
    const told = met.following(START);
    await liveAs(told);
    const match = commitOf(41);
    expect(told.checkpoints).toEqual([
      { commit: 0n, prepare: 0n },
      { commit: match, prepare: match },
      { commit: commitOf(64), prepare: 0n },
    ]);
    await told.end();
  });

  it.each([1, 3])('while live stand at the very event, each %i times 32 that were looked at', async (interval) => {
    const told = met.following(START, interval);
    await liveAs(told);
    const before = met.server.log.records.length;
    for (let nth = 1; nth <= 2; nth += 1) {
      foreign(32 * interval);
      await eventually(() => told.checkpoints.length === nth);
    }
    const at = commitOf(32 * interval * 2 - 1);
    expect([before, told.checkpoints[1]]).toEqual([1, { commit: at, prepare: at }]);
    await told.end();
  });

  it.each([
    ['23.10.6', 1, []],
    ['24.2.0', 0, [{ commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n }]],
    ['24.10.4', 0, [{ commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n }]],
    ['24.10.4', 1, ['LAST']],
    ['24.10.5', 0, ['LAST']],
    ['25.0.0', 1, ['BEHIND']],
    ['25.0.1', 1, ['LAST']],
  ])('of %s before it is caught up, with %i of ours in a short log: %j', async (version, ours, expected) => {
    await met.startAs(version);
    if (ours > 0) await met.client.appendToStream('unit-1', numbered(ours));
    const told = met.following(START);
    await liveAs(told);
    const last = met.server.log.records.at(-1)?.commit;
    const places: Readonly<Record<string, unknown>> = {
      LAST: { commit: last, prepare: last },
      BEHIND: { commit: met.server.log.end, prepare: 0n },
    };
    expect(told.checkpoints).toEqual(expected.map((place) => (typeof place === 'string' ? places[place] : place)));
    expect(told.order).toEqual(['confirmation', ...expected.map(() => 'checkpoint'), 'caught up']);
    await told.end();
  });
});

describe('A5: a subscription that is read slowly while it is live', () => {
  it('is dropped after a bounded number of events, with what to do, and was never said to fall behind', async () => {
    const told = met.following(START);
    await liveAs(told);
    told.pause(true);
    const events = 4_000;
    const [first] = numbered(1);
    for (let nth = 0; nth < events; nth += 100) {
      const more = Array.from({ length: 100 }, () => ({ ...first!, id: randomUUID() }));
      await met.client.appendToStream(`unit-${nth}`, more, ALONE);
    }
    told.pause(false);
    const said = () => told.order.filter((each) => each !== 'checkpoint');
    await eventually(() => said().length > 2);
    expect(said().slice(2)).toEqual([expect.stringMatching(/^10 ABORTED.*Consumer too slow.*resubscription required/)]);
    expect(told.events.length).toBeGreaterThan(0);
    expect(told.events.length).toBeLessThan(events / 2);
  });

  it('is not dropped for what others write, nor while it catches up', async () => {
    await met.client.appendToStream('unit-1', numbered(1000), ALONE);
    const told = met.following(START);
    await eventually(() => told.events.length > 0);
    told.pause(true);
    for (let nth = 0; nth < 20; nth += 1) {
      foreign(50);
      await met.client.appendToStream('invoice-2', numbered(1), ALONE);
    }
    told.pause(false);
    await eventually(() => told.events.length === 1000 && told.order.includes('caught up'));
    expect(told.order.filter((said) => said !== 'checkpoint')).toEqual(['confirmation', 'caught up']);
    await told.end();
  });
});
