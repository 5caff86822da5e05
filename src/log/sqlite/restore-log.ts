import { chmodSync, copyFileSync, existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { endOf, lackOf, lossIn, wholeBy } from './acknowledged-end.js';
import { asItsFolder, asTheLedger } from './as-the-ledger.js';
import { syncFile } from './copy-log.js';
import { inWords, isNative } from '../../sqlite/native-errors.js';
import { PARTS, partsAt } from './left-behind.js';
import { syncFolderOf } from './open-log.js';
import { namesOfRestore, realFileAt } from './own-file.js';
import { removeDatabase, standAlone } from './stand-alone.js';
import { identityIn } from './tables.js';
import { assertFileAndWalBelong, ForeignWal, hasWal, isLeftOpen } from './turns.js';
import { WriterLock } from './writer-lock.js';

/**
 * `replaced` are the files that stood there before, under the names that they have now; `wasOpen` says that the backup had a WAL once that
 * is gone, and `whole` that nothing is missing all the same, by what stands beside it; `takenBack` are the files of an earlier restore
 * that was interrupted; `loss` says what was acknowledged there and is not in the backup, `left` what stood there beyond it, where nothing
 * says that it was acknowledged, and `lossOfBackup` what the backup itself lacks of what was acknowledged where it stands.
 */
export type Restored = Readonly<{
  events: number;
  replaced: readonly string[];
  wasOpen: boolean;
  whole: string | undefined;
  takenBack: readonly string[];
  loss: string | undefined;
  left: string | undefined;
  lossOfBackup: string | undefined;
}>;

/**
 * Puts a copy of a backup in the place of a log that no process writes. It gets its name in one step, once `verify` has
 * accepted it; before that nothing is changed. What stood there keeps all its parts under other names. Interrupted after that step, the
 * log is refused for what is left beside it, until a backup is restored again.
 * @throws Error when a process writes the log, a WAL lies there with which it is whole, or another ledger stands there.
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
    assertNotWholeByWal(target, verify);
    const wasOpen = isLeftOpen(source);
    const events = verifiedCopy(backup, copy, verify);
    assertSameLedger(copy, { backup, target });
    if (existsSync(target)) asTheLedger(copy, target);
    else asItsFolder(copy);
    syncFile(copy);
    const [loss, lossOfBackup] = [lossAt(copy, target), source === target ? undefined : lossAt(copy, source)];
    const left = loss === undefined ? leftBehindAt(target, copy) : undefined;
    const whole = asked(copy, (log) => wholeBy(log, source));
    const replaced = keep(target);
    renameSync(copy, target);
    asTheLedger(`${target}.lock`, target);
    for (const suffix of BESIDE) rmSync(`${target}${suffix}`, { force: true });
    syncFolderOf(target);
    return { events, replaced, wasOpen, whole, takenBack, loss, left, lossOfBackup };
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
  return whereItStands(path, identityIn);
}

/** The last event that stands there, where the copy lacks it: a log that was restored and not started since has no word of what is its own. */
function leftBehindAt(target: string, copy: string): string | undefined {
  const end = whereItStands(target, endOf);
  return end && asked(copy, (log) => lackOf(end, log));
}

/** `undefined` where there is no log that can be read. */
function whereItStands<Answer>(path: string, question: (log: Database.Database) => Answer): Answer | undefined {
  if (!existsSync(path)) return undefined;
  let log: Database.Database | undefined;
  try {
    const open = (): Database.Database => new Database(path, { readonly: true });
    if (hasWal(path)) assertFileAndWalBelong(path, open);
    log = open();
    return question(log);
  } catch (error) {
    if (error instanceof ForeignWal) return undefined;
    if (isNative(error) && !isUnreadable(error)) throw error;
    return undefined;
  } finally {
    log?.close();
  }
}

/** Whether SQLite finds no log in a file. Busy or forbidden is no reason to believe that nothing stands there. */
function isUnreadable(error: unknown): boolean {
  return isNative(error) && /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(error.code);
}

function lossAt(copy: string, target: string): string | undefined {
  return asked(copy, (log) => lossIn(log, target));
}

function asked<Answer>(copy: string, question: (log: Database.Database) => Answer): Answer {
  const log = new Database(copy, { readonly: true });
  try {
    return question(log);
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
  // The file last, by which the others are known.
  for (const name of namesOfRestore(target)) {
    for (const part of PARTS.toReversed()) rmSync(`${name}${part}`, { force: true });
  }
  removeDatabase(copyFor(target));
  return left;
}

function copyFor(target: string): string {
  return `${target}.restoring`;
}

/** What lies beside the file, and belongs to the one that stood there. */
const BESIDE: readonly string[] = [...PARTS.slice(1), '-shm'];

/**
 * What a WAL holds is lost to who goes on with a backup. Where the log is whole with it, a start brings it into the file; where it is cut,
 * or that of another file, or the file is damaged, it is kept.
 */
function assertNotWholeByWal(target: string, verify: (log: string) => number): void {
  if (!existsSync(target) || !hasWal(target)) return;
  try {
    verify(target);
  } catch (error) {
    const { cause } = error as Error;
    if (isNative(cause) && !isUnreadable(cause)) throw error;
    return;
  }
  throw new Error(
    `${target}-wal holds events that were acknowledged and may be nowhere else: stop whatever reads it, start the service once and stop it, so ` +
      'that they come into the file',
  );
}

/** Gives what stands there a name that no file has yet, beside its own. @returns the names, none where nothing stands there. */
function keep(target: string): readonly string[] {
  const there = partsAt(target);
  const name = keptAs(target);
  for (const part of there) linkSync(`${target}${part}`, `${name}${part}`);
  return there.map((part) => `${name}${part}`);
}

function keptAs(target: string): string {
  for (let nth = 1; ; nth += 1) {
    const name = `${target}.replaced-${nth}`;
    if (!PARTS.some((part) => existsSync(`${name}${part}`))) return name;
  }
}
