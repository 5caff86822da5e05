import { once } from 'node:events';
import { setImmediate as immediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { ModelStatus } from '../../projections/projector/projecting.js';
import { LIVE_PACE } from '../../projections/projector/pace.js';
import { Projector, type ProjectorSetting } from '../../projections/projector/projector.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import type { Kept, ModelId, Step } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { eventually } from '../support/eventually.js';
import { positionIn, servedBy } from '../support/serving.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined, left, moved, poisoned, type Roster, rosters } from './rosters.js';

/** Ends what hangs, on the busiest machine, and says nothing of speed. */
const SOON = { timeoutMs: 60_000 };
const LATER = instantOf(Date.parse(METADATA.recordedAt) + 60_000);

/** A store that fails as long as `down`: a database that is away. */
class UnreliableStore extends SqliteReadModelStore {
  down = false;
  refused = 0;

  constructor(readonly path: string) {
    super(path);
  }

  override async commit(model: ModelId, rows: readonly Kept[], step: Step): Promise<void> {
    if (this.down) {
      this.refused += 1;
      throw new Error('the database is away');
    }
    return super.commit(model, rows, step);
  }
}

describe('the projector', () => {
  const folder = temporaryFolder();
  let files = 0;
  let events: InMemoryEventStore;
  let historian: Historian;
  let store: UnreliableStore;
  let problems: string[];
  let running: Projector[];

  beforeEach(() => {
    events = new InMemoryEventStore();
    historian = new Historian(events);
    store = new UnreliableStore(folder.path(`${++files}.db`));
    problems = [];
    running = [];
  });
  afterEach(async () => {
    for (const projector of running) await projector.stop();
    await events.close();
    await store.close();
    folder.remove();
  });

  const project = (...projections: readonly AnyProjection[]): Projector => begin({ projections });
  const begin = (setting: Pick<ProjectorSetting, 'projections' | 'pace'>): Projector => {
    const report = (problem: string): void => void problems.push(problem);
    const projector = new Projector({ events, store, report, waits: { first: 1, longest: 4 }, ...setting });
    running.push(projector);
    projector.start();
    return projector;
  };
  const statusOf = async (projector: Projector, model: string): Promise<ModelStatus | undefined> =>
    (await projector.status(LATER)).find((status) => status.model === model);

  it('rests after a batch, so that more come together, until a caller waits or it is to stop', async () => {
    const hour = { least: 3_600_000, cycle: 7_200_000 };
    const projector = begin({ projections: [rosters], pace: { ...LIVE_PACE, rest: { from: 1, ...hour } } });
    await historian.record(joined('north', '0'));
    expect(await projector.caughtUpTo(await events.head(), SOON)).toBe(true);
    const first = await historian.record(joined('north', 'a'));
    expect(await projector.caughtUpTo(first, SOON)).toBe(true);
    const second = await historian.record(joined('north', 'b'));
    // Without a rest it would be folded meanwhile.
    for (let turn = 0; turn < 100; turn += 1) await immediate();
    expect(await positionIn(store, 'rosters')).toBe(first);
    expect(await projector.caughtUpTo(second, SOON)).toBe(true);
    await projector.stop();
    expect(problems).toEqual([]);
  });

  it('folds history into rows that know their position and the events that made them', async () => {
    const head = await historian.record(joined('north', 'a'), joined('south', 'b'), joined('north', 'c'));
    await historian.record(left('south', 'b'), joined('north', 'd'));
    const projector = project(rosters);
    expect(await projector.caughtUpTo(await events.head(), SOON)).toBe(true);
    expect(await store.find('rosters', 'north')).toEqual({
      key: 'north',
      row: { bloc: 'north', units: ['a', 'c', 'd'], changes: 3 },
      position: await events.head(),
      provenance: { 'bloc-north': '0-2' },
    });
    expect(await store.find('rosters', 'south')).toBeUndefined();
    expect(head < (await positionIn(store, 'rosters'))).toBe(true);
    expect(problems).toEqual([]);
  });

  it('tells the events of several streams, and gaps between them, in the provenance', async () => {
    await historian.record(joined('north', 'a'), joined('south', 'b'), joined('south', 'c'), left('south', 'c'));
    const head = await historian.record(
      moved('south', 'north', 'b'),
      joined('south', 'd'),
      moved('south', 'north', 'd'),
    );
    await project(rosters).caughtUpTo(head, SOON);
    expect((await store.find('rosters', 'north'))?.provenance).toEqual({ 'bloc-north': '0', 'bloc-south': '3,5' });
  });

  it('goes on with what is recorded while it runs', async () => {
    const projector = project(rosters, entries);
    for (const unit of ['a', 'b', 'c']) {
      const position = await historian.record(joined('north', unit));
      expect(await projector.caughtUpTo(position, SOON)).toBe(true);
      expect((await store.find<Roster>('rosters', 'north'))?.row.units.at(-1)).toBe(unit);
    }
    expect((await store.page('entries', { limit: 10 })).rows).toHaveLength(3);
    expect(await statusOf(projector, 'rosters')).toEqual({
      model: 'rosters',
      version: 1,
      state: 'LIVE',
      position: await events.head(),
      head: await events.head(),
      secondsBehind: 0,
      secondsSilent: 0,
    });
  });

  it('counts each event once, also when a read model has to be told from further back', async () => {
    const projector = project(rosters, entries);
    await eventually(async () => (await projector.status(LATER)).every(({ state }) => state === 'LIVE'));
    await projector.caughtUpTo(await historian.record(joined('north', 'a'), joined('north', 'b')), SOON);
    await eventually(() => projector.standings.folded === 2);
    const file = new Database(store.path);
    file.exec(`UPDATE build SET checkpoint = '', event = '', salt = '' WHERE name = 'entries'`);
    file.close();
    await projector.caughtUpTo(await historian.record(joined('north', 'c')), SOON);
    await eventually(() => projector.standings.folded >= 3);
    await projector.caughtUpTo(await historian.record(joined('north', 'd')), SOON);
    await eventually(() => projector.standings.folded >= 4);
    expect(projector.standings.folded).toBe(4);
    expect(problems).toEqual(['The read model entries takes its place from the store again']);
  });

  it('says in time that a position is not folded in', async () => {
    const projector = project(rosters);
    expect(await projector.caughtUpTo('9999999999999999' as Position, { timeoutMs: 5 })).toBe(false);
    await expect(projector.caughtUpTo(await events.head(), { timeoutMs: 5, model: 'nothing' })).rejects.toThrow(
      RangeError,
    );
  });

  it('goes on after a stop where it was', async () => {
    await project(rosters).caughtUpTo(await historian.record(joined('north', 'a')), SOON);
    await running.pop()?.stop();
    const head = await historian.record(joined('north', 'b'));
    await project(rosters).caughtUpTo(head, SOON);
    expect((await store.find<Roster>('rosters', 'north'))?.row).toEqual({
      bloc: 'north',
      units: ['a', 'b'],
      changes: 2,
    });
  });

  describe('at an event that a projection cannot fold', () => {
    it('stops that projection alone and names the event', async () => {
      const before = await historian.record(joined('north', 'a'), joined('north', 'b'));
      const projector = project(poisoned, rosters);
      await projector.caughtUpTo(before, SOON);
      const head = await historian.record(left('north', 'a'), joined('north', 'c'));
      expect(await projector.caughtUpTo(head, { ...SOON, model: 'rosters' })).toBe(true);
      expect(await projector.caughtUpTo(head, { ...SOON, model: 'poisoned' })).toBe(false);
      const status = await statusOf(projector, 'poisoned');
      expect(status).toMatchObject({
        state: 'POISONED',
        position: before,
        secondsBehind: 60,
        poison: {
          model: 'poisoned',
          type: 'UnitLeft',
          stream: 'bloc-north',
          revision: 2,
          error: 'TypeError: nobody leaves',
        },
      });
      expect(await positionIn(store, 'poisoned')).toBe(before);
      expect((await store.find<Roster>('poisoned', 'north'))?.row.units).toEqual(['a', 'b']);
      expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['b', 'c']);
      expect(problems).toEqual([expect.stringContaining('The read model poisoned cannot fold UnitLeft')]);
    });

    it('keeps what stands before it in the same batch', async () => {
      const before = await historian.record(joined('north', 'a'));
      await project(poisoned).caughtUpTo(before, SOON);
      await running.pop()?.stop();
      const last = await historian.record(joined('north', 'b'), joined('south', 'c'));
      await historian.record(left('north', 'a'), joined('north', 'd'));
      await project(poisoned).caughtUpTo(await events.head(), SOON);
      expect(await positionIn(store, 'poisoned')).toBe(last);
      expect((await store.find<Roster>('poisoned', 'north'))?.row.units).toEqual(['a', 'b']);
    });

    it('tries it again after a restart, and goes on once it is mended', async () => {
      await project(poisoned).caughtUpTo(await historian.record(joined('north', 'a'), joined('north', 'b')), SOON);
      const head = await historian.record(left('north', 'a'));
      expect(await running[0]?.caughtUpTo(head, SOON)).toBe(false);
      await running.pop()?.stop();
      const mended = { ...rosters, name: 'poisoned' };
      expect(await project(mended).caughtUpTo(head, SOON)).toBe(true);
      expect((await store.find<Roster>('poisoned', 'north'))?.row.units).toEqual(['b']);
    });

    it('does not let a build serve that stands before it', async () => {
      const head = await historian.record(joined('north', 'a'), left('north', 'a'));
      const projector = project(poisoned, rosters);
      expect(await projector.caughtUpTo(head, { ...SOON, model: 'rosters' })).toBe(true);
      expect(await projector.caughtUpTo(head, { ...SOON, model: 'poisoned' })).toBe(false);
      expect(await servedBy(store, 'poisoned')).toBeUndefined();
    });
  });

  it('waits for a store that fails, says so, and loses nothing', async () => {
    const projector = project(rosters);
    await projector.caughtUpTo(await historian.record(joined('north', 'a')), SOON);
    store.down = true;
    const head = await historian.record(joined('north', 'b'), joined('south', 'c'));
    expect(await projector.caughtUpTo(head, { timeoutMs: 30 })).toBe(false);
    await eventually(() => problems.length > 1);
    expect(await statusOf(projector, 'rosters')).toMatchObject({ state: 'STORE_UNAVAILABLE', secondsBehind: 60 });
    await eventually(() => problems.length === store.refused);
    store.down = false;
    expect(await projector.caughtUpTo(head, SOON)).toBe(true);
    expect((await store.find<Roster>('rosters', 'north'))?.row).toEqual({
      bloc: 'north',
      units: ['a', 'b'],
      changes: 2,
    });
    expect((await statusOf(projector, 'rosters'))?.state).toBe('LIVE');
  });

  it('is behind by what the log has, also when nothing of it is delivered', async () => {
    const projector = project(rosters);
    await projector.caughtUpTo(await historian.record(joined('north', 'a')), SOON);
    await running.pop()?.stop();
    await historian.record(joined('north', 'b'));
    events.subscribe = async function* (_, signal) {
      await once(signal, 'abort');
      yield* [];
    };
    const deaf = project(rosters);
    await eventually(async () => (await statusOf(deaf, 'rosters'))?.state === 'LIVE');
    const status = await statusOf(deaf, 'rosters');
    expect(status?.secondsBehind).toBe(60);
    expect(status?.secondsSilent).toBeGreaterThan(0);
  });

  it('stops while the store fails', async () => {
    const projector = project(rosters);
    await projector.caughtUpTo(await historian.record(joined('north', 'a')), SOON);
    store.down = true;
    const head = await historian.record(joined('north', 'b'));
    await projector.caughtUpTo(head, { timeoutMs: 10 });
    await projector.stop();
    store.down = false;
    expect(await project(rosters).caughtUpTo(head, SOON)).toBe(true);
  });

  describe('given a new version of a projection', () => {
    const second: AnyProjection = {
      ...rosters,
      version: 2,
      on: { UnitJoined: (_: never, { data }: { data: { bloc: string } }) => ({ bloc: data.bloc, second: true }) },
    };

    it('lets the older serve until the newer has come to the end of the log', async () => {
      const head = await historian.record(joined('north', 'a'));
      await project(rosters).caughtUpTo(head, SOON);
      await running.pop()?.stop();
      store.down = true;
      const projector = project(second, entries);
      await projector.caughtUpTo(head, { timeoutMs: 20 });
      expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a']);
      expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 1 });
      store.down = false;
      expect(await projector.caughtUpTo(head, SOON)).toBe(true);
      expect((await store.find('rosters', 'north'))?.row).toEqual({ bloc: 'north', second: true });
      expect(await servedBy(store, 'rosters')).toEqual({ version: 2, build: 1 });
      const next = await historian.record(joined('south', 'b'));
      expect(await projector.caughtUpTo(next, SOON)).toBe(true);
      expect((await store.find('rosters', 'south'))?.row).toEqual({ bloc: 'south', second: true });
    });

    it('leaves a read model alone that newer code serves', async () => {
      const head = await historian.record(joined('north', 'a'));
      await project(second).caughtUpTo(head, SOON);
      await running.pop()?.stop();
      const projector = project(rosters, entries);
      expect(await projector.caughtUpTo(head, { ...SOON, model: 'entries' })).toBe(true);
      expect((await statusOf(projector, 'rosters'))?.state).toBe('SUPERSEDED');
      expect(await servedBy(store, 'rosters')).toEqual({ version: 2, build: 1 });
      expect(problems).toEqual(['The read model rosters is left to newer code']);
    });
  });

  it('goes on with the build that another process has switched in', async () => {
    const projector = project(rosters, entries);
    await projector.caughtUpTo(await historian.record(joined('north', 'a'), joined('north', 'b')), SOON);
    const { signal } = new AbortController();
    await rebuild({ projections: [rosters], events, store, signal, progress: () => {}, report: () => {} });
    expect(await servedBy(store, 'rosters')).toEqual({ version: 1, build: 2 });
    const head = await historian.record(joined('north', 'c'));
    expect(await projector.caughtUpTo(head, SOON)).toBe(true);
    expect((await store.find<Roster>('rosters', 'north'))?.row.units).toEqual(['a', 'b', 'c']);
    expect(problems).toEqual([]);
  });
});
