import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { PROJECTIONS } from '../projections/all.js';
import { BESIDE_PACE } from '../projections/projector/pace.js';
import { Projector } from '../projections/projector/projector.js';
import type { FromProjector, ToProjector } from '../projections/projector/projector-beside.js';
import type { FoldWatch } from '../projections/projector/touches.js';
import { openReadModelStore } from '../read-models/open-read-model-store.js';
import type { Waits } from './log/back-off.js';
import { CommitSignal } from './log/following.js';
import { fileOf, openEventStore } from './log/open-event-store.js';
import { UnderstoodEventStore } from './log/understood-event-store.js';
import { serviceLog } from './operations/service-log.js';
import type { Wish } from './operations/tracing/sampling.js';
import type { Tracing } from './operations/tracing/tracing.js';
import { SCHEMAS } from './slices.js';
import { inWords, isNative } from './sqlite/native-errors.js';

// The entry of the thread that folds, with a reader of the log and a connection to the read models of its own.

/** What it is given: the stores by their URLs, and where spans go. */
export type ProjectorTask = Readonly<{
  eventStore: string;
  readModels: string;
  logLevel: string;
  tracing: Readonly<{ endpoint: string; ratio: number; serviceName: string }> | undefined;
  /** Between two tries to reach a store that is away, where others than the usual ones are wanted. */
  waits: Waits | undefined;
}>;

/** How often it tells how everything stands when nothing moves, in milliseconds. */
const TELL_EVERY_MS = 1_000;

const task = workerData as ProjectorTask;
const port = parentPort as MessagePort;
const say = (message: FromProjector): void => port.postMessage(message);

const commits = new CommitSignal();
const log = await openEventStore(task.eventStore, { readOnly: true, commits });
const events = new UnderstoodEventStore(log, SCHEMAS, ({ event }) => say({ met: event }));
const store = await openReadModelStore(task.readModels, sayFailed, {
  ledger: fileOf(task.eventStore),
  beside: true,
  mayBeAway: true,
});
const tracing = await tracingOf(task);

let due = false;
const report = (problem: string, error: unknown): void => {
  sayFailed(problem, error);
  tell();
};
const projector = new Projector({
  projections: PROJECTIONS,
  events,
  store,
  report,
  pace: BESIDE_PACE,
  watch: tracing && watchTraced(tracing),
  waits: task.waits,
});
projector.listen(tell);
const telling = setInterval(tell, TELL_EVERY_MS);

projector.start();
port.on('message', heed);

function heed(message: ToProjector): void {
  if (message === 'appended') commits.committed();
  else if (message === 'stop') void stop();
  else if ('awaited' in message) void projector.caughtUpTo(message.awaited, message.wait);
  else tracing?.hear(message.traced as Wish);
}

/**
 * An event may be read from the file while the message of what its caller wishes still waits for its turn: the messages
 * that have come are heeded first.
 */
function watchTraced({ folds }: Tracing): FoldWatch {
  return (model, touches) => {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      heed(next.message as ToProjector);
    return folds(model, touches);
  };
}

function sayFailed(problem: string, error: unknown): void {
  // The driver's errors are none of JavaScript's own, and would come there without a word.
  const plain = error instanceof Error && !isNative(error);
  say({
    problem,
    error: plain ? error : new Error(isNative(error) ? inWords(error) : String(error)),
  });
}

/** Once for all that moves in one turn of the event loop. */
function tell(): void {
  if (due) return;
  due = true;
  setImmediate(() => {
    due = false;
    say({ standings: projector.standings });
  });
}

async function stop(): Promise<void> {
  clearInterval(telling);
  await projector.stop();
  await events.close();
  await store.close();
  await tracing?.close();
  port.close();
}

/** Loads the tracing code only where it is configured. */
async function tracingOf({ tracing, logLevel }: ProjectorTask) {
  if (tracing === undefined) return undefined;
  const { Tracing } = await import('./operations/tracing/tracing.js');
  const { endpoint, ...setting } = tracing;
  return new Tracing({ ...setting, endpoint: new URL(endpoint) }, { role: 'all', log: serviceLog(logLevel) });
}
