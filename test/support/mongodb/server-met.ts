import { MongoClient } from 'mongodb';

/** The server that is met, as `MONGODB_URL` names it. */
export const MONGODB_URL = process.env['MONGODB_URL'];

/** `mongodb://user:password@host:port,…/database?options` in its parts; login with its `@`, each empty where it is absent. */
type Server = Readonly<{ scheme: string; login: string; hosts: string; database: string; options: string }>;

/** @throws Error when the URL names no server. */
export function serverIn(url: string | undefined): Server {
  const parts =
    /^(?<scheme>mongodb(?:\+srv)?:\/\/)(?<login>(?:[^@]*@)?)(?<hosts>[^/?]+)\/?(?<database>[^?]*)\??(?<options>.*)$/;
  const found = parts.exec(url ?? '')?.groups;
  if (found === undefined) throw new Error('MONGODB_URL names no server');
  return found as Server;
}

/** The URL of a database on that server, to be reached at that address (`host:port`) if one is given. */
export function databaseOn(server: string | undefined, name: string, address?: string): string {
  const { scheme, login, hosts, database, options } = serverIn(server);
  const query = new URLSearchParams(options);
  // The database of the URL is where the user is known, unless it says otherwise.
  if (login !== '' && !query.has('authSource')) query.set('authSource', database || 'admin');
  if (address !== undefined) query.set('directConnection', 'true');
  return `${scheme}${login}${address ?? hosts}/${name}?${query.toString()}`;
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

/** The version of the server, and whether it is a real one: that of this repository says what it is in its version. */
export function whatIsMet(server: string | undefined): Promise<Readonly<{ version: string; real: boolean }>> {
  return onDatabase(databaseOn(server, 'admin'), async (client) => {
    const { version } = (await client.db().command({ buildInfo: 1 })) as Readonly<Record<string, unknown>>;
    return { version: String(version), real: !String(version).includes('mongo-java-server') };
  });
}
