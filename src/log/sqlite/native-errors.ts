/** What an operator can do about an error of the driver, by how its code begins. */
const REMEDIES: readonly (readonly [code: string, remedy: string])[] = [
  ['SQLITE_READONLY', 'let the user of this process write the file and its folder, on a disk that is not read-only'],
  ['SQLITE_CANTOPEN', 'let the user of this process open the file, and write its folder'],
  ['SQLITE_FULL', 'make room on its disk'],
  ['SQLITE_IOERR', 'look at its disk'],
  ['SQLITE_CORRUPT', 'restore a backup, and keep the damaged file'],
  ['SQLITE_NOTADB', 'name the right file, or restore a backup, and keep the damaged file'],
];

/**
 * Does what a thread does with the log. The driver's errors are none of JavaScript's own: as they are, they would come
 * to another thread without a word. Where it opens the file at `path`, the error says so, and what to do.
 */
export function withNativeErrors<Result>(work: () => Result, path?: string): Result {
  try {
    return work();
  } catch (error) {
    if (!isNative(error)) throw error;
    const { code } = error;
    const remedy = REMEDIES.find(([beginning]) => code.startsWith(beginning))?.[1];
    const said = `${error.message} (${code})`;
    throw new Error(path === undefined ? said : [`${path}: ${said}`, remedy].filter(Boolean).join(': '), {
      cause: error,
    });
  }
}

/** Whether the driver threw it: then the disk, the file or the statement failed, not the request. */
export function isNative(error: unknown): error is Readonly<{ code: string; message: string }> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_');
}

/** Whether the disk had no room. SQLite has then stored nothing, though what it wrote last may still lie in the WAL. */
export function isFull(error: unknown): boolean {
  return isNative(error) && error.code === 'SQLITE_FULL';
}
