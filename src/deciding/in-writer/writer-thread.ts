import { parentPort, receiveMessageOnPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { SLICES } from '../../slices.js';
import { GroupCommit, type Task } from './group-commit.js';
import { LogWriter } from '../../log/sqlite/log-writer.js';
import { withNativeErrors } from '../../log/sqlite/native-errors.js';
import { openForWriting } from '../../log/sqlite/open-log.js';
import { WriterLock } from '../../log/sqlite/writer-lock.js';

/** What the thread is told: what to do next, or that nothing more comes. */
export type Told = readonly Task[] | 'close';

/** Tasks that share one transaction and one sync, or a few more. Many more would make the first of them wait too long. */
const GROUP_SIZE = 256;

/**
 * The thread that writes the log of `workerData.path`, and decides what is written, so that no request waits while it
 * decides or the disk syncs. It says `open` once, then the outcomes of all tasks in their order. Whatever goes wrong ends it,
 * and whoever started it hears why.
 */
const { path } = workerData as Readonly<{ path: string }>;
const port = parentPort as MessagePort;
const { lock, log, groups } = withNativeErrors(open);
let copier: Worker | undefined;
let copying = false;

port.on('message', (told: Told) => withNativeErrors(() => listen(told)));
port.postMessage('open');

function open() {
  const lock = new WriterLock(path);
  const log = new LogWriter(openForWriting(path));
  return { lock, log, groups: new GroupCommit(log, SLICES) };
}

/** With whatever else has been told by now: the longer the last sync took, the larger the next group. */
function listen(first: Told): void {
  const group: Task[] = [];
  for (let told: Told | undefined = first; told !== undefined; told = next(group)) {
    if (told === 'close') {
      commit(group);
      return close();
    }
    group.push(...told);
  }
  commit(group);
}

function next(group: readonly Task[]): Told | undefined {
  if (group.length >= GROUP_SIZE) return undefined;
  return (receiveMessageOnPort(port) as Readonly<{ message: Told }> | undefined)?.message;
}

function commit(group: readonly Task[]): void {
  if (group.length === 0) return;
  port.postMessage(groups.commit(group));
  if (copying || !log.walIsLong()) return;
  copying = true;
  copier ??= startCopier();
  copier.postMessage('copy');
}

function startCopier(): Worker {
  const thread = new Worker(new URL('../../log/sqlite/wal-copier.js', import.meta.url), { workerData: { path } });
  thread.on('message', () => {
    withNativeErrors(() => log.copyRest());
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
    port.close();
  };
  if (copier === undefined) return end();
  copier.once('exit', () => withNativeErrors(end));
  copier.postMessage('close');
}
