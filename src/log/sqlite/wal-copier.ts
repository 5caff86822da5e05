import { parentPort, workerData } from 'node:worker_threads';
import { withNativeErrors } from './native-errors.js';
import { openForWriting } from './open-log.js';

/**
 * The thread that copies the WAL of `workerData.path` into the file, whenever it is told to, while the writer goes on
 * appending to it: the copy ends with a sync of the file, which may take as long as a hundred commits. It answers when it
 * is done, and ends when it is told so; an error of the disk ends it too, and whoever started it hears why.
 */
const { path } = workerData as Readonly<{ path: string }>;
const log = withNativeErrors(() => openForWriting(path));

parentPort?.on('message', (told: 'copy' | 'close') => {
  if (told === 'close') {
    log.close();
    parentPort?.close();
    return;
  }
  withNativeErrors(() => log.pragma('wal_checkpoint(PASSIVE)'));
  parentPort?.postMessage('copied');
});
