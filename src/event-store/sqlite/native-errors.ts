import Database from 'better-sqlite3';

/**
 * Does what a thread does with the log. The driver's errors are none of JavaScript's own: as they are, they would come
 * to another thread without a word.
 */
export function withNativeErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new Error(`${error.message} (${error.code})`, { cause: error });
  }
}
