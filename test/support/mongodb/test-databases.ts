import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { Gate } from '../gate.js';
import { metServer } from '../servers-met.js';
import { databaseOn, MONGODB_URL, onDatabase, serverIn, whatIsMet } from './server-met.js';

/** Tests on the server that `MONGODB_URL` names; without one they are skipped, and the run says so at its end. */
export const describeOnMongodb = MONGODB_URL ? describe : describe.skip;

/** A door before the server, open: of several before the first, as the door leads to one. */
export async function gateToMongodb(): Promise<Gate> {
  const [host = '', port = '27017'] = serverIn(MONGODB_URL).hosts.split(',')[0]?.split(':') ?? [];
  const gate = new Gate(() => ({ host, port: Number(port) }));
  await gate.open();
  return gate;
}

/** Databases of their own for tests, on the server that they meet. */
export class TestDatabases {
  private readonly names: string[] = [];

  /** The URL of a new database, to be reached at that address (`host:port`) if one is given. */
  url(address?: string): string {
    const name = `thidua-test-${randomUUID()}`;
    this.names.push(name);
    return databaseOn(MONGODB_URL, name, address);
  }

  /** Notes for the end of the run which server it was. */
  async meet(): Promise<void> {
    const { version, real } = await whatIsMet(MONGODB_URL);
    metServer('MongoDB', version, real);
  }

  /** Drops all of them. */
  async drop(): Promise<void> {
    for (const name of this.names.splice(0)) {
      await onDatabase(databaseOn(MONGODB_URL, name), (client) => client.db().dropDatabase());
    }
  }
}
