import { randomInt } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
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

/**
 * How far the first turn in a WAL is ahead of its file at most: a WAL begins where all of the one before it was in the file, with
 * that turn going on or with the next. How far the last one is ahead says nothing: while a reader holds the copying back,
 * any number of processes may come and go.
 */
const NEXT = 2;

/**
 * Each time that a process writes the log is a turn. Turns are counted in the file: the number is odd while one goes on,
 * even once it ended in peace, and stays odd after `kill -9`. The first number of a file is random.
 *
 * It is the `application_id` of SQLite, since that stands in the first page: there the file can be asked alone, without
 * its WAL, and every group that is committed writes that page, so that the WAL has the number too. So it can be seen
 * when the WAL of an open turn is gone, and when a WAL lies beside a file that it does not belong to.
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
  setTurn(log, before + (isOpen(before) ? 2 : 1)).run();
}

export function endTurn(log: Database.Database): void {
  const turn = turnOf(log);
  if (isOpen(turn)) setTurn(log, turn + 1).run();
}

/**
 * Looks at a file and its WAL before anything is read from them or written to them. `openAlone` opens the log without
 * ever writing to the file, even when it is closed. A file that this process has open already was looked at then.
 * @throws Error when acknowledged events may be missing because the WAL is gone, or a WAL lies there that is not its own.
 */
export function assertFileAndWalBelong(path: string, openAlone: () => Database.Database): void {
  if (isOpenHere(path)) return;
  const inFile = turnInFile(path);
  if (inFile === undefined) return;
  if (hasWal(path)) assertWalIsOf(path, inFile, openAlone);
  // Between the two looks it may have ended in peace.
  else if (isOpen(inFile) && turnInFile(path) === inFile) throw new WalLost(path);
}

function assertWalIsOf(path: string, inFile: number, openAlone: () => Database.Database): void {
  const log = openAlone();
  try {
    const first = firstTurnInWal(path) ?? inFile;
    if (first > inFile + NEXT || turnOf(log) < inFile) throw new ForeignWal(path);
  } catch (error) {
    // What two files that do not belong together look like is anybody's guess.
    throw (error as { code?: unknown }).code === 'SQLITE_CORRUPT' ? new ForeignWal(path) : error;
  } finally {
    log.close();
  }
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
  constructor(path: string) {
    super(
      `${path} was not closed in peace and its ${path}-wal is gone, so events that were acknowledged may be missing: put the WAL ` +
        `back; if it is lost, restore a backup, or what the file itself holds with "restore ${path}". If another process writes ` +
        'to the file under another name, stop that one',
    );
    this.name = 'WalLost';
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
  /** Until the WAL was copied, which a reader may hold back, the file says an earlier turn. */
  #said: number | undefined;

  constructor(
    path: string,
    private readonly turn: number,
  ) {
    this.#descriptor = openSync(path, 'r');
    this.#said = this.#says();
  }

  /** Whether the file says what it said when this turn began, or the turn itself: from the first copy of the WAL on that alone. */
  isOurs(): boolean {
    const says = this.#says();
    if (says === this.turn) this.#said = this.turn;
    return says !== undefined && says === this.#said;
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
