import { randomInt } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { headOf, lossIn, wholeBy } from './acknowledged-end.js';
import { isOpenHere } from './open-here.js';

/** Of the header of a file (sqlite.org/fileformat.html, 1.3): the bytes needed here, and where two numbers stand in it. */
const HEADER = 72;
const VERSION_AT = 60;
const TURN_AT = 68;
const MAGIC = 'SQLite format 3\0';

/** Of a WAL (sqlite.org/fileformat.html, 4.1): the header, the header of each page in it, and where both say what they belong to. */
const WAL_HEADER = 32;
const PAGE_SIZE_AT = 8;
const SALTS_AT = 16;
const FRAME_HEADER = 24;
const FRAME_SALTS_AT = 8;
const SALTS = 8;

/** The version of the tables from which on turns are counted. */
const COUNTED_FROM = 3;

/** Where the numbers begin anew: the field of the header holds no greater one. */
const ROUND = 2 ** 31;

/**
 * Each time that a process writes the log is a turn. Turns and what is committed in them are counted in the file: the number is
 * odd while a turn goes on, even once it ended in peace, and stays odd after `kill -9`. The first number of a file is random.
 *
 * It is the `application_id` of SQLite, since that stands in the first page: there the file can be asked alone, without
 * its WAL, and every group that is committed writes that page, so that the WAL has the number too. So it can be seen
 * when the WAL of an open turn is gone, and when a WAL lies beside a file that it does not belong to: no two states of a
 * file have one number.
 */
export function turnOf(log: Database.Database): number {
  return log.pragma('application_id', { simple: true }) as number;
}

/** Writes the first page even when the number is the same. Part of the transaction that is under way. */
export function setTurn(log: Database.Database, turn: number): Database.Statement<[]> {
  return log.prepare<[]>(`PRAGMA application_id = ${turn}`);
}

/** For a file that begins anew, or is put where another was: no WAL there can belong to it. Even. */
export function firstTurn(): number {
  return 2 * randomInt(2 ** 20, 2 ** 29);
}

export function beginTurn(log: Database.Database): void {
  const before = turnOf(log);
  setTurn(log, isOpen(before) ? nextOf(before) : (before + 1) % ROUND).run();
}

/** The number of the next group of an open turn. */
export function nextOf(turn: number): number {
  return (turn + 2) % ROUND;
}

export function endTurn(log: Database.Database): void {
  const turn = turnOf(log);
  if (isOpen(turn)) setTurn(log, (turn + 1) % ROUND).run();
}

/**
 * Looks at a file and its WAL before anything is read from them or written to them. `openAlone` opens the log without
 * ever writing to the file, even when it is closed. A file that this process has open already was looked at then.
 * @throws Error when acknowledged events may be missing because the WAL is gone, or a WAL lies there that is not its own.
 */
export function assertFileAndWalBelong(path: string, openAlone: () => Database.Database): void {
  if (isOpenHere(path)) return;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const inFile = turnInFile(path);
    if (inFile === undefined) return;
    const lost = hasWal(path)
      ? lostBeside(path, inFile, openAlone)
      : isOpen(inFile)
        ? walLost(path, openAlone)
        : undefined;
    if (lost === undefined) return;
    // Between two looks who writes it may have copied the WAL and begun it anew, or ended in peace.
    if (turnInFile(path) === inFile) throw lost;
  }
}

/** A file that says something else at each of so many looks is one that is being written. */
const MOST_LOOKS = 10;

function lostBeside(path: string, inFile: number, openAlone: () => Database.Database): ForeignWal | undefined {
  const log = openAlone();
  let last: number;
  try {
    last = turnOf(log);
  } catch (error) {
    // What two files that do not belong together look like is anybody's guess.
    if ((error as { code?: unknown }).code === 'SQLITE_CORRUPT') return new ForeignWal(path);
    throw error;
  } finally {
    // Before the file is asked past SQLite again.
    log.close();
  }
  return isOf(inFile, firstTurnInWal(path) ?? inFile, last) ? undefined : new ForeignWal(path);
}

/**
 * Whether a WAL with these numbers, its first and its last, is that of a file with that number. It begins where all of the one
 * before it was in the file, and the file has come to some place in it: to none yet, or, while a reader holds the copying back, to
 * one far behind its end.
 */
function isOf(inFile: number, first: number, last: number): boolean {
  return first === (inFile + 1) % ROUND || first === nextOf(inFile) || isWithin(inFile, first, last);
}

/** Whether who counts on from the one comes to it at the other or before. */
function isWithin(turn: number, from: number, to: number): boolean {
  return distance(from, turn) <= distance(from, to);
}

function distance(from: number, to: number): number {
  return (to - from + ROUND) % ROUND;
}

