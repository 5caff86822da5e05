import { existsSync, statSync } from 'node:fs';

/** What SQLite would take for a part of any file that is put beside it: what was written last, or what is to be undone. */
export const LOGS_BESIDE: readonly string[] = ['-wal', '-journal'];

/** All that holds events of a ledger, or says which it has: its file, and what belongs to that. */
export const PARTS: readonly string[] = ['', ...LOGS_BESIDE, '.head'];

/** Which of these parts are there. What lies beside the file and is empty, as a reader leaves a WAL, is none. */
export function partsAt(path: string, parts: readonly string[] = PARTS): readonly string[] {
  return parts.filter((part) => {
    const size = statSync(`${path}${part}`, { throwIfNoEntry: false })?.size;
    return size !== undefined && (part === '' || size > 0);
  });
}

/**
 * For who puts a ledger where none is: what is left there of another would be taken for a part of it.
 * @throws Error that names what is there of these parts.
 */
export function assertNothingLeft(path: string, parts: readonly string[] = PARTS): void {
  if (existsSync(path)) return;
  const left = partsAt(path, parts).map((part) => `${path}${part}`);
  if (left.length === 0) return;
  throw new Error(
    `There is no ledger at ${path}, but there is ${left.join(', ')} of one that stood there: bring that one back, or move what is left of it away`,
  );
}
