import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { PROJECTIONS } from '../../projections/all.js';
import { Replay } from '../../projections/projector/replay.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { MAX_PAGE, type ReadModelStore, type Stored } from '../../read-models/read-model-store.js';
import type { Config } from '../config.js';
import { defined } from '../kernel/defined.js';
import { BEGINNING, type Position } from '../kernel/event.js';
import type { EventStore } from '../log/event-store.js';
import { compareLogs, moveLog } from '../log/move-log.js';
import { openEventStore, pathIn } from '../log/open-event-store.js';
import { UnderstoodEventStore } from '../log/understood-event-store.js';
import { createService } from '../main.js';
import { serviceLog } from '../operations/service-log.js';
import { SCHEMAS } from '../slices.js';
import { backup } from './backup.js';
import { assertPlaces } from './places.js';
import { restore } from './restore.js';
import { toldError } from './told-error.js';

/** Read models that make no progress for this long have stopped, in milliseconds. */
const STANDS_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Appends under way at once to the copy of a log of a server. */
const AT_ONCE = 256;

type Print = (line: string) => void;

/**
 * The drill of a restore, on the ledger of these settings while its service goes on, which it only reads: takes a backup and
 * restores it into a temporary folder, or copies the log of a server there, runs a service on that, and compares every event and
 * every row that can be replayed with the ledger itself. Prints what it does, with figures. Returns the exit code: 0 when nothing differs;
 * otherwise the folder is kept.
 */
export async function drill(settings: Config, print: Print): Promise<number> {
  if (settings.eventStore === 'memory:') throw new Error('memory: is gone with its process: there is nothing to drill');
  assertPlaces(settings);
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'thidua-drill-'));
  try {
    await drilledIn(folder, settings, print);
    await rm(folder, { recursive: true });
    print(`The drill held, in ${secondsSince(started)} s`);
    return 0;
  } catch (error) {
    print(`THE DRILL FAILED: ${toldError(error)}`);
    print(`What was restored is kept in ${folder}`);
    return 1;
  }
}

async function drilledIn(folder: string, settings: Config, print: Print): Promise<void> {
  const restored = inFolder(folder, settings);
  const isFile = pathIn(settings.eventStore) !== undefined;
  if (isFile) await backedUp(join(folder, 'backup.db'), { settings, restored, print });
  const source = await openEventStore(settings.eventStore, {
    ...{ readOnly: true, writesNothing: true, orCopy: true },
    report: print,
  });
  try {
    const copy = isFile ? await comparedWith(source, restored, print) : await copiedFrom(source, restored, print);
    await foldedTo(copy.ends, restored, print);
    const rows = await rowsCompared(source, restored, copy);
    print(`${rows} rows are what the ledger itself folds to at position ${copy.until}`);
  } finally {
    await source.close();
  }
}

type Drilled = Readonly<{ settings: Config; restored: Config; print: Print }>;

async function backedUp(copy: string, { settings, restored, print }: Drilled): Promise<void> {
  if ((await backup(settings.eventStore, copy, print)) !== 0) throw new Error('no backup could be made');
  if (restore(restored.eventStore, copy, print) !== 0) throw new Error('the backup could not be restored');
}

/**
 * What was restored: the position of its last event, there and in the ledger; `places` of events in the ledger with those of their copies, where
 * they are not the same.
 */
type Copy = Readonly<{ ends: Position; until: Position; places?: Places }>;
type Places = ReadonlyMap<string, Position>;

/** Copies what a server holds now, event by event, and reads both again. */
async function copiedFrom(source: EventStore, { eventStore }: Config, print: Print): Promise<Copy> {
  const until = await source.head();
  if (until === BEGINNING) throw new Error('the ledger holds no event yet');
  const target = await openEventStore(eventStore, { identity: await source.identity() });
  try {
    const { events, digest } = await moveLog({ source, target, until, atOnce: AT_ONCE, progress: () => undefined });
    print(`The ledger and its copy hold the same first ${events} events, up to position ${until} of the ledger`);
    print(`SHA-256 of their canonical JSON: ${digest}`);
    return { ends: await target.head(), until, places: await placesOf(source, target) };
  } finally {
    await target.close();
  }
}

/** Both hold the same events, as far as the copy goes. Grows with their number. */
async function placesOf(source: EventStore, copy: EventStore): Promise<Places> {
  const places = new Map<string, Position>();
  const originals = positionsIn(source);
  for await (const position of positionsIn(copy)) {
    const original = await originals.next();
    if (original.done !== true) places.set(original.value, position);
  }
  await originals.return();
  return places;
}

