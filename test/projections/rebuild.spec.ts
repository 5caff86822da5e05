import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { rebuild, RebuildPoisoned, type RebuildProgress } from '../../projections/projector/rebuild.js';
import { BuildGone, type ReadModelStore } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { eventually } from '../support/eventually.js';
import { keep, LOG } from '../support/read-model-commits.js';
import { positionIn, servedBy } from '../support/serving.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined, left, poisoned, type Roster, rosters } from './rosters.js';

/** A lock for each read model: who keeps its rows waits until it is opened. */
class Gates {
  readonly asked: string[] = [];
  private readonly locked = new Map<string, Promise<void>>();

  lock(model: string): () => void {
    let open: () => void = () => undefined;
    this.locked.set(model, new Promise((resolve) => (open = resolve)));
    return open;
  }

  before(store: ReadModelStore): ReadModelStore {
    return new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (name !== 'commit') return member.bind(target) as unknown;
        return async (...given: Parameters<ReadModelStore['commit']>) => {
          const [model, rows] = given;
          if (rows.length > 0) this.asked.push(model.name);
          await this.locked.get(model.name);
          return target.commit(...given);
        };
      },
    });
  }
}

/** As a log that gives one event at a time. */
function oneByOne(events: EventStore): EventStore {
  return new Proxy(events, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name === 'readAll') return (after: Position) => target.readAll(after, 1);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

describe('rebuilding a read model', () => {
  const folder = temporaryFolder();
  let events: InMemoryEventStore;
  let historian: Historian;
  let store: SqliteReadModelStore;
  let told: RebuildProgress[];

  beforeEach(() => {
    events = new InMemoryEventStore();
    historian = new Historian(events);
    store = new SqliteReadModelStore(folder.path('read-models.db'));
    told = [];
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  const rebuilt = (projection: AnyProjection, signal = new AbortController().signal): Promise<RebuildProgress> =>
    rebuild({
      projections: [projection],
      events,
      store,
      signal,
      progress: (step) => void told.push(step),
      report: () => undefined,
    });

  it('folds it from the first event, tells how far it is, and switches to it', async () => {
    await historian.record(joined('north', 'a'), joined('north', 'b'));
    const end = await rebuilt(rosters);
    expect(end).toEqual({ events: 2, eventsPerSecond: expect.any(Number), percent: 100 });
    expect(told).toEqual([{ events: 2, eventsPerSecond: expect.any(Number), percent: 100 }]);
    expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 1 });
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a', 'b']);
    expect(await positionIn(store, 'rosters')).toBe(await events.head());
  });

  it('can be asked for again and again', async () => {
    await historian.record(joined('north', 'a'));
    for (const build of [1, 2, 3]) {
      await rebuilt(rosters);
      expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build });
      expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a']);
    }
  });

  it('mends rows that are wrong', async () => {
    const head = await historian.record(joined('north', 'a'));
    const model = { ...rosters, build: 1 };
    await store.declare(model, LOG);
    const wrong = { key: 'north', row: { bloc: 'north', units: ['ghost'] }, position: head, provenance: {} };
    await keep(store, model, [wrong], head);
    await store.switchTo(model);
    await rebuilt(rosters);
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a']);
  });

  it('names the event that cannot be folded, and lets the older build serve on', async () => {
    await historian.record(joined('north', 'a'));
    await rebuilt(poisoned);
    await historian.record(left('north', 'a'));
    await expect(rebuilt(poisoned)).rejects.toThrow(RebuildPoisoned);
    await expect(rebuilt(poisoned)).rejects.toThrow(/^poisoned cannot fold UnitLeft .* \(bloc-north 1\): TypeError/);
    expect(await servedBy(store, 'poisoned')).toEqual({ version: 1, build: 1 });
    expect((await store.find<Roster>('poisoned', 'north'))?.row.units).toEqual(['a']);
  });

  it('folds others while its rows are being kept, and itself no batch further', async () => {
    await historian.record(joined('north', 'a'), joined('north', 'b'));
    const gates = new Gates();
    const open = gates.lock('rosters');
    const done = rebuild({
      projections: [rosters, entries],
      events: oneByOne(events),
      store: gates.before(store),
      signal: new AbortController().signal,
      progress: (step) => void told.push(step),
      report: () => undefined,
    });
    await eventually(() => gates.asked.length === 2);
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
    expect(gates.asked).toEqual(['rosters', 'entries']);
    expect(told).toEqual([]);
    open();
    expect(await done).toMatchObject({ events: 2, percent: 100 });
    expect(gates.asked).toEqual(['rosters', 'entries', 'rosters', 'entries']);
    expect(told).toMatchObject([{ events: 1 }, { events: 2 }]);
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a', 'b']);
  });

  it('fails when the rows of all others are kept', async () => {
    await historian.record(joined('north', 'a'));
    const gates = new Gates();
    const open = gates.lock('rosters');
    const gated = gates.before(store);
    jest.spyOn(store, 'commit').mockImplementation(async (model, ...rest) => {
      if (model.name === 'entries') throw new BuildGone(model);
      return SqliteReadModelStore.prototype.commit.call(store, model, ...rest);
    });
    let ended = false;
    const done = rebuild({
      projections: [rosters, entries],
      events,
      store: gated,
      signal: new AbortController().signal,
      progress: () => undefined,
      report: () => undefined,
    }).finally(() => (ended = true));
    const failing = expect(done).rejects.toThrow(BuildGone);
    await eventually(() => gates.asked.length === 2);
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
    expect(ended).toBe(false);
    open();
    await failing;
    expect((await store.checkpoint({ ...rosters, build: 1 })).position).toBe(await events.head());
  });

  it('does not switch when it is interrupted, and goes on when asked again', async () => {
    await historian.record(joined('north', 'a'));
    await rebuilt(rosters);
    await rebuilt(rosters, AbortSignal.abort());
    expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 1 });
    await rebuilt(rosters);
    expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 2 });
  });
});
