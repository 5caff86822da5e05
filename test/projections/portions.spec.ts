import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Projector } from '../../projections/projector/projector.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { type Kept, type ModelId, ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';
import { entries, Historian, joined } from './rosters.js';

const EVENTS = 500;
const WAITS = { first: 1, longest: 2 };

/** A server that is too slow for more than so many rows at once: what asks for more is not answered in time. */
class SlowStore extends SqliteReadModelStore {
  most = Infinity;
  /** How many rows were asked for or sent, and how often in vain. */
  readonly sent: number[] = [];
  inVain = 0;

  override async load(model: ModelId, keys: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    this.mustManage(keys.length);
    return super.load(model, keys);
  }

  override async commit(...[model, rows, step]: Parameters<SqliteReadModelStore['commit']>): Promise<void> {
    this.mustManage(rows.length);
    this.sent.push(rows.length);
    return super.commit(model, rows, step);
  }

  private mustManage(rows: number): void {
    if (rows <= this.most) return;
    this.inVain += 1;
    throw new ReadModelsUnavailable(new Error('no answer within 10000 ms'));
  }
}

describe('a store that does not answer in time for as many rows as are sent', () => {
  const folder = temporaryFolder();
  let files = 0;
  let events: InMemoryEventStore;
  let historian: Historian;
  let store: SlowStore;
  let projector: Projector | undefined;
  let problems: string[];

  beforeEach(async () => {
    events = new InMemoryEventStore();
    historian = new Historian(events);
    for (let n = 0; n < EVENTS; n += 1) await historian.record(joined('north', `u${n}`));
    store = new SlowStore(folder.path(`${++files}.db`));
    problems = [];
  });
  afterEach(async () => {
    await projector?.stop();
    await store.close();
    folder.remove();
  });

  const report = (problem: string): void => void problems.push(problem);
  const projecting = (): Projector => {
    projector = new Projector({ projections: [entries], events, store, report, waits: WAITS });
    projector.start();
    return projector;
  };

  it.each([1, 3, 10, 63])('is sent fewer, down to what it manages, and all are kept: %i', async (most) => {
    store.most = most;
    const reached = await projecting().caughtUpTo(await events.head(), { timeoutMs: 60_000 });
    expect([reached, problems.length > 0]).toEqual([true, true]);
    expect(Math.max(...store.sent)).toBeLessThanOrEqual(most);
    // Larger portions are tried again, and seldom.
    expect(store.inVain).toBeLessThan(store.sent.length / 2 + 20);
  });

  it('is sent more again once it manages more', async () => {
    store.most = 4;
    const running = projecting();
    expect(await running.caughtUpTo(await events.head(), { timeoutMs: 60_000 })).toBe(true);
    store.most = Infinity;
    store.sent.length = 0;
    // A burst is one batch: so many rows wait at once.
    const batch = Array.from({ length: 2_000 }, (_, n) => joined('south', `v${n}`));
    await historian.record(...batch);
    expect(await running.caughtUpTo(await events.head(), { timeoutMs: 60_000 })).toBe(true);
    expect(Math.max(...store.sent)).toBeGreaterThan(32);
  });

  it('is sent fewer in a rebuild as well', async () => {
    expect(await projecting().caughtUpTo(await events.head(), { timeoutMs: 60_000 })).toBe(true);
    store.most = 100;
    store.sent.length = 0;
    const signal = new AbortController().signal;
    await rebuild({ projections: [entries], events, store, signal, progress: () => undefined, report });
    expect(Math.max(...store.sent)).toBe(62);
  });
});

/** A log that is away for a while. */
class AwayLog extends InMemoryEventStore {
  away = false;

  override identity(): Promise<string> {
    return this.away ? Promise.reject(new Error('the server of the log is away')) : super.identity();
  }
}

describe('a log that is away when read models are taken up', () => {
  it('is said to be away; the store of read models, which answers, is not', async () => {
    const folder = temporaryFolder();
    const events = new AwayLog();
    await new Historian(events).record(joined('north', 'u'));
    events.away = true;
    const store = new SqliteReadModelStore(folder.path('rows.db'));
    const problems: string[] = [];
    const report = (problem: string): void => void problems.push(problem);
    const projector = new Projector({ projections: [entries], events, store, report, waits: WAITS });
    projector.start();
    await eventually(() => problems.length > 0);
    events.away = false;
    expect(await projector.caughtUpTo(await events.head(), { timeoutMs: 60_000 })).toBe(true);
    await projector.stop();
    await store.close();
    folder.remove();
    expect(new Set(problems)).toEqual(new Set(['The event store cannot be asked where the read model entries stands']));
  });
});
