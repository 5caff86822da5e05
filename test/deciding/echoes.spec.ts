import { describe, expect, it } from '@jest/globals';
import { Echoes } from '../../src/deciding/optimistic/echoes.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { type EventStore, StoreRefuses } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { WatchedEventStore } from '../../src/log/watched-event-store.js';
import { eventually } from '../support/eventually.js';
import { noted } from '../support/store-events.js';

type Following = (store: EventStore, signal: AbortSignal) => AsyncIterable<readonly Recorded[]>;

/** A log that is followed so the first time, and as it is from then on. */
class Followed extends WatchedEventStore {
  times = 0;

  constructor(private readonly first: Following) {
    super(new InMemoryEventStore());
  }

  append(...given: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    return this.store.append(...given);
  }

  override subscribe(...given: Parameters<EventStore['subscribe']>): AsyncIterable<readonly Recorded[]> {
    this.times += 1;
    return this.times === 1 ? this.first(this.store, given[1]) : this.store.subscribe(...given);
  }
}

async function* refusing(): AsyncGenerator<readonly Recorded[]> {
  yield await Promise.reject(new StoreRefuses('', new Error('this user may not read $all')));
}

/** What was there is told, and nothing after it. */
async function* deafAfterOne(store: EventStore, signal: AbortSignal): AsyncGenerator<readonly Recorded[]> {
  for await (const batch of store.subscribe(BEGINNING, signal)) {
    yield batch;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }
}

describe('a process that does not hear of the log what it appended', () => {
  it.each<[string, Following, string]>([
    ['cannot follow it', refusing, 'this user may not read $all'],
    ['is not told it in time', deafAfterOne, 'not heard within 50 ms'],
  ])('since it %s, says so once, counts it, shows it, and says when it is over', async (_, following, reason) => {
    const store = new Followed(following);
    const said: string[] = [];
    let failures = 0;
    const watching = { report: (line: string) => void said.push(line), onFailure: () => (failures += 1) };
    const echoes = new Echoes(store, () => undefined, 50, watching);
    const appended = async (): Promise<unknown> => {
      const event = noted('a');
      const echo = echoes.expect(event);
      await store.append(`unit-${crypto.randomUUID()}`, 'absent', [event]);
      return echo();
    };
    await eventually(async () => {
      expect(await appended()).not.toBe('ANOTHERS');
      return failures > 0;
    });
    expect(said).toEqual([`What was appended is not heard of the log, and is read back: ${reason}`]);
    if (following === deafAfterOne) return;
    await eventually(async () => (await appended()) === 'OURS');
    expect(said.slice(1)).toEqual([
      expect.stringMatching(/^What was appended is heard of the log again, after \d+ seconds$/),
    ]);
    expect(failures).toBe(1);
  });
});
