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
import type { Position } from '../kernel/event.js';
import type { EventStore } from '../log/event-store.js';
import { compareLogs } from '../log/move-log.js';
import { openEventStore, sqlitePathOf } from '../log/open-event-store.js';
import { UnderstoodEventStore } from '../log/understood-event-store.js';
import { createService } from '../main.js';
import { serviceLog } from '../operations/service-log.js';
import { SCHEMAS } from '../slices.js';
import { backup } from './backup.js';
import { assertPlaces } from './places.js';
import { restore } from './restore.js';

/** Read models that make no progress for this long have stopped, in milliseconds. */
const STANDS_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 100;

type Print = (line: string) => void;

/**
 * The drill of a restore, on the ledger of these settings while its service goes on, which it only reads: takes a backup,
 * restores it into a temporary folder, runs a service on that, and compares every event and every row that can be
 * replayed with the ledger itself. Prints what it does, with figures. Returns the exit code: 0 when nothing differs;
 * otherwise the folder is kept.
 */
export async function drill(settings: Config, print: Print): Promise<number> {
  // Before anything is begun: only a log of this engine can be backed up from here.
  sqlitePathOf(settings.eventStore);
  assertPlaces(settings);
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'thidua-drill-'));
  try {
    await drilledIn(folder, settings, print);
    await rm(folder, { recursive: true });
    print(`The drill held, in ${secondsSince(started)} s`);
    return 0;
  } catch (error) {
    print(`THE DRILL FAILED: ${error instanceof Error ? error.message : String(error)}`);
    print(`What was restored is kept in ${folder}`);
    return 1;
  }
}

async function drilledIn(folder: string, settings: Config, print: Print): Promise<void> {
  const copy = join(folder, 'backup.db');
  if ((await backup(settings.eventStore, copy, print)) !== 0) throw new Error('no backup could be made');
  const restored = inFolder(folder, settings);
  if (restore(restored.eventStore, copy, print) !== 0) throw new Error('the backup could not be restored');
  const source = await openEventStore(settings.eventStore, { readOnly: true, orCopy: true });
  try {
    const position = await comparedWith(source, restored, print);
    await foldedTo(position, restored, print);
    const readModels = await openReadModelStore(restored.readModels);
    const rows = await sameRows(readModels, source, position).finally(() => readModels.close());
    print(`${rows} rows are what the ledger itself folds to at position ${position}`);
  } finally {
    await source.close();
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

/** @returns the position of the last event that was restored. */
async function comparedWith(source: EventStore, { eventStore }: Config, print: Print): Promise<Position> {
  const restored = await openEventStore(eventStore, { readOnly: true });
  try {
    const { events, digest, position } = await compareLogs(source, restored, () => undefined);
    const head = await restored.head();
    if (head !== position)
      throw new Error(`the restored log ends at ${head}, in the ledger that event is at ${position}`);
    print(`The ledger and what was restored hold the same first ${events} events, up to position ${position}`);
    print(`SHA-256 of their canonical JSON: ${digest}`);
    return position;
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
 * Compares every row that can be replayed with what the log gives at that position.
 * @returns how many there are.
 * @throws Error that names the first one that differs.
 */
export async function sameRows(readModels: ReadModelStore, log: EventStore, position: Position): Promise<number> {
  const replay = new Replay(PROJECTIONS, new UnderstoodEventStore(log, SCHEMAS));
  let compared = 0;
  for (const { name, streams } of PROJECTIONS) {
    for await (const row of rowsOf(readModels, name)) {
      // Some read models cannot say which streams a row comes from.
      if (streams(row.key).length === 0) continue;
      const answer = await replay.answer({ model: name, key: row.key, moment: { position } });
      if (!isDeepStrictEqual({ row }, answer))
        throw new Error(`row ${row.key} of ${name} is not what the ledger folds to`);
      compared += 1;
    }
  }
  return compared;
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