async function* positionsIn(log: EventStore): AsyncGenerator<Position, void, undefined> {
  for await (const events of log.readAll(BEGINNING)) yield* events.map(({ position }) => position);
}

async function rowsCompared(source: EventStore, restored: Config, { until, places }: Copy): Promise<number> {
  const readModels = await openReadModelStore(restored.readModels);
  try {
    return await sameRows(readModels, source, { position: until, ...defined({ places }) });
  } finally {
    await readModels.close();
  }
}

/** The operator's settings, except for what belongs to the drill. Its folding must not appear in traces. */
function inFolder(folder: string, { tracing: _tracing, ...settings }: Config): Config {
  return {
    ...settings,
    eventStore: `sqlite:${join(folder, 'ledger.db')}`,
    readModels: `sqlite:${join(folder, 'read-models.db')}`,
    keys: { kind: 'FILE', path: join(folder, 'signing-key.json') },
    role: 'all',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'warn',
    requestsPerMinute: 0,
  };
}

async function comparedWith(source: EventStore, { eventStore }: Config, print: Print): Promise<Copy> {
  const restored = await openEventStore(eventStore, { readOnly: true });
  try {
    const { events, digest, position } = await compareLogs({ source, target: restored }, () => undefined);
    const head = await restored.head();
    if (head !== position)
      throw new Error(`the restored log ends at ${head}, in the ledger that event is at ${position}`);
    print(`The ledger and what was restored hold the same first ${events} events, up to position ${position}`);
    print(`SHA-256 of their canonical JSON: ${digest}`);
    return { ends: position, until: position };
  } finally {
    await restored.close();
  }
}

/** Runs the service until every read model is folded to that position, and answers over HTTP that it is ready. */
async function foldedTo(position: Position, restored: Config, print: Print): Promise<void> {
  const started = performance.now();
  const service = await createService(restored, { log: serviceLog(restored.logLevel) });
  try {
    let moved = started;
    let before = '';
    for (;;) {
      const { readModels } = await service.readiness();
      if (readModels.length > 0 && readModels.every((model) => model.state === 'LIVE' && model.position === position)) {
        break;
      }
      const now = readModels.map(({ model, state, position: at }) => `${model} is ${state} at ${at}`).join(', ');
      if (now !== before) moved = performance.now();
      before = now;
      if (performance.now() - moved > STANDS_AFTER_MS) throw new Error(`the read models stand: ${now}`);
      await pause(LOOK_EVERY_MS);
    }
    const { status } = await fetch(`${service.url}/health/ready`);
    if (status !== 200) throw new Error(`the service on it is not ready: /health/ready answers ${status}`);
    print(`The service on it started and folded all ${PROJECTIONS.length} read models in ${secondsSince(started)} s`);
  } finally {
    await service.close();
  }
}

/**
 * Compares every row that can be replayed with what the log gives at that position. `places` are those of its events in the log that the rows
 * were folded from, where it is another one.
 * @returns how many there are.
 * @throws Error that names the first one that differs.
 */
export async function sameRows(
  readModels: ReadModelStore,
  log: EventStore,
  { position, places = new Map() }: Readonly<{ position: Position; places?: Places }>,
): Promise<number> {
  const replay = new Replay(PROJECTIONS, new UnderstoodEventStore(log, SCHEMAS));
  let compared = 0;
  for (const { name, streams } of PROJECTIONS) {
    for await (const row of rowsOf(readModels, name)) {
      // Some read models cannot say which streams a row comes from.
      if (streams(row.key).length === 0) continue;
      const answer = await replay.answer({ model: name, key: row.key, moment: { position } });
      if (!isDeepStrictEqual({ row }, inPlaces(answer, places)))
        throw new Error(`row ${row.key} of ${name} is not what the ledger folds to`);
      compared += 1;
    }
  }
  return compared;
}

/** An answer of one log in the positions of another, which are texts of their own in both. */
function inPlaces<T>(answer: T, places: Places): T {
  if (places.size === 0) return answer;
  const text = JSON.stringify(answer).replace(/"(\d{20})"/g, (said, place: string) => {
    const there = places.get(place);
    return there === undefined ? said : JSON.stringify(there);
  });
  return JSON.parse(text) as T;
}

async function* rowsOf(store: ReadModelStore, name: string): AsyncGenerator<Stored, void, undefined> {
  let after: string | undefined;
  do {
    const page = await store.page(name, { limit: MAX_PAGE, ...defined({ after }) });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
