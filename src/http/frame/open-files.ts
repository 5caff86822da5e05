import { readFileSync } from 'node:fs';

/** How many files Linux lets this process open; elsewhere it is not known, and not checked. */
export function openFiles(): number {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? Infinity : Number(limit);
  } catch {
    return Infinity;
  }
}
