import type Database from 'better-sqlite3';

/** `log` and `checkpointed` are pages of the WAL. */
type Row = Readonly<{ busy: number; log: number; checkpointed: number }>;

/**
 * Copies the WAL into the file, as far as no other connection still reads the older pages: it waits for none.
 * @returns whether all of it is in the file.
 */
export function copyWal(log: Database.Database): boolean {
  const [row] = log.pragma('wal_checkpoint(PASSIVE)') as readonly Row[];
  return row?.busy === 0 && row.checkpointed === row.log;
}
