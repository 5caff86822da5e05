import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { inWords, isNative, ofFileInWords, type Remedies } from '../../sqlite/native-errors.js';

/** What helps a log that is damaged. */
const REMEDIES: Remedies = [
  ['SQLITE_CORRUPT', 'restore a backup, and keep the damaged file'],
  ['SQLITE_NOTADB', 'name the right file, or restore a backup, and keep the damaged file'],
];

/**
 * Does what a thread does with the log. The driver's errors are none of JavaScript's own: as they are, they would come
 * to another thread without a word. Where it opens the file at `path`, the error says so, and what to do.
 */
export function withNativeErrors<Result>(work: () => Result, path?: string): Result {
  try {
    return work();
  } catch (error) {
    if (!isNative(error)) throw error;
    throw new Error(path === undefined ? inWords(error) : ofFileInWords(path, error, REMEDIES), { cause: error });
  }
}

/** What SQLite says of a write that failed, and of an index of the WAL that could not grow, whatever the reason was. */
const NOT_WRITTEN: readonly string[] = ['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE'];

/** What the system says where there is no room: on the disk, or within the quota of the user. By number: Node has no name for the latter. */
const NO_ROOM: readonly number[] = [constants.errno.ENOSPC, constants.errno.EDQUOT];

/** Bytes that are written to see whether there is room. */
const PROBED = 4 * 1024 * 1024;

/**
 * Whether the disk of the log at `path` had no room. SQLite has then stored nothing, though what it wrote last may still lie in
 * the WAL. It says so of a full disk alone: of a quota that is used up it keeps the reason to itself, so that is tried again.
 */
export function isFull(error: unknown, path: string): boolean {
  if (!isNative(error)) return false;
  return error.code === 'SQLITE_FULL' || (NOT_WRITTEN.includes(error.code) && hasNoRoom(`${path}.room`));
}

/** Whether the system had no room for what was to be written. */
export function isNoRoom(error: unknown): boolean {
  return NO_ROOM.includes(-((error as NodeJS.ErrnoException).errno ?? 0));
}

/** Writes a file of its own, which is gone afterwards. */
function hasNoRoom(probe: string): boolean {
  try {
    const file = openSync(probe, 'w', 0o600);
    try {
      for (let at = 0; at < PROBED; at += writeSync(file, Buffer.alloc(PROBED - at, 1), 0, PROBED - at, at));
    } finally {
      closeSync(file);
    }
    return false;
  } catch (error) {
    return isNoRoom(error);
  } finally {
    rmSync(probe, { force: true });
  }
}
