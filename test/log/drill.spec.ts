import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { seedOf, sow } from '../../bench/seed.js';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { drill, sameRows } from '../../src/cli/drill.js';
import { type Config, readConfig } from '../../src/config.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';

const BLOCS = 2;

let folder: ReturnType<typeof temporaryFolder>;
let config: Config;
let events: number;
let printed: string[];
const print = (line: string) => void printed.push(line);

beforeEach(async () => {
  folder = temporaryFolder();
  config = readConfig({ EVENT_STORE: `sqlite:${folder.path('ledger.db')}`, LOG_LEVEL: 'silent' });
  printed = [];
  const store = await SqliteEventStore.open(folder.path('ledger.db'));
  events = await sow(store, await seedOf(0), { blocs: BLOCS, seeded: () => undefined });
  await store.close();
});
afterEach(() => folder.remove());

/** The folder in which the drill worked. */
const workedIn = (): string => dirname(/\/\S+\.db/.exec(printed[0] ?? '')?.[0] ?? '');

describe('the drill of a restore', () => {
  it('holds on a sound ledger and leaves nothing behind', async () => {
    expect(await drill(config, print)).toBe(0);
    expect(printed[0]).toContain(`holds the first ${events} events, verified`);
    expect(printed).toContainEqual(expect.stringContaining(`the same first ${events} events`));
    expect(printed.at(-1)).toMatch(/^The drill held, in [\d.]+ s$/);
    expect(() => readdirSync(workedIn())).toThrow('ENOENT');
  });

  it('fails on a ledger of which no backup can be made, and says why', async () => {
    const log = new Database(folder.path('ledger.db'));
    log.exec('DELETE FROM events WHERE position = 6');
    log.close();
    expect(await drill(config, print)).toBe(1);
    expect(printed[0]).toContain('position 0000000000000006 is missing');
    expect(printed[1]).toBe('THE DRILL FAILED: no backup could be made');
    const kept = /^What was restored is kept in (.+)$/.exec(printed[2] ?? '')?.[1] ?? '';
    expect(readdirSync(kept)).toEqual([]);
    await rm(kept, { recursive: true });
  });
});

describe('comparing rows with their ledger', () => {
  it('counts those that are the same and names the first that is not', async () => {
    const log = await SqliteEventStore.open(folder.path('ledger.db'));
    const rows = new SqliteReadModelStore(folder.path('read-models.db'));
    const { signal } = new AbortController();
    const unheard = () => undefined;
    await rebuild({ projections: PROJECTIONS, events: log, store: rows, signal, progress: unheard, report: unheard });
    const head = await log.head();
    expect(await sameRows(rows, log, { position: head })).toBeGreaterThan(10 * BLOCS);
    await expect(sameRows(rows, new InMemoryEventStore(), { position: head })).rejects.toThrow(
      'row cum-00000 of bloc-directory is not what the ledger folds to',
    );
    await rows.close();
    await log.close();
  });
});
