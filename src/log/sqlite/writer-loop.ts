import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { AcknowledgedEnd, saidAt } from './acknowledged-end.js';
import { Copying } from './copying.js';
import { type Outcome, type Task, type WriterWork } from './group-commit.js';
import { LogWriter } from './log-writer.js';
import { withNativeErrors } from './native-errors.js';
import { leave, openForWriting, syncFolderOf } from './open-log.js';
import { OwnFile, realFileAt } from './own-file.js';
import { RoomyCommit } from './roomy-commit.js';
import { takeBackRestore } from './restore-log.js';
import { beginTurn } from './turns.js';
import { WriterLock } from './writer-lock.js';

/** A message to the thread: what to do next, how it stands, or that nothing more comes. */
export type ToWriter<Request = unknown> = readonly Task<Request>[] | 'standing' | 'close';

/** A message of the thread: that it takes tasks now, their outcomes in order, whether the disk has room, or why tasks would be refused. */
export type FromWriter<Reply = unknown> =
  'open' | readonly Outcome<Reply>[] | Readonly<{ full: boolean }> | Readonly<{ doubt: string | undefined }>;

/** What the thread is told at its start. `trustClock`: whatever the last record says of it. */
export type WriterStart = Readonly<{ path: string; identity?: string; trustClock?: boolean }>;

/** What its work is told: up to which place, 0 for none, what dated a record says nothing of the clock, by the word of the operator. */
export type WorkStart = Readonly<{ trusted: number }>;

/** Tasks that share one transaction and one sync, or a few more. Many more would make the first of them wait too long. */
const GROUP_SIZE = 256;

/** How often the thread looks whether its file is there and whether the WAL wants copying, in milliseconds. */
const LOOK_EVERY_MS = 1000;

/**
 * Runs in the thread that writes the log of `workerData.path`, so that no request waits while the disk syncs; `workOn`
 * makes the work that it does beside appending. It says `open` once, then the outcomes of all tasks in their order. Any
 * error but a full disk ends the thread, and the one that started it hears why.
 */
export function runWriter<Request, Reply>(
  workOn: (log: LogWriter, start: WorkStart) => WriterWork<Request, Reply>,
): void {
  const start = workerData as WriterStart;
  const { path, identity, trustClock } = start;
  const port = parentPort as MessagePort;
  const say = (message: FromWriter<Reply>): void => port.postMessage(message);
  const { lock, own, groups, copying, acknowledged } = withNativeErrors(open, path);
  const looking = setInterval(() => withNativeErrors(look), LOOK_EVERY_MS);

  port.on('message', (message: ToWriter<Request>) => withNativeErrors(() => listen(message)));
  say('open');

  function open() {
    const file = realFileAt(path);
    const lock = new WriterLock(file);
    takeBackRestore(file);
    const log = openForWriting(file, identity);
    // Whatever ends the thread: else the driver closes the file, as if its turn had ended in peace.
    process.once('exit', () => leave(log));
    beginTurn(log);
    const writer = new LogWriter(log);
    const copying = new Copying(file, writer);
    // Into the file itself: if the WAL is lost, the file must say that there was one.
    if (!writer.copyRest()) copying.due();
    const { trusted: before, lost } = saidAt(file);
    const trusted = trustClock === true ? writer.end : before;
    const groups = new RoomyCommit(writer, workOn(writer, { trusted }), (full) => say({ full }));
    const acknowledged = new AcknowledgedEnd(file, writer.last, { trusted, lost });
    syncFolderOf(file);
    return { lock, own: new OwnFile(path, file), groups, copying, acknowledged };
  }

  /** Takes whatever else has come by now: the longer the last sync took, the larger the next group. */
  function listen(first: ToWriter<Request>): void {
    const group: Task<Request>[] = [];
    for (let message: ToWriter<Request> | undefined = first; message !== undefined; message = next(group)) {
      if (message === 'close') {
        commit(group);
        return close();
      }
      if (message === 'standing') say({ doubt: groups.doubt() });
      else group.push(...message);
    }
    commit(group);
  }

  function next(group: readonly Task<Request>[]): ToWriter<Request> | undefined {
    if (group.length >= GROUP_SIZE) return undefined;
    return (receiveMessageOnPort(port) as Readonly<{ message: ToWriter<Request> }> | undefined)?.message;
  }

  function commit(group: readonly Task<Request>[]): void {
    if (group.length === 0) return;
    // A WAL that was cut grows back to its size with what is written behind the cut.
    own.assertInPlace(groups.log.turn);
    const { end } = groups.log;
    const outcomes = groups.commit(group);
    // Before anything is acknowledged: what is written to a file without a name is lost with the process.
    own.assertInPlace(groups.log.turn);
    acknowledged.is(groups.log.last);
    say(outcomes);
    if (groups.log.end !== end) copying.appended();
  }

  function look(): void {
    own.assertInPlace(groups.log.turn);
    groups.doubt();
    copying.look();
  }

  function close(): void {
    clearInterval(looking);
    copying.end(() => {
      groups.close();
      acknowledged.close();
      lock.release();
      port.close();
    });
  }
}
