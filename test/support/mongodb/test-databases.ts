import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { Gate } from '../gate.js';
import { metServer } from '../servers-met.js';
import { databaseOn, MONGODB_URL, onDatabase, serverIn, whatIsMet } from './server-met.js';

/** Tests on the server at `MONGODB_URL`. Without one they are skipped, and the run says so at its end. */
export const describeOnMongodb = MONGODB_URL ? describe : describe.skip;

/** An open gate before the server, or before the first of several, since a gate leads to one. */
export async function gateToMongodb(): Promise<Gate> {
  const [host = '', port = '27017'] = serverIn(MONGODB_URL).hosts.split(',')[0]?.split(':') ?? [];
  const gate = new Gate(() => ({ host, port: Number(port) }));
  await gate.open();
  return gate;
}

/** New databases for tests on that server. */
export class TestDatabases {
  private readonly names: string[] = [];

  /** The URL of a new database, to be reached at that address (`host:port`) if one is given. */
  url(address?: string): string {
    const name = `thidua-test-${randomUUID()}`;
    this.names.push(name);
    return databaseOn(MONGODB_URL, name, address);
  }

  /** Drops all of them, and notes which server they were on, for the report at the end of the run. */
  async drop(): Promise<void> {
    if (this.names.length === 0) return;
    const { server, real } = await whatIsMet(MONGODB_URL);
    metServer('MongoDB', server, real);
    for (const name of this.names.splice(0)) {
      await onDatabase(databaseOn(MONGODB_URL, name), (client) => client.db().dropDatabase());
    }
  }
}
