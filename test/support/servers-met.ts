import { appendFileSync } from 'node:fs';

/**
 * Servers that tests meet where they can. `servers-met-reporter.mjs`, a reporter of Jest, says at the end which they
 * were.
 */
export type KindOfServer = 'EventStoreDB' | 'MongoDB';

/** Notes that tests met that server; `real` says that it is not a test server of this repository. */
export function metServer(kind: KindOfServer, server: string, real: boolean): void {
  const notes = process.env['SERVERS_MET_FILE'];
  if (notes !== undefined) appendFileSync(notes, `${JSON.stringify({ kind, server, real })}\n`);
}
