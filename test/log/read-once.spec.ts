import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { move } from '../../src/cli/move.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;

/** A log at rest, beside which SQLite can put no index of a WAL, as in a folder that this process may not write. */
beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  const store = await SqliteEventStore.open(path);
  await store.append('unit-a', 'absent', [noted('a')]);
  await store.close();
  symlinkSync(folder.path('nowhere/ledger.db-shm'), `${path}-shm`);
});
afterEach(() => folder.remove());

const unheard = (): void => undefined;

describe('a log that cannot be read where it lies', () => {
  it('is refused to what would follow it, which is told what to do', async () => {
    await expect(SqliteEventStore.open(path, { readOnly: true })).rejects.toThrow(
      /ledger\.db: .*\(SQLITE_CANTOPEN\): let the user of this process open the file, and write its folder/,
    );
  });

  it('is read by a copy where it is read once', async () => {
    const store = await SqliteEventStore.open(path, { readOnly: true, orCopy: true });
    expect(textsOf(await logOf(store, BEGINNING))).toEqual(['a']);
    await store.close();
    expect(verifyStore(`sqlite:${path}`, unheard, { schemas: new EventSchemas(['Noted']) })).toBe(0);
    expect(await backup(`sqlite:${path}`, folder.path('backup.db'), unheard)).toBe(0);
    expect(await move(`sqlite:${path}`, `sqlite:${folder.path('moved.db')}`, unheard)).toBe(0);
  });
});
