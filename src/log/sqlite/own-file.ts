import { existsSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The file by the one name that SQLite gives its WAL and we give its lock, whichever link leads there.
 * @throws Error when the file has a second name of its own, under which another process could write to it unseen.
 */
export function realFileAt(path: string): string {
  if (!existsSync(path)) {
    const folder = dirname(resolve(path));
    return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
  }
  const file = realpathSync(path);
  const names = statSync(file).nlink;
  if (names > 1) {
    throw new Error(
      `${file} has ${names} names (hard links), each of which could be written to at once: find them with "find -samefile" and leave one`,
    );
  }
  return file;
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
      const now = found(name);
      if (now !== undefined && isSame(now, before)) continue;
      const what = now === undefined ? 'was moved away or deleted' : 'was replaced by another file';
      throw new Error(
        `${name} ${what} while ${this.path} was being written. What was acknowledged is in the file that stood there and ` +
          'its -wal: bring both back under their names, or restore a backup',
      );
    }
  }
}

function found(name: string): BigIntStats | undefined {
  return statSync(name, { throwIfNoEntry: false, bigint: true });
}

function isSame(now: BigIntStats, before: BigIntStats | undefined): boolean {
  return now.ino === before?.ino && now.dev === before.dev;
}
