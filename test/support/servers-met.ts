import { appendFileSync } from 'node:fs';

/** The servers that tests meet when they can. `servers-met-reporter.mjs`, a reporter of Jest, tells at the end which ones it was. */
export type KindOfServer = 'EventStoreDB' | 'MongoDB';

/** Notes that tests of this file met that server; `real` for one that is not part of this repository. */
export function metServer(kind: KindOfServer, server: string, real: boolean): void {
  const notes = process.env['SERVERS_MET_FILE'];
  if (notes !== undefined) appendFileSync(notes, `${JSON.stringify({ kind, server, real })}\n`);
}
