import Database from 'better-sqlite3';

/** How much of the WAL of a log is in its file, in pages, as another connection sees it. It changes nothing. */
export function walOf(path: string): Readonly<{ pages: number; copied: number; isCopied: boolean }> {
  const log = new Database(path, { readonly: true });
  try {
    // Until something is read, a connection does not know of the WAL.
    log.prepare('SELECT count(*) FROM events').get();
    const [, pages, copied] = log.prepare<[], [number, number, number]>('PRAGMA wal_checkpoint(NOOP)').raw().get() as [
      number,
      number,
      number,
    ];
    return { pages, copied, isCopied: pages === copied };
  } finally {
    log.close();
  }
}
