import { ReadModelsUnavailable } from '../read-model-store.js';

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

/** What an operator can do about any other error of the driver, by how its code begins. */
const REMEDIES: readonly (readonly [code: string, remedy: string])[] = [
  ['SQLITE_READONLY', 'let the user of this process write the file and its folder, on a disk that is not read-only'],
  ['SQLITE_CANTOPEN', 'let the user of this process open the file, and write its folder'],
  ['SQLITE_PERM', 'let the user of this process open the file'],
  ['SQLITE_FULL', 'make room on its disk'],
  ['SQLITE_IOERR', 'look at its disk'],
  ['SQLITE_BUSY', 'another process holds it: find who does'],
];

/** What is damaged, in words, if the error says that something is. */
export function damageIn(error: unknown): string | undefined {
  if (error instanceof Damaged) return error.message;
  if (!isNative(error)) return undefined;
  const { code, message } = error;
  return DAMAGED.test(code) || (code === 'SQLITE_ERROR' && MISSING.test(message)) ? `${message} (${code})` : undefined;
}

/** The error with the file that it is about and what to do, if the driver threw it; any other as it is. */
export function ofFile(path: string, error: unknown): unknown {
  if (!isNative(error)) return error;
  const { code, message } = error;
  const remedy = REMEDIES.find(([beginning]) => code.startsWith(beginning))?.[1];
  const said = [`${path}: ${message} (${code})`, remedy].filter((part) => part !== undefined).join(': ');
  return new ReadModelsUnavailable(new Error(said, { cause: error }));
}

function isNative(error: unknown): error is Readonly<{ code: string; message: string }> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_');
}
