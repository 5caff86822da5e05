import { existsSync, readdirSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LENGTH_OF_HEAD } from './acknowledged-end.js';
import { WAL_SIZE_LIMIT } from './open-log.js';
import { OwnHeader } from './turns.js';

/**
 * The file by the one name that SQLite gives its WAL and we give its lock, whichever link leads there. Names that a restore
 * left do not count: who holds the lock takes them back.
 * @throws Error when the file has a second name of its own, under which another process could write to it unseen.
 */
export function realFileAt(path: string): string {
  if (!existsSync(path)) {
    const folder = dirname(resolve(path));
    return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
  }
  const file = realpathSync(path);
  const names = statSync(file).nlink - namesOfRestore(file).length;
  if (names > 1) {
    throw new Error(
      `${file} has ${names} names (hard links), each of which could be written to at once: find them with "find -samefile" and leave one`,
    );
  }
  return file;
}

/** Under which a restore keeps the file before it puts another in its place: there only while a restore is under way, or was interrupted. */
export function namesOfRestore(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const own = found(file);
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.replaced-`))
    .map((name) => join(dirname(file), name))
    .filter((name) => isSame(found(name), own));
}

/** What follows from the loss of a file beside the log. */
const BRING_BACK =
  'What was acknowledged is in the file that stood there and its -wal: bring both back under their names, or restore a backup';
const START_AGAIN = 'Nothing is lost: start again, and leave the files beside it alone';

/**
 * Beside the log: its WAL, which SQLite begins anew in its place and cuts back to its limit once it grew larger; where others see
 * how much of that is valid; what keeps a second writer out; what says which event was acknowledged last. `keeps`: the size, in bytes, up to which none of it is cut off.
 */
const BESIDE: readonly Readonly<{ suffix: string; remedy: string; keeps: bigint }>[] = [
  { suffix: '-wal', remedy: BRING_BACK, keeps: WAL_SIZE_LIMIT },
  { suffix: '-shm', remedy: START_AGAIN, keeps: 0n },
  { suffix: '.lock', remedy: START_AGAIN, keeps: 0n },
  { suffix: '.head', remedy: START_AGAIN, keeps: LENGTH_OF_HEAD },
];

/** A file as it was found, and how large it was at the last look. A log only grows, so it keeps whatever size it has. */
type Watched = Readonly<{ name: string; remedy: string; before: BigIntStats; keeps: bigint | undefined }> & {
  size: bigint;
};

/**
 * Knows the log and the files beside it again, so that their writer sees when they are moved away, deleted, replaced, or written
 * over in place.
 */
export class OwnFile {
  readonly #files: readonly Watched[];
  readonly #header: OwnHeader;

  /**
   * All are there as soon as something was written. `path` may lead to the file by links.
   */
  constructor(
    private readonly path: string,
    file: string,
  ) {
    const beside = BESIDE.map(({ suffix, ...rest }) => ({ name: `${file}${suffix}`, ...rest }));
    this.#files = [{ name: path, remedy: BRING_BACK, keeps: undefined }, ...beside].map((one) => {
      const before = found(one.name);
      if (before === undefined) throw new Error(`There is no event store at ${path}: ${one.name} is missing`);
      return { ...one, before, size: 0n };
    });
    this.#header = new OwnHeader(file);
  }

  /** `turn`: the number of what was committed last. @throws Error that says where what was acknowledged is now. */
  assertInPlace(turn: number): void {
    for (const file of this.#files) {
      const now = found(file.name);
      const what = becomeOf(now, file.before) ?? cut(file, now?.size ?? 0n);
      if (what !== undefined) throw this.#error(file.name, what, file.remedy);
    }
    if (!this.#header.isOurs(turn)) throw this.#error(this.path, 'was written over', BRING_BACK);
  }

  #error(name: string, what: string, remedy: string): Error {
    return new Error(`${name} ${what} while ${this.path} was being written. ${remedy}`);
  }
}

function cut(file: Watched, size: bigint): string | undefined {
  const { size: before, keeps = before } = file;
  file.size = size;
  return size < (before < keeps ? before : keeps) ? 'was cut' : undefined;
}

/** Knows a log again that another process writes, so that who reads on in it sees that it is another's by now. */
export class FollowedFile {
  readonly #before: BigIntStats | undefined;

  constructor(private readonly path: string) {
    this.#before = found(path);
  }

  /** @throws Error that says what to do. */
  assertInPlace(): void {
    const what = becomeOf(found(this.path), this.#before);
    if (what === undefined) return;
    throw new Error(
      `${this.path} ${what} while it was being read: start this process again, so that it reads the ledger that is there now`,
    );
  }
}

function becomeOf(now: BigIntStats | undefined, before: BigIntStats | undefined): string | undefined {
  if (isSame(now, before)) return undefined;
  return now === undefined ? 'was moved away or deleted' : 'was replaced by another file';
}

function found(name: string): BigIntStats | undefined {
  return statSync(name, { throwIfNoEntry: false, bigint: true });
}

function isSame(now: BigIntStats | undefined, before: BigIntStats | undefined): boolean {
  return now !== undefined && now.ino === before?.ino && now.dev === before.dev;
}
