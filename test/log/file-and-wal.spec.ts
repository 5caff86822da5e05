import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { leaveAsKilled, textsIn } from '../support/left-log.js';
import { logOf, noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let store: SqliteEventStore;

beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  store = await SqliteEventStore.open(path);
  await store.append('unit-a', 'absent', [noted('a')]);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const killed = (name: string): string => leaveAsKilled(path, folder.path(name));
const opened = (file: string, readOnly: boolean) => SqliteEventStore.open(file, { readOnly });

/** Appends until the WAL has begun anew after the first of it, which is in the file alone then. */
async function appendedAnew(stream: string): Promise<void> {
  await store.append(stream, 'absent', [noted(stream)]);
  const before = saltsOfWal();
  for (let next = 0; saltsOfWal() === before; next += 1) {
    await eventually(() => turnInFile() === turnInLog());
    await store.append(stream, next, [noted(`${stream}${next}`)]);
  }
}

const turnInFile = (): number => readFileSync(path).readInt32BE(68);
const saltsOfWal = (): string => readFileSync(`${path}-wal`).toString('hex', 16, 24);

function turnInLog(): number {
  const log = new Database(path, { readonly: true });
  const turn = log.pragma('application_id', { simple: true }) as number;
  log.close();
  return turn;
}

describe('a file and the WAL beside it', () => {
  it('goes on with its WAL, however many came and went while a reader held the copying back', async () => {
    await store.close();
    const reader = new Database(path, { readonly: true });
    reader.exec('BEGIN');
    expect(reader.prepare('SELECT count(*) AS events FROM events').get()).toEqual({ events: 1 });
    for (let start = 0; start < 9; start += 1) {
      const again = await SqliteEventStore.open(path);
      await again.append('unit-b', start === 0 ? 'absent' : start - 1, [noted(`b${start}`)]);
      await again.close();
    }
    expect(existsSync(`${path}-wal`)).toBe(true);
    reader.close();
    expect(await textsIn(path)).toHaveLength(10);
    store = await SqliteEventStore.open(path);
    expect(await logOf(store, BEGINNING)).toHaveLength(10);
  });

  it('is refused when a copy of before was put over the file: the WAL had been copied and begun anew since', async () => {
    await store.close();
    const earlier = folder.path('earlier.db');
    copyFileSync(path, earlier);
    store = await SqliteEventStore.open(path);
    await appendedAnew('unit-b');
    const left = killed('left.db');
    copyFileSync(earlier, left);
    for (const readOnly of [true, false]) {
      await expect(opened(left, readOnly)).rejects.toThrow(`${left}-wal does not belong to ${left}`);
    }
  });

  it('is refused as a copy of files that were copied one after the other while it was written', async () => {
    const left = folder.path('left.db');
    copyFileSync(path, left);
    await appendedAnew('unit-b');
    copyFileSync(`${path}-wal`, `${left}-wal`);
    for (const readOnly of [true, false]) {
      await expect(opened(left, readOnly)).rejects.toThrow(`${left}-wal does not belong to ${left}`);
    }
  });

  it('is whole for who looks at it while it is written, however often its WAL begins anew', async () => {
    const looking = spawn(process.execPath, [fileURLToPath(new URL('looking.mjs', import.meta.url)), path]);
    let said = '';
    for (const stream of [looking.stdout, looking.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    await eventually(() => said.includes('looking'));
    for (const stream of ['unit-b', 'unit-c', 'unit-d']) await appendedAnew(stream);
    looking.stdin.end();
    await once(looking, 'close');
    expect(said).toMatch(/^looking\n\d+ looks: whole\n$/);
  });

  it('is refused when an earlier copy of it was put over the file, though but a start or two lie between', async () => {
    await store.close();
    const earlier = folder.path('earlier.db');
    copyFileSync(path, earlier);
    for (const start of [0, 1]) {
      store = await SqliteEventStore.open(path);
      await store.append('unit-b', start === 0 ? 'absent' : 0, [noted(`b${start}`)]);
      if (start === 0) await store.close();
    }
    const left = killed('left.db');
    copyFileSync(earlier, left);
    for (const readOnly of [true, false]) {
      await expect(opened(left, readOnly)).rejects.toThrow(`${left}-wal does not belong to ${left}`);
    }
  });

  it('are known where the numbers begin anew', async () => {
    await store.close();
    const file = new Database(path);
    file.pragma(`application_id = ${2 ** 31 - 4}`);
    file.close();
    for (const stream of ['unit-b', 'unit-c', 'unit-d']) {
      store = await SqliteEventStore.open(path);
      await store.append(stream, 'absent', [noted(stream)]);
      const left = killed(`${stream}.db`);
      expect((await textsIn(left)).at(-1)).toBe(stream);
      await store.close();
    }
    const { application_id: number } = new Database(path, { readonly: true })
      .prepare('PRAGMA application_id')
      .get() as {
      application_id: number;
    };
    expect(number).toBeLessThan(100);
  });
});
