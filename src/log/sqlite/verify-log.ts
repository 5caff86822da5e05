import type Database from 'better-sqlite3';
import { decode, positionAt, type StoredEvent } from '../stored-event.js';
import { type Checks, type Fault, type Verdict, VerifiedWalk } from '../verified-walk.js';
import { LONG_BATCH } from '../long-batch.js';
import { LogReader } from './log-reader.js';
import { openForReading } from './open-log.js';
import { INSTANT_EVERY, strangeIn } from './tables.js';

const BATCH_SIZE = 1000;

/**
 * Reads the whole log and stops at the first bad place: the file is intact and its tables are those that were made for
 * it, positions have no gaps, ids are unique, every event is found by its stream and decodes, a walk through the events shows
 * nothing, and what is kept of them to find instants is right. Yields the events checked so far.
 */
export function* verifyLog(path: string, checks: Checks): Generator<number, Verdict> {
  const log = openForReading(path, { orCopy: true });
  const walk = new VerifiedWalk(checks);
  try {
    return walk.verdict(yield* firstFaultIn(log, walk));
  } catch (error) {
    const position = positionAt(walk.checked + 1);
    return walk.verdict({ problem: `the file cannot be read: ${String(error)}`, position });
  } finally {
    log.close();
  }
}

function* firstFaultIn(log: Database.Database, walk: VerifiedWalk): Generator<number, Fault | undefined> {
  const damage = damageOf(log) ?? strangeIn(log);
  if (damage !== undefined) return { problem: damage };
  const reader = new LogReader(log);
  const unshown = reader.unshown();
  for (const stored of storedEvents(reader)) {
    const fault = faultOf(stored, walk, unshown);
    if (fault) return fault;
    if (walk.checked % BATCH_SIZE === 0) yield walk.checked;
  }
  return faultBeside(log, walk);
}

/** What no event alone shows. */
function faultBeside(log: Database.Database, { missing }: VerifiedWalk): Fault | undefined {
  const problem = missing ?? besideEventsIn(log);
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
  for (let reached = 0; reached < end;) {
    const upTo = Math.min(reached + BATCH_SIZE, end);
    const page = reader.page(reached, upTo, LONG_BATCH);
    yield* page;
    [reached] = page.at(-1) ?? [upTo];
  }
}

/** `unshown`: where a read of its stream leaves an event out, if anywhere. */
function faultOf(stored: StoredEvent, walk: VerifiedWalk, unshown: number | undefined): Fault | undefined {
  const [found, stream, revision] = stored;
  const place = { position: positionAt(found), stream, revision };
  const problem =
    (found === walk.checked + 1 ? undefined : `position ${positionAt(walk.checked + 1)} is missing before it`) ??
    walk.outOfOrder(place) ??
    (found === unshown ? 'its stream does not show it' : undefined) ??
    walk.problemWith(place, () => decode(stored));
  return problem === undefined ? undefined : { problem, ...place };
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
