import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedOf, sow } from '../../bench/seed.js';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { allRows } from '../projections/all-rows.js';
import { temporaryFolder } from '../support/store-folder.js';
import { script } from './writer-process.js';

const KILLS = 50;
const BLOCS = 300;
const STATISTICS = 20;
/** Longer than taking up the read models and a batch, so that a kill may hit any point of one. */
const MOST_MS = 150;

describe('a projector that is killed while it folds', () => {
  const folder = temporaryFolder();
  const log = `sqlite:${folder.path('ledger.db')}`;
  const readModels = `sqlite:${folder.path('read-models.db')}`;
  let events: SqliteEventStore;
  let written: number;

  beforeAll(async () => {
    events = await SqliteEventStore.open(folder.path('ledger.db'));
    written = await sow(events, await seedOf(STATISTICS), { blocs: BLOCS, seeded: () => undefined });
  }, 120_000);
  afterAll(async () => {
    await events.close();
    folder.remove();
  });

  /** Resolves once the process folds. It may be level and end by itself before it is killed. */
  const started = async (): Promise<Readonly<{ child: ChildProcess; ended: Promise<unknown[]> }>> => {
    const child = spawn(process.execPath, [script('projector.mjs'), log, readModels], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout ?? child, 'data'), ended]);
    return { child, ended };
  };
  const checkpoints = async (store: ReadModelStore): Promise<string> =>
    JSON.stringify(
      await Promise.all(
        PROJECTIONS.map(({ name, version, indexes }) =>
          store.checkpoint({ name, version, build: 1, indexes }).catch(() => ''),
        ),
      ),
    );

  it(`${KILLS} times folds no event twice and misses none`, async () => {
    const store = await openReadModelStore(readModels);
    const seen = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, ended } = await started();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_MS));
      child.kill('SIGKILL');
      await ended;
      seen.add(await checkpoints(store));
    }
    const last = await started();
    expect((await last.ended)[0]).toBe(0);
    const fresh = await openReadModelStore(`sqlite:${folder.path('fresh.db')}`);
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({ projections: PROJECTIONS, events, store: fresh, signal: new AbortController().signal, ...hears });
    expect(await allRows(store)).toEqual(await allRows(fresh));
    process.stdout.write(
      `${KILLS} kills of a projector at ${seen.size} places of ${written} events: all rows as folded once\n`,
    );
    // Kills must have hit it on its way, not always at the end.
    expect(seen.size).toBeGreaterThan(KILLS / 5);
    await store.close();
    await fresh.close();
  });
});
