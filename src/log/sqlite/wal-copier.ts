import { parentPort, workerData } from 'node:worker_threads';
import { isFull, withNativeErrors } from './native-errors.js';
import { openForWriting } from './open-log.js';

/**
 * The thread that copies the WAL of `workerData.path` into the file, on request, while the writer goes on
 * appending to it: the copy ends with a sync of the file, which may take as long as a hundred commits. It answers when it
 * is done or the disk is full, and ends on request; any other disk error ends it too, and the thread that started it
 * hears why.
 */
const { path } = workerData as Readonly<{ path: string }>;
const log = withNativeErrors(() => openForWriting(path));

parentPort?.on('message', (message: 'copy' | 'close') => {
  if (message === 'close') {
    log.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(withNativeErrors(copied) ? 'copied' : 'full');
});

/** What of the WAL is not in the file stays in the WAL. */
function copied(): boolean {
  try {
    log.pragma('wal_checkpoint(PASSIVE)');
    return true;
  } catch (error) {
    if (!isFull(error)) throw error;
    return false;
  }
}
