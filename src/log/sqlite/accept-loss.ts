import { rmSync } from 'node:fs';
import { AcknowledgedLost, headOf } from './acknowledged-end.js';
import { openForReading } from './open-log.js';
import { realFileAt } from './own-file.js';
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
    rmSync(headOf(file));
    return `${file}: ${error.loss}`;
  } finally {
    lock.release();
  }
}
