import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { announceMissing, canTrace, traced } from './strace.js';
import { expectSettledByRetry, expectSound } from './surviving-log.js';
import { startWriter } from './writer-process.js';

/**
 * The call that fails, by its number in each thread. Opening a new store takes 8 syncs and 20 writes; the commits
 * follow.
 */
const FAULTS = [
  ['fsync', 'EIO', [9, 10, 14, 30, 75, 150]],
  ['pwrite64', 'EIO', [25, 40, 90, 300, 1200, 8100]],
  ['pwrite64', 'ENOSPC', [25, 41, 120, 500, 2000, 8300]],
] as const;

/** Enough commands to meet every fault, and an end for a writer that survives its fault. */
const MOST = 20_000;

const folder = temporaryFolder();
afterAll(folder.remove);

describe('an error of the disk in the middle of an append', () => {
  if (!canTrace) {
    it.skip(announceMissing('that an error of the disk stops the process and loses nothing'), () => undefined);
    return;
  }

  it.each(FAULTS.flatMap(([call, error, when]) => when.map((nth) => [error, call, nth] as const)))(
    '%s at %s number %i stops the process; nothing acknowledged is lost and the keys settle the rest',
    async (error, call, nth) => {
      const path = folder.path(`${randomUUID()}.db`);
      const fault = traced('/dev/null', '-e', `inject=${call}:error=${error}:when=${nth}`);
      const writer = startWriter(path, 'fault', { most: MOST, under: fault });
      const { code, signal, stderr } = await writer.exit;
      expect({ signal, stopped: code !== 0, said: stderr.includes('settles whether it was stored') }).toEqual({
        signal: null,
        stopped: true,
        said: true,
      });
      await expectSound(path, writer.acknowledged);
      await expectSettledByRetry(path, 'fault', writer.acknowledged);
    },
  );

  it.each([
    ['EIO', 'pwrite64', 1],
    ['ENOSPC', 'pwrite64', 700],
    ['EIO', 'fsync', 1],
  ] as const)('%s at %s number %i of copying the WAL into the file does the same', async (error, call, nth) => {
    const path = folder.path(`${randomUUID()}.db`);
    // The file exists already, so that from here on only copying the WAL writes to it.
    await (await SqliteEventStore.open(path)).close();
    const fault = traced('/dev/null', '-P', path, '-e', `inject=${call}:error=${error}:when=${nth}`);
    const writer = startWriter(path, 'copy', { most: MOST, under: fault });
    const { code, signal, stderr } = await writer.exit;
    expect({ signal, stopped: code !== 0, said: stderr.includes('settles whether it was stored') }).toEqual({
      signal: null,
      stopped: true,
      said: true,
    });
    expect(writer.acknowledged.length).toBeGreaterThan(0);
    await expectSound(path, writer.acknowledged);
    await expectSettledByRetry(path, 'copy', writer.acknowledged);
  });
});
