import { fstatSync, readdirSync, statSync, type BigIntStats } from 'node:fs';

/** Names every descriptor of the process, those of all its threads. */
const DESCRIPTORS = '/dev/fd';

/**
 * Whether a thread of this process has the file open. POSIX lets go of every lock that a process has on a file as soon as it closes
 * any descriptor of it, and SQLite takes its own but once: such a file must not be opened past SQLite, even to look at it.
 */
export function isOpenHere(path: string): boolean {
  // There a lock belongs to the descriptor.
  if (process.platform === 'win32') return false;
  const file = statSync(path, { bigint: true });
  return readdirSync(DESCRIPTORS).some((descriptor) => {
    const open = statsOf(Number(descriptor));
    return open?.ino === file.ino && open.dev === file.dev;
  });
}

/** `undefined` for one that was closed meanwhile, as that of the list itself. */
function statsOf(descriptor: number): BigIntStats | undefined {
  try {
    return fstatSync(descriptor, { bigint: true });
  } catch {
    return undefined;
  }
}
