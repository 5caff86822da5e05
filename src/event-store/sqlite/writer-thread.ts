import { parentPort, Worker, workerData } from 'node:worker_threads';
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
let copier: Worker | undefined;
let copying = false;

parentPort?.on('message', (told: Told) => {
  if (told === 'close') return close();
  parentPort?.postMessage(groups.commit(told));
  if (copying || !groups.walIsLong()) return;
  copying = true;
  copier ??= startCopier();
  copier.postMessage('copy');
});
parentPort?.postMessage('open');

function startCopier(): Worker {
  const thread = new Worker(new URL('./wal-copier.js', import.meta.url), { workerData: { path } });
  thread.on('message', () => {
    groups.copyRest();
    copying = false;
  });
  // Costs nobody an event, but the next error might.
  thread.on('error', (error) => {
    throw error;
  });
  return thread;
}

function close(): void {
  const end = (): void => {
    log.close();
    lock.release();
    parentPort?.close();
  };
  if (copier === undefined) return end();
  copier.once('exit', end);
  copier.postMessage('close');
}
