import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from '@jest/globals';
import { Projector } from '../../projections/projector/projector.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { ReadModelStore, Stored } from '../../read-models/read-model-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { onDatabase } from '../support/mongodb/server-met.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { servedBy } from '../support/serving.js';
import { noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { notes } from './notes.projection.mjs';
import { script } from './writer-process.js';

const KILLS = 50;
const EVENTS_A_ROUND = 600;
const LONGEST_LIFE_MS = 300;
const LEASES = { beat: 50, silence: 150 };
const projection: AnyProjection = notes;

describeOnMongodb('a projector killed with kill -9 while it folds into MongoDB', () => {
  const folder = temporaryFolder();
  const databases = new TestDatabases();
  afterAll(async () => {
    folder.remove();
    await databases.drop();
  });

  it(`loses no event and folds none twice in ${KILLS} kills`, async () => {
    const path = folder.path('ledger.db');
    const url = databases.url();
    const events = await SqliteEventStore.open(path);
    let noteCount = 0;
    let inMidBatch = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const round = Array.from({ length: EVENTS_A_ROUND }, (_, nth) => noted(String(noteCount + nth)));
      await events.append('unit-notes', noteCount === 0 ? 'absent' : noteCount - 1, round);
      noteCount += EVENTS_A_ROUND;
      const child = spawn(process.execPath, [script('projecting.mjs'), `sqlite:${path}`, url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_LIFE_MS);
      expect((await exit)[1]).toBe('SIGKILL');
      if (await aheadOfCheckpoint(url)) inMidBatch += 1;
    }
    process.stdout.write(
      `${KILLS} kills over ${noteCount} events, ${inMidBatch} of them between rows and checkpoint\n`,
    );

    const survived = await openReadModelStore(url);
    const anew = await openReadModelStore(`sqlite:${folder.path('anew.db')}`);
    for (const store of [survived, anew]) {
      const projector = new Projector({
        projections: [projection],
        events,
        store,
        report: () => undefined,
        leases: LEASES,
      });
      projector.start();
      expect(await projector.caughtUpTo(await events.head(), { timeoutMs: 60_000 })).toBe(true);
      await projector.stop();
    }
    expect(await servedBy(survived, 'notes')).toEqual({ version: 1, build: 1 });
    expect(await rowsOf(survived)).toEqual(await rowsOf(anew));
    await Promise.all([survived.close(), anew.close(), events.close()]);
  });
});

async function aheadOfCheckpoint(url: string): Promise<boolean> {
  const store = await openReadModelStore(url);
  const checkpoint = await store.checkpoint({ ...projection, build: 1 }).catch(() => undefined);
  await store.close();
  if (checkpoint === undefined) return false;
  const ahead = { position: { $gt: checkpoint.position } };
  return onDatabase(url, async (client) => (await client.db().collection('notes_v1_b1').findOne(ahead)) !== null);
}

async function rowsOf(store: ReadModelStore, after?: string): Promise<readonly Stored[]> {
  const page = await store.page('notes', { limit: 200, ...(after === undefined ? {} : { after }) });
  return page.next === undefined ? page.rows : [...page.rows, ...(await rowsOf(store, page.next))];
}
