import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Append, GroupCommit } from './group-commit.js';
import { withNativeErrors } from './native-errors.js';
import { openForWriting } from './open-log.js';
import { WriterLock } from './writer-lock.js';

/** What the thread is told: a group of appends, or that there are no more. */
export type Told = readonly Append[] | 'close';

/**
 * The thread that writes the log of `workerData.path`, so that no request waits while the disk syncs. It says `open`
 * once, then the outcomes of each group in turn. Whatever goes wrong ends it, and whoever started it hears why.
 */
const { path } = workerData as Readonly<{ path: string }>;
const { lock, log, groups } = withNativeErrors(open);
let copier: Worker | undefined;
let copying = false;

parentPort?.on('message', (told: Told) => withNativeErrors(() => (told === 'close' ? close() : commit(told))));
parentPort?.postMessage('open');

function open() {
  const lock = new WriterLock(path);
  const log = openForWriting(path);
  return { lock, log, groups: new GroupCommit(log) };
}

function commit(group: readonly Append[]): void {
  parentPort?.postMessage(groups.commit(group));
  if (copying || !groups.walIsLong()) return;
  copying = true;
  copier ??= startCopier();
  copier.postMessage('copy');
}

function startCopier(): Worker {
  const thread = new Worker(new URL('./wal-copier.js', import.meta.url), { workerData: { path } });
  thread.on('message', () => {
    withNativeErrors(() => groups.copyRest());
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
  copier.once('exit', () => withNativeErrors(end));
  copier.postMessage('close');
}
