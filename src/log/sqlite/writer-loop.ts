import { parentPort, receiveMessageOnPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import { GroupCommit, type Task, type WriterWork } from './group-commit.js';
import { LogWriter } from './log-writer.js';
import { withNativeErrors } from './native-errors.js';
import { openForWriting } from './open-log.js';
import { WriterLock } from './writer-lock.js';

/** A message to the thread: what to do next, or that nothing more comes. */
export type ToWriter<Request = unknown> = readonly Task<Request>[] | 'close';

/** Tasks that share one transaction and one sync, or a few more. Many more would make the first of them wait too long. */
const GROUP_SIZE = 256;

/**
 * Runs in the thread that writes the log of `workerData.path`, so that no request waits while the disk syncs; `workOn`
 * makes the work that it does beside appending. It says `open` once, then the outcomes of all tasks in their order. Any
 * error ends the thread, and the one that started it hears why.
 */
export function runWriter<Request, Reply>(workOn: (log: LogWriter) => WriterWork<Request, Reply>): void {
  const { path, identity } = workerData as Readonly<{ path: string; identity?: string }>;
  const port = parentPort as MessagePort;
  const { lock, log, groups } = withNativeErrors(open);
  let copier: Worker | undefined;
  let copying = false;

  port.on('message', (message: ToWriter<Request>) => withNativeErrors(() => listen(message)));
  port.postMessage('open');

  function open() {
    const lock = new WriterLock(path);
    const log = new LogWriter(openForWriting(path, identity));
    return { lock, log, groups: new GroupCommit(log, workOn(log)) };
  }

  /** Takes whatever else has come by now: the longer the last sync took, the larger the next group. */
  function listen(first: ToWriter<Request>): void {
    const group: Task<Request>[] = [];
    for (let message: ToWriter<Request> | undefined = first; message !== undefined; message = next(group)) {
      if (message === 'close') {
        commit(group);
        return close();
      }
      group.push(...message);
    }
    commit(group);
  }

  function next(group: readonly Task<Request>[]): ToWriter<Request> | undefined {
    if (group.length >= GROUP_SIZE) return undefined;
    return (receiveMessageOnPort(port) as Readonly<{ message: ToWriter<Request> }> | undefined)?.message;
  }

  function commit(group: readonly Task<Request>[]): void {
    if (group.length === 0) return;
    port.postMessage(groups.commit(group));
    if (copying || !log.walIsLong()) return;
    copying = true;
    copier ??= startCopier();
    copier.postMessage('copy');
  }

  function startCopier(): Worker {
    const thread = new Worker(new URL('./wal-copier.js', import.meta.url), { workerData: { path } });
    thread.on('message', () => {
      withNativeErrors(() => log.copyRest());
      copying = false;
    });
    // No event is lost by it, but the next disk error might lose one.
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
}
