import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebuild, RebuildPoisoned, type RebuildProgress } from '../../projections/projector/rebuild.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { keep, LOG } from '../support/read-model-commits.js';
import { temporaryFolder } from '../support/store-folder.js';
import { Historian, joined, left, poisoned, type Roster, rosters } from './rosters.js';

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
    expect(await store.current('rosters')).toEqual({ version: 1, build: 1 });
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a', 'b']);
    expect(await store.position('rosters')).toBe(await events.head());
  });

  it('can be asked for again and again', async () => {
    await historian.record(joined('north', 'a'));
    for (const build of [1, 2, 3]) {
      await rebuilt(rosters);
      expect(await store.current('rosters')).toEqual({ version: 1, build });
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
    expect(await store.current('poisoned')).toEqual({ version: 1, build: 1 });
    expect((await store.find<Roster>('poisoned', 'north'))?.row.units).toEqual(['a']);
  });

  it('does not switch when it is interrupted, and goes on when asked again', async () => {
    await historian.record(joined('north', 'a'));
    await rebuilt(rosters);
    await rebuilt(rosters, AbortSignal.abort());
    expect(await store.current('rosters')).toEqual({ version: 1, build: 1 });
    await rebuilt(rosters);
    expect(await store.current('rosters')).toEqual({ version: 1, build: 2 });
  });
});
