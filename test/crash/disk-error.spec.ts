import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { announceMissing, canTrace, traced } from './strace.js';
import { expectSettledByRetry, expectSound } from './surviving-log.js';
import { startWriter } from './writer-process.js';

/**
 * The call that fails, by its number in each thread. Opening a new store takes fewer than 19 syncs and 46 writes; the commits
 * follow.
 */
const FAULTS = [
  ['fsync', 'EIO', [19, 20, 24, 36, 80, 155]],
  ['pwrite64', 'EIO', [46, 61, 111, 321, 1221, 8121]],
] as const;

/** Writes for which the disk has no room, and commands enough to meet them. One alone may be that of what was acknowledged last, which is passed over. */
const FULL = ['46..47', '62..63', '141..142', '521..522', '2021..2022', '300..310', '1000..1010'];

/** Writes beyond the quota of the user: SQLite does not tell it, so that the next write, of our own, has to meet it as well. */
const BEYOND_QUOTA = ['46..47', '141..142', '300..309', '1000..1009'];
const COMMANDS = 2000;

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

  const noRoom = [FULL.map((when) => ['ENOSPC', when] as const), BEYOND_QUOTA.map((when) => ['EDQUOT', when] as const)];

  it.each(noRoom.flat())(
    '%s at pwrite64 number %s refuses commands until there is room, and loses nothing',
    async (error, when) => {
      const path = folder.path(`${randomUUID()}.db`);
      const fault = traced('/dev/null', '-e', `inject=pwrite64:error=${error}:when=${when}`);
      const writer = startWriter(path, 'full', { most: COMMANDS, under: fault });
      const { code, stderr } = await writer.exit;
      expect({ code, said: stderr }).toEqual({
        code: 0,
        said: expect.stringMatching(/^(the disk is full\nthe disk has room again\n)+$/),
      });
      expect(writer.acknowledged).toHaveLength(COMMANDS);
      await expectSound(path, writer.acknowledged);
      await expectSettledByRetry(path, 'full', writer.acknowledged);
    },
  );

  it.each(['ENOSPC', 'EDQUOT'])(
    '%s of copying the WAL into the file goes unnoticed, since the WAL keeps what was not copied',
    async (error) => {
      const path = folder.path(`${randomUUID()}.db`);
      await (await SqliteEventStore.open(path)).close();
      // Beyond the first write, with which the opening begins.
      const fault = traced(
        '/dev/null',
        '-P',
        path,
        '-P',
        `${path}.room`,
        '-e',
        `inject=pwrite64:error=${error}:when=2..701`,
      );
      const writer = startWriter(path, 'copy', { most: COMMANDS, under: fault });
      expect(await writer.exit).toEqual({ code: 0, signal: null, stderr: '' });
      expect(writer.acknowledged).toHaveLength(COMMANDS);
      await expectSound(path, writer.acknowledged);
    },
  );

  // The first of each is that of the opening.
  it.each([
    ['EIO', 'pwrite64', 2],
    ['EIO', 'fsync', 2],
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
