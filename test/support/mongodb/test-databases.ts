import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { metServer } from '../servers-met.js';

/** The server that tests meet, as `MONGODB_URL` names it; without one they are skipped, and the run says so at its end. */
export const MONGODB_URL = process.env['MONGODB_URL'];

export const describeOnMongodb = MONGODB_URL ? describe : describe.skip;

/** `mongodb://user:password@host:port,…/database?options` in its parts; login with its `@`, each empty where it is absent. */
type Server = Readonly<{ scheme: string; login: string; hosts: string; database: string; options: string }>;

/** @throws Error when `MONGODB_URL` names no server. */
export function serverMet(): Server {
  const parts =
    /^(?<scheme>mongodb(?:\+srv)?:\/\/)(?<login>(?:[^@]*@)?)(?<hosts>[^/?]+)\/?(?<database>[^?]*)\??(?<options>.*)$/;
  const found = parts.exec(MONGODB_URL ?? '')?.groups;
  if (found === undefined) throw new Error('MONGODB_URL names no server');
  return found as Server;
}

/** Databases of their own for tests, on the server that they meet. */
export class TestDatabases {
  private readonly names: string[] = [];

  /** The URL of a new database, to be reached at that address (`host:port`) if one is given. */
  url(address?: string): string {
    const name = `thidua-test-${randomUUID()}`;
    this.names.push(name);
    return urlOf(name, address);
  }

  /** Notes for the end of the run which server it was. */
  async meet(): Promise<void> {
    const version = await onDatabase(urlOf('admin'), async (client) => {
      const { version } = (await client.db().command({ buildInfo: 1 })) as Readonly<Record<string, unknown>>;
      return String(version);
    });
    // The server of this repository says what it is in its version.
    metServer('MongoDB', version, !version.includes('mongo-java-server'));
  }

  /** Drops all of them. */
  async drop(): Promise<void> {
    for (const name of this.names.splice(0)) await onDatabase(urlOf(name), (client) => client.db().dropDatabase());
  }
}

/** Looks into a database behind the store's back. */
export async function onDatabase<T>(url: string, look: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url);
  try {
    return await look(client);
  } finally {
    await client.close();
  }
}

function urlOf(name: string, address?: string): string {
  const { scheme, login, hosts, database, options } = serverMet();
  const query = new URLSearchParams(options);
  // The database of the URL is where the user is known, unless it says otherwise.
  if (login !== '' && !query.has('authSource')) query.set('authSource', database || 'admin');
  if (address !== undefined) query.set('directConnection', 'true');
  return `${scheme}${login}${address ?? hosts}/${name}?${query.toString()}`;
}
