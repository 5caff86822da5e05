import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import type { ModelStatus } from '../../projections/projector/projecting.js';
import { Projector } from '../../projections/projector/projector.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import type { ModelId } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { eventually } from '../support/eventually.js';
import { positionIn, servedBy } from '../support/serving.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined, left, poisoned, type Roster, rosters } from './rosters.js';

/** Ends what hangs, on the busiest machine, and says nothing of speed. */
const SOON = { timeoutMs: 60_000 };
const NOW = instantOf(0);
const LEASES = { beat: 10, silence: 100 };

/** A process that hangs: it holds its lease, and nothing it writes arrives any more until it wakes. */
class HangingStore extends SqliteReadModelStore {
  hangs = false;
  /** The read model whose build is not made room for until it wakes. */
  holds: string | undefined;
  private wakers: (() => void)[] = [];

  wake(): void {
    this.hangs = false;
    this.holds = undefined;
    for (const waker of this.wakers.splice(0)) waker();
  }

  override async declare(model: ModelId, log: string): Promise<void> {
    if (model.name === this.holds) await this.woken();
    return super.declare(model, log);
  }

  override async commit(...commit: Parameters<SqliteReadModelStore['commit']>): Promise<void> {
    await this.awake();
    return super.commit(...commit);
  }

  override async replaceLease(...lease: Parameters<SqliteReadModelStore['replaceLease']>): Promise<boolean> {
    await this.awake();
    return super.replaceLease(...lease);
  }

  private awake(): Promise<void> {
    return this.hangs ? this.woken() : Promise.resolve();
  }

  private woken(): Promise<void> {
    return new Promise((wake) => this.wakers.push(wake));
  }
}

