import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { positionAt } from '../stored-event.js';
import { asTheLedger } from './as-the-ledger.js';
import { isNoRoom } from './native-errors.js';

/** The last event of a log; the place 0, and an empty id, where there is none. */
export type EndOfLog = Readonly<{ place: number; id: string }>;

type Acknowledged = Readonly<{ position: string; event: string }>;

/** Bytes of the file: a line of JSON, filled up with spaces, so that a later one covers an earlier one whole. */
const LENGTH = 256;

/** The same, as sizes of files are told. */
export const LENGTH_OF_HEAD = BigInt(LENGTH);

/** Characters of an id that are kept; those of the ledger have as many. */
const OF_ID = 36;

/**
 * What the word of the operator is kept of. `trusted`: up to which place what dated a record says nothing of the clock, 0 for none. `lost`:
 * the event that was acknowledged last and that the log went on without, until it has come to that place again.
 */
export type Beside = Readonly<{ trusted: number; lost: EndOfLog | undefined }>;

const NOTHING: Beside = { trusted: 0, lost: undefined };

function lineOf({ place, id }: EndOfLog, { trusted, lost }: Beside): string {
  return JSON.stringify({
    ...lineOfEnd(place, id),
    ...(trusted > 0 && { trusted }),
    ...(lost !== undefined && lost.place > place && { lost: lineOfEnd(lost.place, lost.id) }),
  });
}

function lineOfEnd(place: number, id: string): Acknowledged {
  return { position: positionAt(place), event: id.slice(0, OF_ID) };
}

/** Where it is kept. */
export function headOf(file: string): string {
  return `${file}.head`;
}

/**
 * The file beside a log that says which event was acknowledged last. It is written in place after each group, once that is
 * durable and before it is acknowledged, and not synced: it outlives the process, and after a loss of power it may be behind. It is
 * never ahead of the log, so a log that ends before it, or has another event there, has lost what was acknowledged.
 */
export class AcknowledgedEnd {
  readonly #descriptor: number;
  readonly #beside: Beside;
  readonly #bytes = Buffer.alloc(LENGTH);
  #place: number | undefined;

