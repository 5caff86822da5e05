import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { walOf } from '../support/wal.js';

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

const unheard = (): void => undefined;

/** The process and where its lock begins, for each lock that any process has on the file (Linux). */
function locksOn(file: string): readonly string[] {
  const { ino } = statSync(file);
  const locks = readFileSync('/proc/locks', 'utf8').split('\n');
  return locks.flatMap((line) => {
    const [, pid, inode, from] = / (\d+) [\da-f]+:[\da-f]+:(\d+) (\d+) /.exec(line) ?? [];
    return Number(inode) === ino ? [`${pid} ${from}`] : [];
  });
}

/** Where SQLite has the bytes that every connection locks as long as it is open. */
const SHARED_FROM = 0x40000002;

// An SQLite before 3.51 that opens and closes a log without it is its last user, and removes the WAL under the service.
describe('the lock of an open log', () => {
  it.each<readonly [string, () => unknown]>([
    ['nothing else', unheard],
    ['another reader that was closed', async () => (await SqliteEventStore.open(path, { readOnly: true })).close()],
    ['a check', () => verifyStore(`sqlite:${path}`, unheard)],
    ['a backup', () => backup(`sqlite:${path}`, folder.path('backup.db'), unheard)],
    ['the thread that copies the WAL', () => eventually(() => walOf(path).isCopied)],
  ])('is kept after %s in this process', async (_, before) => {
    await before();
    expect(locksOn(path)).toEqual([`${process.pid} ${SHARED_FROM}`]);
    await store.append('unit-a', 0, [noted('b')]);
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a', 'b']);
  });
});
