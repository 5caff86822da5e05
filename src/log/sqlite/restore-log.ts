import { chmodSync, copyFileSync, existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { headOf, lossIn } from './acknowledged-end.js';
import { syncFile } from './copy-log.js';
import { inWords, isNative } from '../../sqlite/native-errors.js';
import { syncFolderOf } from './open-log.js';
import { namesOfRestore, realFileAt } from './own-file.js';
import { removeDatabase, standAlone } from './stand-alone.js';
import { identityIn } from './tables.js';
import { hasWal, isLeftOpen } from './turns.js';
import { WriterLock } from './writer-lock.js';

/**
 * `replaced` is where the file is that stood there before; `wasOpen` says that the backup had a WAL once that is gone;
 * `takenBack` are the files of an earlier restore that was interrupted; `loss` says what was acknowledged there and is not in the backup.
 */
export type Restored = Readonly<{
  events: number;
  replaced: string | undefined;
  wasOpen: boolean;
  takenBack: readonly string[];
  loss: string | undefined;
}>;

/**
 * Puts a copy of a backup in the place of a log that no process writes. It gets its name in one step, once `verify` has
 * accepted it; before that nothing is changed.
 * @throws Error when a process writes the log, a WAL lies there whose events may be nowhere else, or another ledger stands there.
 */
export function restoreLog(backup: string, path: string, verify: (copy: string) => number): Restored {
  if (!existsSync(backup)) throw new Error(`There is no backup at ${backup}`);
  const source = realpathSync(backup);
  if (hasWal(source))
    throw new Error(`${backup}-wal belongs to it: this is no backup, but a ledger. Make one with "backup"`);
  const target = realFileAt(path);
  const lock = new WriterLock(target);
  const copy = copyFor(target);
  try {
    const takenBack = takeBackRestore(target);
    assertNoWal(target);
    const wasOpen = isLeftOpen(source);
    const events = verifiedCopy(backup, copy, verify);
    assertSameLedger(copy, { backup, target });
    syncFile(copy);
    const loss = lossAt(copy, target);
    const replaced = existsSync(target) ? keptAs(target) : undefined;
    if (replaced !== undefined) linkSync(target, replaced);
    // Before: what is put there is what the operator goes on with.
    rmSync(headOf(target), { force: true });
    renameSync(copy, target);
    for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
    syncFolderOf(target);
    return { events, replaced, wasOpen, takenBack, loss };
  } finally {
    removeDatabase(copy);
    lock.release();
  }
}

/** @throws Error that names the backup: the copy is gone when it is read. */
function verifiedCopy(backup: string, copy: string, verify: (copy: string) => number): number {
  copyFileSync(backup, copy);
  // The backup may be one that its owner cannot write.
  chmodSync(copy, 0o600);
  try {
    standAlone(copy);
    return verify(copy);
  } catch (error) {
    const words = isNative(error) ? inWords(error) : error instanceof Error ? error.message : String(error);
    throw new Error(`${backup} cannot be restored, name another backup: ${words.replaceAll(copy, backup)}`, {
      cause: error,
    });
  }
}

/** What cannot be read any more may be replaced by any backup. */
function assertSameLedger(copy: string, { backup, target }: Readonly<{ backup: string; target: string }>): void {
  const [put, stands] = [identityAt(copy), identityAt(target)];
  if (put === undefined || stands === undefined || put === stands) return;
  throw new Error(
    `${backup} is of the ledger ${put}, and at ${target} stands another one, ${stands}: move that away first, if this one shall stand there`,
  );
}

/** `undefined` where there is no ledger that can be read, or one that has no identity yet. */
function identityAt(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  let log: Database.Database | undefined;
  try {
    log = new Database(path, { readonly: true });
    return identityIn(log);
  } catch (error) {
    // Busy or forbidden is no reason to believe that nothing stands there.
    if (isNative(error) && !/^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(error.code)) throw error;
    return undefined;
  } finally {
    log?.close();
  }
}

function lossAt(copy: string, target: string): string | undefined {
  const log = new Database(copy, { readonly: true });
  try {
    return lossIn(log, target);
  } finally {
    log.close();
  }
}

/** What a restore left that was interrupted before it took effect: the log stands as before, under one name too many. */
export function leftByRestore(target: string): readonly string[] {
  const copy = copyFor(target);
  return [...namesOfRestore(target), ...(existsSync(copy) ? [copy] : [])];
}

/** Removes it; for who holds the lock, since a restore that is under way looks the same. @returns what it was. */
export function takeBackRestore(target: string): readonly string[] {
  const left = leftByRestore(target);
  for (const name of namesOfRestore(target)) rmSync(name);
  removeDatabase(copyFor(target));
  return left;
}

function copyFor(target: string): string {
  return `${target}.restoring`;
}

function assertNoWal(target: string): void {
  if (!hasWal(target)) return;
  throw new Error(
    `${target}-wal may hold events that were acknowledged and are nowhere else: stop whatever reads it, start the service once and stop it, so ` +
      'that they come into the file; if it does not start, move the file and its WAL away together',
  );
}

/** A name that no file has yet. */
function keptAs(target: string): string {
  for (let nth = 1; ; nth += 1) {
    const name = `${target}.replaced-${nth}`;
    if (!existsSync(name)) return name;
  }
}
