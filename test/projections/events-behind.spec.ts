import { describe, expect, it } from '@jest/globals';
import { eventsBehind, MOST_COUNTED } from '../../projections/projector/events-behind.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { noted } from '../support/store-events.js';

/** A log that says how many events were read of it. */
class CountingStore extends InMemoryEventStore {
  eventsRead = 0;

  override async *readAll(after: Position, batchSize?: number) {
    for await (const batch of super.readAll(after, batchSize)) {
      this.eventsRead += batch.length;
      yield batch;
    }
  }
}

describe('counting how far read models are behind', () => {
  const logOf = async (events: number): Promise<CountingStore> => {
    const store = new CountingStore();
    if (events > 0)
      await store.append(
        'unit-a',
        'absent',
        Array.from({ length: events }, (_, n) => noted(String(n))),
      );
    return store;
  };
  const positionsOf = async (store: CountingStore): Promise<readonly Position[]> => {
    const positions: Position[] = [BEGINNING];
    for await (const batch of store.readAll(BEGINNING)) positions.push(...batch.map(({ position }) => position));
    store.eventsRead = 0;
    return positions;
  };

  it('counts for each of them the events after it', async () => {
    const store = await logOf(5);
    const [start, , second, , , last] = await positionsOf(store);
    expect(await eventsBehind(store, [second ?? BEGINNING, start ?? BEGINNING, last ?? BEGINNING])).toEqual([3, 5, 0]);
  });

  it('reads nothing when all have caught up, or there is nothing', async () => {
    const store = await logOf(5);
    const last = (await positionsOf(store)).at(-1) ?? BEGINNING;
    expect(await eventsBehind(store, [last, last])).toEqual([0, 0]);
    expect(await eventsBehind(await logOf(0), [BEGINNING])).toEqual([0]);
    expect(store.eventsRead).toBe(0);
  });

  it('stops counting at its bound', async () => {
    const store = await logOf(MOST_COUNTED + 700);
    expect(await eventsBehind(store, [BEGINNING])).toEqual([MOST_COUNTED]);
    expect(store.eventsRead).toBeLessThan(MOST_COUNTED + 500);
  });
});
