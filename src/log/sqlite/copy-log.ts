import { closeSync, existsSync, fsyncSync, linkSync, openSync } from 'node:fs';
import { LogReader } from './log-reader.js';
import { openForReading, syncFolderOf } from './open-log.js';
import { removeDatabase, standAlone } from './stand-alone.js';

/** Pages copied before the next turn of the event loop: 4 MiB. */
const PAGES_AT_ONCE = 1024;

/** How far a copy is, in pages of the file. */
export type CopyProgress = Readonly<{ copied: number; total: number }>;

/**
 * Copies the log as it stands at this moment into a new file, while another process goes on writing. The copy holds
 * every event acknowledged before the call and nothing in part. It takes its name only once `verify` has accepted it.
 * Returns the number of events copied.
 * @throws Error when the target exists.
 */
export async function copyLog(
  source: string,
  target: string,
  on: Readonly<{ progress: (progress: CopyProgress) => void; verify: (copy: string, events: number) => void }>,
): Promise<number> {
  if (existsSync(target)) throw new Error(`${target} exists already: a backup never overwrites`);
  const partial = `${target}.partial`;
  removeDatabase(partial);
  const log = openForReading(source, { orCopy: true });
  try {
    // One read transaction around the whole copy: it sees one moment, and commits of the writer do not restart it.
    log.exec('BEGIN');
    const events = new LogReader(log).end();
    await log.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        on.progress({ copied: totalPages - remainingPages, total: totalPages });
        return PAGES_AT_ONCE;
      },
    });
    standAlone(partial);
    on.verify(partial, events);
    syncFile(partial);
    // Unlike a rename, a link fails when another process made the target meanwhile.
    linkSync(partial, target);
    syncFolderOf(target);
    return events;
  } finally {
    log.close();
    removeDatabase(partial);
  }
}

/** What was written to it is on the disk when it returns. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
