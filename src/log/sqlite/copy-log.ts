import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { isNative, ofFileInWords } from '../../sqlite/native-errors.js';
import { putIntoPlace } from './put-into-place.js';
import { LogReader } from './log-reader.js';
import { openForReading } from './open-log.js';
import { PartialCopy } from './partial-copy.js';
import { standAlone } from './stand-alone.js';

/** Pages copied before the next turn of the event loop: 4 MiB. */
const PAGES_AT_ONCE = 1024;

/** How far a copy is, in pages of the file. */
export type CopyProgress = Readonly<{ copied: number; total: number }>;

/**
 * Copies the log as it stands at this moment into a new file, while another process goes on writing. The copy holds
 * every event acknowledged before the call and nothing in part. It takes its name only once `verify` has accepted it.
 * Returns the number of events copied.
 * @throws Error when the target exists, as it may by the time that the copy is made.
 */
export async function copyLog(
  source: string,
  target: string,
  on: Readonly<{ progress: (progress: CopyProgress) => void; verify: (copy: string, events: number) => void }>,
): Promise<number> {
  if (existsSync(target)) throw new Error(`${target} exists already: a backup never overwrites`);
  const log = openForReading(source, { orCopy: true });
  let copy: PartialCopy | undefined;
  try {
    copy = new PartialCopy(target);
    const partial = copy.path;
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
    if (!putIntoPlace(partial, target)) throw new Error(`${target} exists by now: another backup made it`);
    return events;
  } catch (error) {
    // By the name that was asked for: that of the copy is gone when it is read.
    throw isNative(error) ? new Error(ofFileInWords(target, error), { cause: error }) : error;
  } finally {
    log.close();
    copy?.remove();
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
