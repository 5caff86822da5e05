import type Database from 'better-sqlite3';
import type { Instant } from '../../kernel/instant.js';
import { decode, positionAt, type StoredEvent } from '../stored-event.js';
import type { EventSchemas } from '../upcasting.js';
import { LogReader } from './log-reader.js';
import { openForReading } from './open-log.js';

const BATCH_SIZE = 1000;

/** The first bad place of a log. `position`, `stream` and `revision` are there as far as they are known. */
export type Fault = Readonly<{ problem: string; position?: string; stream?: string; revision?: number }>;

export type Verdict = Readonly<{ events: number; streams: number; fault?: Fault }>;

/** Where a stream stands: what the next event must follow. */
type Head = Readonly<{ revision: number; recordedAt: Instant }>;

/**
 * Reads the whole log and stops at the first bad place: the file is intact, positions and revisions have no gaps, every
 * event is found by its stream, decodes and can be read in its newest schema, `recordedAt` never runs back within a
 * stream. Yields the events checked so far. Memory grows with the number of streams, not of events.
 */
export function* verifyLog(path: string, schemas: EventSchemas): Generator<number, Verdict> {
  const log = openForReading(path);
  const heads = new Map<string, Head>();
  let checked = 0;
  const verdict = (fault?: Fault): Verdict => ({ events: checked, streams: heads.size, ...(fault && { fault }) });
  try {
    const damage = damageOf(log);
    if (damage !== undefined) return verdict({ problem: damage });
    const reader = new LogReader(log);
    const unshown = reader.unshown();
    for (const stored of storedEvents(reader)) {
      const fault = faultOf(stored, { place: checked + 1, heads, schemas, unshown });
      if (fault) return verdict(fault);
      checked += 1;
      if (checked % BATCH_SIZE === 0) yield checked;
    }
    return verdict();
  } catch (error) {
    return verdict({ problem: `the file cannot be read: ${String(error)}`, position: positionAt(checked + 1) });
  } finally {
    log.close();
  }
}

/** What SQLite itself finds wrong with the file, its indexes included. */
function damageOf(log: Database.Database): string | undefined {
  const found = log.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get();
  return found === 'ok' ? undefined : `the file is damaged: ${found ?? 'no answer'}`;
}

function* storedEvents(reader: LogReader): Generator<StoredEvent> {
  const end = reader.end();
  for (let reached = 0; reached < end; reached += BATCH_SIZE) yield* reader.page(reached, reached + BATCH_SIZE);
}

type Expected = Readonly<{
  place: number;
  heads: Map<string, Head>;
  schemas: EventSchemas;
  /** Where a read of its stream leaves an event out, if anywhere. */
  unshown: number | undefined;
}>;

function faultOf(stored: StoredEvent, expected: Expected): Fault | undefined {
  const [found, stream, revision] = stored;
  const at = { position: positionAt(found), stream, revision };
  const problem = misplaced(stored, expected);
  if (problem !== undefined) return { problem, ...at };
  const { heads, schemas } = expected;
  const head = heads.get(stream);
  try {
    const { metadata } = schemas.upcast(decode(stored));
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
