import { realpathSync } from 'node:fs';
import { AcknowledgedLost, goOnWithout, saidAt } from './acknowledged-end.js';
import { openForReading } from './open-log.js';
import { realFileAt } from './own-file.js';
import { positionAt } from '../stored-event.js';
import { WriterLock } from './writer-lock.js';

/**
 * The word of the operator that a log goes on without what was acknowledged and is not there any more.
 * @returns what that is, in words; `undefined` where nothing is missing, and nothing is changed.
 * @throws Error when another process writes the log, or for any reason but that for which it cannot be opened.
 */
export function acceptLoss(path: string): string | undefined {
  const file = realFileAt(path);
  const lock = new WriterLock(file);
  try {
    openForReading(file).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof AcknowledgedLost)) throw error;
    goOnWithout(file);
    return `${file}: ${error.loss}`;
  } finally {
    lock.release();
  }
}

/** What an earlier start was told to go on without, in words, as long as the log has not come to that place again. */
export function acceptedBefore(path: string): string | undefined {
  const { lost } = saidAt(realpathSync(path));
  return (
    lost && `${path} went on without the event ${lost.id} at position ${positionAt(lost.place)}, which was acknowledged`
  );
}
