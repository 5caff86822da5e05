import { parentPort, workerData } from 'node:worker_threads';
import { copyWal } from './copy-wal.js';
import { isFull, withNativeErrors } from './native-errors.js';
import { openForWriting } from './open-log.js';

/**
 * The thread that copies the WAL of `workerData.path` into the file, on request, while the writer goes on
 * appending to it: the copy ends with a sync of the file, which may take as long as a hundred commits. It answers whether
 * all of it was copied, and ends on request; any disk error but a full one ends it too, and the thread that started it
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
  parentPort?.postMessage(withNativeErrors(copied));
});

/** What a reader or a full disk kept from the file stays in the WAL. */
function copied(): boolean {
  try {
    return copyWal(log);
  } catch (error) {
    if (!isFull(error, path)) throw error;
    return false;
  }
}
