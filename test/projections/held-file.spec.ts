import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { ModelStatus } from '../../projections/projector/projecting.js';
import { Projector } from '../../projections/projector/projector.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { instantOf } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined, type Roster, rosters } from './rosters.js';

const EVENTS = 50;
const LEASES = { beat: 10, silence: 100 };
const WAITS = { first: 1, longest: 4 };
const NOW = instantOf(0);
/** Long, because a busy machine folds slowly. */
const WITHIN_MS = 60_000;

describe('a file of read models that another process holds in the middle of a write', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let events: InMemoryEventStore;
  let historian: Historian;
  let other: Database.Database;
  let stores: SqliteReadModelStore[];
  let running: Projector[];
  let problems: string[];
  beforeEach(async () => {
    folder = temporaryFolder();
    path = folder.path('read-models.db');
    events = new InMemoryEventStore();
    historian = new Historian(events);
    [stores, running, problems] = [[], [], []];
    await record(EVENTS);
    await new SqliteReadModelStore(path).close();
    other = new Database(path);
  });
  afterEach(async () => {
    other.close();
    for (const projector of running) await projector.stop();
    for (const store of stores) await store.close();
    folder.remove();
  });

  const record = async (many: number): Promise<void> => {
    for (let n = 0; n < many; n += 1) await historian.record(joined('north', `unit-${await events.head()}`));
  };
  const started = (): { store: SqliteReadModelStore; projector: Projector } => {
    const store = new SqliteReadModelStore(path);
    const report = (problem: string): void => void problems.push(problem);
    const setting = { projections: [rosters, entries], events, store, report, leases: LEASES, waits: WAITS };
    const projector = new Projector(setting);
    stores.push(store);
    running.push(projector);
    projector.start();
    return { store, projector };
  };
  const statusOf = (projector: Projector): Promise<readonly ModelStatus[]> => projector.status(NOW);
  const isLevel = async (projector: Projector): Promise<boolean> =>
    (await statusOf(projector)).every(
      ({ state, position, head, remedy }) => state === 'LIVE' && position === head && remedy === undefined,
    );
  const level = (projector: Projector): Promise<void> => eventually(() => isLevel(projector), WITHIN_MS);
  const hold = (): void => void other.exec('BEGIN IMMEDIATE');
  const letGo = (): void => void other.exec('ROLLBACK');
  const namesIt = (projector: Projector): Promise<void> =>
    eventually(async () => {
      const remedies = (await statusOf(projector)).map(({ remedy = '' }) => remedy);
      return remedies.every(
        (said) => said.includes(path) && /another process holds .* since \d{4}-\d\d-\d\dT/i.test(said),
      );
    }, WITHIN_MS);
  const units = async (store: SqliteReadModelStore): Promise<number | undefined> =>
    (await store.find<Roster>('rosters', 'north'))?.row.units.length;

  it('is named by who has something to fold; reads answer, and folding goes on by itself', async () => {
    const { store, projector } = started();
    await level(projector);
    hold();
    await record(3);
    await namesIt(projector);
    expect(await units(store)).toBe(EVENTS);
    letGo();
    await level(projector);
    expect(await units(store)).toBe(EVENTS + 3);
  });

  it('is named by who has nothing to fold, once and not at each sign of life', async () => {
    const { store, projector } = started();
    await level(projector);
    hold();
    await namesIt(projector);
    for (let look = 0; look < 20; look += 1) {
      await namesIt(projector);
      expect(await units(store)).toBe(EVENTS);
    }
    expect(problems).toEqual([...new Set(problems)]);
    letGo();
    await level(projector);
  });

  it('is named by who starts meanwhile, and by who would take over', async () => {
    const first = started();
    await level(first.projector);
    hold();
    const second = started();
    await namesIt(second.projector);
    await namesIt(first.projector);
    expect(await units(second.store)).toBe(EVENTS);
    letGo();
    await record(1);
    await eventually(async () => (await units(first.store)) === EVENTS + 1, WITHIN_MS);
    await eventually(async () => {
      const remedies = [...(await statusOf(first.projector)), ...(await statusOf(second.projector))];
      return remedies.every(({ remedy }) => remedy === undefined);
    }, WITHIN_MS);
  });

  it('is named by who builds', async () => {
    hold();
    const { projector, store } = started();
    await namesIt(projector);
    letGo();
    await level(projector);
    expect(await units(store)).toBe(EVENTS);
  });
});
