import { inWords, isNative, ofFileInWords } from '../../src/sqlite/native-errors.js';
import { ReadModelsUnavailable } from '../read-model-store.js';

/** Hears of a file that was set aside, and why, and of what else went wrong and was got around. */
export type Report = (problem: string, error: unknown) => void;

/** What the file holds is not what was written. Rows can be folded again, so it is of no use any more. */
export class Damaged extends Error {
  constructor(what: string, cause?: unknown) {
    super(what, { cause });
    this.name = 'Damaged';
  }
}

/** How SQLite calls a file that it cannot read as the database it was; a column or table that it misses is no other case. */
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ|IOERR_CORRUPTFS|FORMAT)/;
const MISSING = /^no such (table|column|index)\b|has no column named/;

/** What is damaged, in words, if the error says that something is. */
export function damageIn(error: unknown): string | undefined {
  if (error instanceof Damaged) return error.message;
  if (!isNative(error)) return undefined;
  const isMissing = error.code === 'SQLITE_ERROR' && MISSING.test(error.message);
  return DAMAGED.test(error.code) || isMissing ? inWords(error) : undefined;
}

/** Another connection is writing, and has been for longer than this one waits. */
export class Held extends ReadModelsUnavailable {}

/** The error with the file that it is about and what to do, if the driver threw it; any other as it is. */
export function ofFile(path: string, error: unknown): unknown {
  if (!isNative(error)) return error;
  const said = new Error(ofFileInWords(path, error), { cause: error });
  return error.code.startsWith('SQLITE_BUSY') ? new Held(said) : new ReadModelsUnavailable(said);
}
