import { randomUUID } from 'node:crypto';
import { metServer } from '../servers-met.js';
import { TestServer } from './test-server.js';

/** The EventStoreDB of a test: the real one at `EVENTSTOREDB_URL`, otherwise a test server. */
export type ServerMet = Readonly<{
  /** The URL of a new, empty ledger on it. */
  newLedger: () => string;
  stop: () => Promise<void>;
}>;

const REAL = process.env['EVENTSTOREDB_URL'];

/** Stands in the names of suites. */
export const NAME_OF_THE_SERVER = REAL === undefined ? 'the in-repo server' : 'a real server';

export async function meetServer(): Promise<ServerMet> {
  if (REAL !== undefined) metServer('EventStoreDB', NAME_OF_THE_SERVER, true);
  const own = REAL === undefined ? await TestServer.start() : undefined;
  const url = own?.url ?? REAL ?? '';
  return {
    newLedger: () => `${url}${url.includes('?') ? '&' : '?'}ledger=${randomUUID().replaceAll('-', '')}`,
    stop: async () => own?.stop(),
  };
}