describe('two projectors on one store of read models', () => {
  const folder = temporaryFolder();
  let files = 0;
  let events: InMemoryEventStore;
  let historian: Historian;
  let stores: HangingStore[];
  let running: Projector[];
  let problems: string[];

  beforeEach(() => {
    events = new InMemoryEventStore();
    historian = new Historian(events);
    const path = folder.path(`${++files}.db`);
    stores = [new HangingStore(path), new HangingStore(path)];
    running = [];
    problems = [];
  });
  afterEach(async () => {
    for (const store of stores) store.wake();
    for (const projector of running) await projector.stop();
    for (const store of stores) await store.close();
    await events.close();
    folder.remove();
  });

  const storeOf = (n: number): HangingStore => stores[n] ?? new HangingStore(folder.path('none.db'));
  const project = async (n: number, projections = [rosters, entries]): Promise<Projector> => {
    const report = (problem: string): void => void problems.push(problem);
    const projector = new Projector({ projections, events, store: storeOf(n), report, leases: LEASES });
    running.push(projector);
    projector.start();
    await projector.caughtUpTo(await events.head(), SOON);
    return projector;
  };
  const statesOf = async (projector: Projector): Promise<readonly ModelStatus['state'][]> =>
    (await projector.status(NOW)).map(({ state }) => state);
  const unitsIn = async (bloc: string): Promise<readonly string[] | undefined> =>
    (await storeOf(1).find<Roster>('rosters', bloc))?.row.units;

  it('lets the one that starts later take over at once, and the other stand by', async () => {
    await historian.record(joined('north', 'a'));
    const first = await project(0);
    const second = await project(1);
    await eventually(() => first.standsBy);
    expect(await statesOf(first)).toEqual(['STANDBY', 'STANDBY']);
    expect(await statesOf(second)).toEqual(['LIVE', 'LIVE']);
    const head = await historian.record(joined('north', 'b'));
    expect(await second.caughtUpTo(head, SOON)).toBe(true);
    expect(await first.caughtUpTo(head, SOON)).toBe(true);
    expect(await unitsIn('north')).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });

  it('goes on at once in the other when one is stopped', async () => {
    const first = await project(0);
    const second = await project(1);
    await eventually(() => first.standsBy);
    await second.stop();
    await eventually(() => !first.standsBy);
    const head = await historian.record(joined('north', 'a'), joined('north', 'b'));
    expect(await first.caughtUpTo(head, SOON)).toBe(true);
    expect(await statesOf(first)).toEqual(['LIVE', 'LIVE']);
    expect(await unitsIn('north')).toEqual(['a', 'b']);
  });

  it('goes on in the other when one falls silent, and lets nothing in that the silent one writes when it wakes', async () => {
    const first = await project(0);
    const second = await project(1);
    await eventually(() => first.standsBy);
    await second.caughtUpTo(await historian.record(joined('north', 'a'), joined('south', 'x')), SOON);
    storeOf(1).hangs = true;
    await historian.record(joined('north', 'b'));
    await eventually(() => !first.standsBy);
    const head = await historian.record(left('north', 'a'), joined('north', 'c'));
    expect(await first.caughtUpTo(head, SOON)).toBe(true);
    storeOf(1).wake();
    await eventually(() => second.standsBy);
    expect(await unitsIn('north')).toEqual(['b', 'c']);
    expect((await storeOf(0).find<Roster>('rosters', 'north'))?.row.changes).toBe(4);
    expect((await storeOf(0).find('rosters', 'north'))?.provenance).toEqual({ 'bloc-north': '0-3' });
    expect(await positionIn(storeOf(0), 'rosters')).toBe(head);
    expect(await statesOf(first)).toEqual(['LIVE', 'LIVE']);
    expect(problems).toEqual([]);
  });

  it('folds nothing that does not follow on where a read model stands, while it takes them over one by one', async () => {
    await historian.record(joined('north', 'a'));
    const first = await project(0);
    await project(1);
    await eventually(() => first.standsBy);
    storeOf(1).hangs = true;
    storeOf(0).holds = 'entries';
    await historian.record(joined('north', 'b'), joined('north', 'c'));
    await eventually(async () => (await statesOf(first))[0] === 'LIVE');
    const head = await historian.record(joined('north', 'd'));
    await eventually(async () => (await positionIn(storeOf(0), 'rosters')) >= head);
    expect((await storeOf(0).find<Roster>('rosters', 'north'))?.row.units).toEqual(['a', 'b', 'c', 'd']);
    storeOf(0).wake();
    expect(await first.caughtUpTo(head, SOON)).toBe(true);
    expect((await storeOf(0).page('entries', { limit: 10 })).rows).toHaveLength(4);
  });

  it('keeps a read model that a poison event stopped with the one that found it', async () => {
    await historian.record(joined('north', 'a'));
    const first = await project(0, [poisoned, rosters]);
    const second = await project(1, [poisoned, rosters]);
    await eventually(() => first.standsBy);
    const head = await historian.record(left('north', 'a'));
    expect(await second.caughtUpTo(head, { ...SOON, model: 'poisoned' })).toBe(false);
    expect(await first.caughtUpTo(head, { ...SOON, model: 'rosters' })).toBe(true);
    const model = { name: 'poisoned', version: 1, build: 1, indexes: rosters.indexes };
    const { beat } = await storeOf(1).lease(model);
    await eventually(async () => (await storeOf(1).lease(model)).beat > beat + (3 * LEASES.silence) / LEASES.beat);
    expect(await statesOf(first)).toEqual(['STANDBY', 'STANDBY']);
    expect(await statesOf(second)).toEqual(['POISONED', 'LIVE']);
    expect(problems).toEqual([expect.stringContaining('The read model poisoned cannot fold UnitLeft')]);
  });

  it('follows the build that a rebuild has switched in, in whichever of them', async () => {
    await historian.record(joined('north', 'a'));
    const first = await project(0, [rosters]);
    const second = await project(1, [rosters]);
    await eventually(() => first.standsBy);
    const { signal } = new AbortController();
    const rebuilding = { projections: [rosters], events, store: storeOf(0), signal };
    await rebuild({ ...rebuilding, progress: () => undefined, report: () => undefined });
    const head = await historian.record(joined('north', 'b'));
    expect(await second.caughtUpTo(head, SOON)).toBe(true);
    expect(await first.caughtUpTo(head, SOON)).toBe(true);
    expect(await servedBy(storeOf(0), 'rosters')).toEqual({ version: 1, build: 2 });
    expect(await unitsIn('north')).toEqual(['a', 'b']);
  });
});