  /** Makes the file when it is missing; what it says then is on the disk, for all who may read the log. */
  constructor(file: string, end: EndOfLog, beside: Beside = NOTHING) {
    this.#beside = beside;
    closeSync(openSync(headOf(file), 'a', 0o600));
    asTheLedger(headOf(file), file);
    this.#descriptor = openSync(headOf(file), 'r+');
    this.is(end);
    fsyncSync(this.#descriptor);
  }

  is({ place, id }: EndOfLog): void {
    if (place === this.#place) return;
    this.#bytes.fill(' ').write(lineOf({ place, id }, this.#beside));
    this.#bytes.write('\n', LENGTH - 1);
    try {
      writeSync(this.#descriptor, this.#bytes, 0, LENGTH, 0);
      this.#place = place;
    } catch (error) {
      // Behind is what it may be.
      if (!isNoRoom(error)) throw error;
    }
  }

  close(): void {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }
}

/** `undefined` where there is none, as beside a ledger of an older release or a backup. */
function textAt(file: string): string | undefined {
  try {
    return readFileSync(headOf(file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'EISDIR') throw error;
    throw new Error(`${headOf(file)} is a folder, where a file says which event was acknowledged last: move it away`, {
      cause: error,
    });
  }
}

/** `unread` where it is not ours. */
function acknowledgedIn(text: string): Acknowledged | 'unread' {
  try {
    const { position, event } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof position === 'string' && typeof event === 'string' ? { position, event } : 'unread';
  } catch {
    return 'unread';
  }
}

const EVENT_AT = 'SELECT id FROM events WHERE position = ?';
const LAST_EVENT = `SELECT position AS place, substr(id, 1, ${OF_ID}) AS id FROM events ORDER BY position DESC LIMIT 1`;

/** Looks at a file that is written meanwhile, before what it says is believed to be wrong. One is enough where it is not. */
const MOST_LOOKS = 100;

/**
 * What was acknowledged at `file` and is not in that log, in words; `undefined` where nothing is missing. The log may be another
 * one that is to be put there. Who writes may be in the middle of the file when it is read, so it is wrong once it says the same twice.
 */
export function lossIn(
  log: Database.Database,
  file: string,
  read: (file: string) => string | undefined = textAt,
): string | undefined {
  let before: string | undefined;
  for (let looks = 1; ; looks += 1) {
    // Before the log is asked, which may be written meanwhile.
    const text = read(file);
    // Or made, and the process or the machine gone before it said anything.
    if (text === undefined || text === '') return undefined;
    const loss = lossBy(text, log, file);
    if (loss === undefined || text === before || looks === MOST_LOOKS) return loss;
    before = text;
  }
}

/** What the word of the operator is kept of at `file`. */
export function saidAt(file: string): Beside {
  try {
    const { trusted, lost } = JSON.parse(textAt(file) ?? '') as Readonly<{ trusted?: number; lost?: Acknowledged }>;
    return { trusted: trusted ?? 0, lost: lost && { place: Number(lost.position), id: lost.event } };
  } catch (error) {
    if (error instanceof SyntaxError) return NOTHING;
    throw error;
  }
}

/** Has the next start go on without the event that was acknowledged last. */
export function goOnWithout(file: string): void {
  const acknowledged = acknowledgedIn(textAt(file) ?? '');
  const lost = acknowledged === 'unread' ? undefined : { place: Number(acknowledged.position), id: acknowledged.event };
  const end = new AcknowledgedEnd(file, { place: 0, id: '' }, { ...saidAt(file), lost });
  end.close();
}

function lossBy(text: string, log: Database.Database, file: string): string | undefined {
  const acknowledged = acknowledgedIn(text);
  if (acknowledged === 'unread') return `${headOf(file)} does not say any more which event was acknowledged last`;
  return lossAfter(acknowledged, log, file);
}

function lossAfter({ position, event }: Acknowledged, log: Database.Database, file: string): string | undefined {
  const lacks = lackOf({ place: Number(position), id: event }, log);
  return lacks && `${lacks} was acknowledged (${headOf(file)})`;
}

/** The event that a log ends with. */
export function endOf(log: Database.Database): EndOfLog {
  return log.prepare<[], EndOfLog>(LAST_EVENT).get() ?? { place: 0, id: '' };
}

/** How the log does without that event, as the beginning of a sentence about it; `undefined` where it has it. */
export function lackOf({ place, id }: EndOfLog, log: Database.Database): string | undefined {
  if (place === 0) return undefined;
  const found = log.prepare<[number], string>(EVENT_AT).pluck().get(place);
  if (found?.slice(0, OF_ID) === id) return undefined;
  const { place: last } = endOf(log);
  const end = last === 0 ? 'it has no event' : `it ends at position ${positionAt(last)}`;
  const stands = found === undefined ? end : `it has another event at position ${positionAt(place)}`;
  return `${stands}, and the event ${id} at position ${positionAt(place)}`;
}

/** That a log ends with the event that was acknowledged last, in words; `undefined` where that cannot be told of it. */
export function wholeBy(log: Database.Database, file: string): string | undefined {
  const acknowledged = acknowledgedIn(textAt(file) ?? '');
  if (acknowledged === 'unread') return undefined;
  const { position } = acknowledged;
  const isLast = Number(position) > 0 && endOf(log).place === Number(position);
  if (!isLast || lossAfter(acknowledged, log, file) !== undefined) return undefined;
  return `${headOf(file)} names the event at position ${position} as acknowledged last, and the file ends with that: nothing is missing, unless the machine lost power`;
}

/** Events that were acknowledged are not there any more. */
export class AcknowledgedLost extends Error {
  constructor(
    file: string,
    readonly loss: string,
  ) {
    super(
      `${file}: ${loss}. The file or its -wal was cut, or an older copy was put there by hand. Put back what stood there, or restore a backup with ` +
        '"restore <backup>"; to go on without what is missing, say "start --accept-loss"',
    );
    this.name = 'AcknowledgedLost';
  }
}
