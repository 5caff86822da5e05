import { parentPort, workerData } from 'node:worker_threads';
import { type Append, GroupCommit } from './group-commit.js';
import { openForWriting } from './open-log.js';
import { WriterLock } from './writer-lock.js';

/** What the thread is told: a group of appends, or that there are no more. */
export type Told = readonly Append[] | 'close';

/**
 * The thread that writes the log of `workerData.path`, so that no request waits while the disk syncs. It says `open`
 * once, then the outcomes of each group in turn. Whatever goes wrong ends it, and whoever started it hears why.
 */
const { path } = workerData as Readonly<{ path: string }>;
const lock = new WriterLock(path);
const log = openForWriting(path);
const groups = new GroupCommit(log);

parentPort?.on('message', (told: Told) => {
  if (told === 'close') {
    log.close();
    lock.release();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(groups.commit(told));
  groups.checkpoint();
});
parentPort?.postMessage('open');
