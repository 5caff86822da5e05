/**
 * Does what a thread does with the log. The driver's errors are none of JavaScript's own: as they are, they would come
 * to another thread without a word.
 */
export function withNativeErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isNative(error)) throw error;
    throw new Error(`${error.message} (${error.code})`, { cause: error });
  }
}

/** Whether the driver threw it: then the disk, the file or the statement failed, not the request. */
export function isNative(error: unknown): error is Readonly<{ code: string; message: string }> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_');
}
