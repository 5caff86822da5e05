import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeDatabase } from './stand-alone.js';
import { WriterLock } from './writer-lock.js';

const OWN_NAME = /^\.partial-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * A copy on its way to a name, under one that no other copy to it has. Its lock says that it is under way, and is lifted with the
 * process, however that ends.
 */
export class PartialCopy {
  readonly path: string;
  readonly #lock: WriterLock;

  constructor(target: string) {
    this.path = `${target}.partial-${randomUUID()}`;
    this.#lock = new WriterLock(this.path);
  }

  /** Nothing of it is left then. */
  remove(): void {
    removeDatabase(this.path);
    this.#lock.release();
    removeDatabase(`${this.path}.lock`);
  }
}

/** Removes what copies to that name left that were killed, and nothing of those under way. @returns what it was. */
export function removeKilledCopies(target: string): readonly string[] {
  if (!existsSync(dirname(target))) return [];
  return killedCopies(target).filter((path) => {
    let lock: WriterLock;
    try {
      lock = new WriterLock(path);
    } catch {
      return false;
    }
    removeDatabase(path);
    lock.release();
    removeDatabase(`${path}.lock`);
    return true;
  });
}

function killedCopies(target: string): readonly string[] {
  const names = readdirSync(dirname(target)).flatMap((name) => {
    if (!name.startsWith(basename(target))) return [];
    const own = OWN_NAME.exec(name.slice(basename(target).length))?.[0];
    return own === undefined ? [] : [`${basename(target)}${own}`];
  });
  return [...new Set(names)].map((name) => join(dirname(target), name));
}