/** The turn in the first page that the WAL has of its file; `undefined` where it has none, as when it was cut before. */
function firstTurnInWal(path: string): number | undefined {
  const wal = openSync(`${path}-wal`, 'r');
  try {
    const header = bytesAt(wal, 0, WAL_HEADER);
    const pageSize = header?.readUInt32BE(PAGE_SIZE_AT) ?? 0;
    for (let at = WAL_HEADER; header !== undefined; at += FRAME_HEADER + pageSize) {
      const frame = bytesAt(wal, at, FRAME_HEADER + HEADER);
      // What follows was written before the WAL began anew.
      if (frame?.compare(header, SALTS_AT, SALTS_AT + SALTS, FRAME_SALTS_AT, FRAME_SALTS_AT + SALTS) !== 0) break;
      if (frame.readUInt32BE() === 1) return frame.readInt32BE(FRAME_HEADER + TURN_AT);
    }
    return undefined;
  } finally {
    closeSync(wal);
  }
}

function bytesAt(file: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, at) === length ? bytes : undefined;
}

/** Whether a WAL with anything in it lies beside the file. */
export function hasWal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > WAL_HEADER;
}

/** The file was not closed in peace, and the WAL that it needs is not there. */
export class WalLost extends Error {
  constructor(path: string, { whole, loss }: End) {
    const missing = loss === undefined ? 'may be missing' : `are missing: ${loss}`;
    const [so, remedy] =
      whole === undefined
        ? [`, so events that were acknowledged ${missing}`, ': put the WAL back; if it is lost, restore a backup, or']
        : [`. ${whole}`, '. Restore'];
    super(
      `${path} was not closed in peace and its ${path}-wal is gone${so}${remedy} what the file itself holds with "restore ${path}". ` +
        'If another process writes to the file under another name, stop that one',
    );
    this.name = 'WalLost';
  }
}

/** What is known of the end of a file that lacks its WAL. */
type End = Readonly<{ whole?: string | undefined; loss?: string | undefined }>;

function walLost(path: string, openAlone: () => Database.Database): WalLost {
  return new WalLost(path, existsSync(headOf(path)) ? endOf(path, openAlone) : {});
}

function endOf(path: string, openAlone: () => Database.Database): End {
  let log: Database.Database | undefined;
  try {
    log = openAlone();
    return { whole: wholeBy(log, path), loss: lossIn(log, path) };
  } catch {
    // That the WAL is gone is what has to be told, also of a file that cannot be read without it.
    return {};
  } finally {
    // Before the file is asked past SQLite again.
    log?.close();
  }
}

/** The WAL beside the file is that of another. */
export class ForeignWal extends Error {
  constructor(path: string) {
    super(
      `${path}-wal does not belong to ${path}: a file was put in the place of another. Bring back the one that the WAL belongs to, or restore ` +
        'a backup with "restore <backup>", which keeps both',
    );
    this.name = 'ForeignWal';
  }
}

/** Whether the file was left in the middle of a turn, as a copy made by hand or after `kill -9` is. */
export function isLeftOpen(path: string): boolean {
  return isOpen(turnInFile(path) ?? 0);
}

function isOpen(turn: number): boolean {
  return turn % 2 !== 0;
}

/**
 * The header of a file that this process writes, asked past SQLite. Its descriptor stays open as long as the thread that
 * writes: to close it would let go of SQLite's locks.
 */
export class OwnHeader {
  readonly #descriptor: number;
  readonly #bytes = Buffer.alloc(4);
  /** Until the WAL was copied, which a reader may hold back, the file says an earlier number. */
  #said: number | undefined;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    this.#said = this.#says();
  }

  /** Whether the file says what it said at the last look, or what was committed since, up to that number. */
  isOurs(last: number): boolean {
    const says = this.#says();
    const isOurs = says !== undefined && this.#said !== undefined && isWithin(says, this.#said, last);
    if (isOurs) this.#said = says;
    return isOurs;
  }

  #says(): number | undefined {
    const read = readSync(this.#descriptor, this.#bytes, 0, this.#bytes.length, TURN_AT);
    return read === this.#bytes.length ? this.#bytes.readInt32BE() : undefined;
  }
}

/** `undefined` for a file that does not count turns. Not for one that this process has open: its locks would be gone. */
function turnInFile(path: string): number | undefined {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER);
    if (readSync(file, header, 0, HEADER, 0) < HEADER || !header.toString('latin1').startsWith(MAGIC)) return undefined;
    return header.readUInt32BE(VERSION_AT) < COUNTED_FROM ? undefined : header.readInt32BE(TURN_AT);
  } finally {
    closeSync(file);
  }
}
