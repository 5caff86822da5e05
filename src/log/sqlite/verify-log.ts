import type Database from 'better-sqlite3';
import { defined } from '../../kernel/defined.js';
import type { Recorded } from '../../kernel/event.js';
import type { Instant } from '../../kernel/instant.js';
import { decode, positionAt, type StoredEvent } from '../stored-event.js';
import type { Testimony } from '../testimony.js';
import type { EventSchemas } from '../upcasting.js';
import { ClockTrail } from './clock-trail.js';
import { LogReader } from './log-reader.js';
import { openForReading } from './open-log.js';
import { INSTANT_EVERY, strangeIn } from './tables.js';

const BATCH_SIZE = 1000;

/** The first bad place of a log. `position`, `stream` and `revision` are there as far as they are known. */
export type Fault = Readonly<{ problem: string; position?: string; stream?: string; revision?: number }>;

/** `remark` is about a log that is sound: what an operator should know of its clocks. */
export type Verdict = Readonly<{ events: number; streams: number; fault?: Fault; remark?: string }>;

/** Where a stream stands: what the next event must follow. */
type Head = Readonly<{ revision: number; recordedAt: Instant }>;

/** What is checked beside the file: whether this release understands the events, and what they say of themselves. */
export type Checks = Readonly<{ schemas?: EventSchemas; testimony?: Testimony }>;

/**
 * Reads the whole log and stops at the first bad place: the file is intact and its tables are those that were made for
 * it, positions and revisions have no gaps, ids are unique, every event is found by its stream, decodes, can be read in
 * its newest schema and says nothing of itself that is not so, `recordedAt` never runs back within a stream, and what is
 * kept of it to find instants is right. Yields the events checked so far. Memory grows with the number of streams, not of
 * events.
 */
export function* verifyLog(path: string, checks: Checks): Generator<number, Verdict> {
  const log = openForReading(path, { orCopy: true });
  const walk: Walk = { heads: new Map(), clock: new ClockTrail(), checked: 0 };
  const verdict = (fault: Fault | undefined): Verdict => ({
    events: walk.checked,
    streams: walk.heads.size,
    ...defined({ fault, remark: walk.clock.remark }),
  });
  try {
    return verdict(yield* firstFaultIn(log, checks, walk));
  } catch (error) {
    return verdict({ problem: `the file cannot be read: ${String(error)}`, position: positionAt(walk.checked + 1) });
  } finally {
    log.close();
  }
}

type Walk = { readonly heads: Map<string, Head>; readonly clock: ClockTrail; checked: number };

function* firstFaultIn(log: Database.Database, checks: Checks, walk: Walk): Generator<number, Fault | undefined> {
  const damage = damageOf(log) ?? strangeIn(log);
  if (damage !== undefined) return { problem: damage };
  const reader = new LogReader(log);
  const unshown = reader.unshown();
  for (const stored of storedEvents(reader)) {
    const fault = faultOf(stored, { ...walk, place: walk.checked + 1, checks, unshown });
    if (fault) return fault;
    walk.checked += 1;
    if (walk.checked % BATCH_SIZE === 0) yield walk.checked;
  }
  return faultBeside(log, checks);
}

/** What no event alone shows. */
function faultBeside(log: Database.Database, { testimony }: Checks): Fault | undefined {
  const problem = testimony?.problemAtEnd() ?? besideEventsIn(log);
  return problem === undefined ? undefined : { problem };
}

/** What SQLite itself finds wrong with the file, its indexes included. */
function damageOf(log: Database.Database): string | undefined {
  const found = log.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get();
  return found === 'ok' ? undefined : `the file is damaged: ${found ?? 'no answer'}`;
}

function* storedEvents(reader: LogReader): Generator<StoredEvent> {
  const end = reader.end();
  // Not beyond the end as it was: what is written meanwhile would be cut in the middle of a decision.
  for (let reached = 0; reached < end; reached += BATCH_SIZE) {
    yield* reader.page(reached, Math.min(reached + BATCH_SIZE, end));
  }
}

type Expected = Readonly<{
  place: number;
  heads: Map<string, Head>;
  checks: Checks;
  clock: ClockTrail;
  /** Where a read of its stream leaves an event out, if anywhere. */
  unshown: number | undefined;
}>;

/** @throws NotUnderstood for what this release cannot read, where that is asked. */
function readBy({ schemas }: Checks, event: Recorded): Recorded {
  return schemas === undefined ? event : schemas.upcast(event);
}

function faultOf(stored: StoredEvent, expected: Expected): Fault | undefined {
  const [found, stream, revision] = stored;
  const at = { position: positionAt(found), stream, revision };
  const problem = misplaced(stored, expected);
  if (problem !== undefined) return { problem, ...at };
  const { heads, checks, clock } = expected;
  const head = heads.get(stream);
  try {
    const event = decode(stored);
    const untrue = checks.testimony?.problemWith(event);
    if (untrue !== undefined) return { problem: untrue, ...at };
    const { metadata } = readBy(checks, event);
    clock.passes(metadata.recordedAt, at.position);
    if (head && metadata.recordedAt < head.recordedAt) {
      return { problem: `recorded at ${metadata.recordedAt}, before the event before it (${head.recordedAt})`, ...at };
    }
    heads.set(stream, { revision, recordedAt: metadata.recordedAt });
  } catch (error) {
    return { problem: `the event cannot be read: ${error instanceof Error ? error.message : String(error)}`, ...at };
  }
  return undefined;
}

function misplaced([found, stream, revision]: StoredEvent, { place, heads, unshown }: Expected): string | undefined {
  if (found !== place) return `position ${positionAt(place)} is missing before it`;
  const next = (heads.get(stream)?.revision ?? -1) + 1;
  if (revision !== next) return `revision ${next} of the stream is expected here`;
  return found === unshown ? 'its stream does not show it' : undefined;
}

/** One statement each: what the tables beside the events must not say. */
const BESIDE_EVENTS: readonly (readonly [table: string, found: string, problem: string])[] = [
  [
    'events',
    'SELECT max(position) FROM events GROUP BY id HAVING count(*) > 1 ORDER BY 1',
    'has the id of another event',
  ],
  [
    'streams',
    'SELECT name FROM streams WHERE number NOT IN (SELECT stream_number FROM events WHERE stream_number IS NOT NULL)',
    'is the name of a stream without an event',
  ],
  ['ledger', 'SELECT count(*) FROM ledger HAVING count(*) <> 1', 'identities are kept instead of one'],
  ['ledger', "SELECT identity FROM ledger WHERE trim(identity) = ''", 'is the identity of the log: it is empty'],
  [
    'instants',
    `SELECT coalesce(kept.position, told.position) FROM instants AS kept FULL JOIN (
       SELECT position, latest FROM
         (SELECT position, max(json_extract(metadata, '$.recordedAt')) OVER (ORDER BY position) AS latest FROM events)
         WHERE position % ${INSTANT_EVERY} = 0) AS told USING (position) WHERE kept.latest IS NOT told.latest`,
    'is a place at which another instant is kept than the events say',
  ],
];

/** Files of an older release have not all of the tables. */
function besideEventsIn(log: Database.Database): string | undefined {
  const has = log.prepare<[string], number>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
  for (const [table, statement, problem] of BESIDE_EVENTS) {
    if (has.get(table) === undefined) continue;
    const found = log.prepare<[], string | number>(statement).pluck().get();
    if (found !== undefined)
      return `${typeof found === 'number' && table !== 'ledger' ? positionAt(found) : found} ${problem}`;
  }
  return undefined;
}
