/** By how the code of an error of the driver begins, what an operator can do about it. The first that fits counts. */
export type Remedies = readonly (readonly [code: string, remedy: string])[];

const REMEDIES: Remedies = [
  ['SQLITE_READONLY', 'let the user of this process write the file and its folder, on a disk that is not read-only'],
  ['SQLITE_CANTOPEN', 'let the user of this process open the file, and write its folder'],
  ['SQLITE_PERM', 'let the user of this process open the file'],
  ['SQLITE_FULL', 'make room on its disk'],
  ['SQLITE_IOERR_WRITE', 'look at its disk, and at the quota of the user of this process'],
  ['SQLITE_IOERR', 'look at its disk'],
  ['SQLITE_BUSY', 'another process holds it: find who does'],
];

/** An error as the driver throws it, which is none of JavaScript's own. */
export type NativeError = Readonly<{ code: string; message: string }>;

/** Whether the driver threw it: then the disk, the file or the statement failed, not the request. */
export function isNative(error: unknown): error is NativeError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_');
}

/** What the driver says. */
export function inWords({ code, message }: NativeError): string {
  return `${message} (${code})`;
}

/** What the driver says of that file, and what to do; `more` are the remedies of who knows what the file is. */
export function ofFileInWords(path: string, error: NativeError, more: Remedies = []): string {
  const remedy = [...REMEDIES, ...more].find(([beginning]) => error.code.startsWith(beginning))?.[1];
  return [`${path}: ${inWords(error)}`, ...(remedy === undefined ? [] : [remedy])].join(': ');
}
