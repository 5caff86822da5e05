import { existsSync, readdirSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

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

/** Knows the log and its WAL again, so that their writer sees when they are moved away, deleted or replaced. */
export class OwnFile {
  readonly #files: readonly Readonly<{ name: string; before: BigIntStats | undefined }>[];

  /** Both are there as soon as something was written. */
  constructor(private readonly path: string) {
    this.#files = [path, `${path}-wal`].map((name) => ({ name, before: found(name) }));
    if (this.#files.some(({ before }) => before === undefined)) throw new Error(`There is no event store at ${path}`);
  }

  /** @throws Error that says where what was acknowledged is now. */
  assertInPlace(): void {
    for (const { name, before } of this.#files) {
      const what = becomeOf(name, before);
      if (what === undefined) continue;
      throw new Error(
        `${name} ${what} while ${this.path} was being written. What was acknowledged is in the file that stood there and ` +
          'its -wal: bring both back under their names, or restore a backup',
      );
    }
  }
}

/** Knows a log again that another process writes, so that who reads on in it sees that it is another's by now. */
export class FollowedFile {
  readonly #before: BigIntStats | undefined;

  constructor(private readonly path: string) {
    this.#before = found(path);
  }

  /** @throws Error that says what to do. */
  assertInPlace(): void {
    const what = becomeOf(this.path, this.#before);
    if (what === undefined) return;
    throw new Error(
      `${this.path} ${what} while it was being read: start this process again, so that it reads the ledger that is there now`,
    );
  }
}

function becomeOf(name: string, before: BigIntStats | undefined): string | undefined {
  const now = found(name);
  if (isSame(now, before)) return undefined;
  return now === undefined ? 'was moved away or deleted' : 'was replaced by another file';
}

function found(name: string): BigIntStats | undefined {
  return statSync(name, { throwIfNoEntry: false, bigint: true });
}

function isSame(now: BigIntStats | undefined, before: BigIntStats | undefined): boolean {
  return now !== undefined && now.ino === before?.ino && now.dev === before.dev;
}
