import { MongoClient } from 'mongodb';

export const MONGODB_URL = process.env['MONGODB_URL'];

/** The parts of `mongodb://user:password@host:port,…/database?options`, empty where absent; login includes its `@`. */
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
  // The user is known in the database of the URL, unless the URL says otherwise.
  if (login !== '' && !query.has('authSource')) query.set('authSource', database || 'admin');
  if (address !== undefined) query.set('directConnection', 'true');
  return `${scheme}${login}${address ?? hosts}/${name}?${query.toString()}`;
}

/** Opens the database beside the store. */
export async function onDatabase<T>(url: string, look: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url);
  try {
    return await look(client);
  } finally {
    await client.close();
  }
}

/**
 * What the server is, from what it says of its build. A stand-in gives the version of the MongoDB that it imitates, so it is
 * known by what only MongoDB has: WiredTiger.
 */
export function whatIsMet(server: string | undefined): Promise<Readonly<{ server: string; real: boolean }>> {
  return onDatabase(databaseOn(server, 'admin'), async (client) =>
    serverOf(await client.db().command({ buildInfo: 1 })),
  );
}

/** What that answer to `buildInfo` says the server is. */
export function serverOf(buildInfo: Readonly<Record<string, unknown>>): Readonly<{ server: string; real: boolean }> {
  const { version, storageEngines } = buildInfo;
  const real = Array.isArray(storageEngines) && storageEngines.includes('wiredTiger') && !('ferretdb' in buildInfo);
  return { server: real ? String(version) : `${String(version)} (no WiredTiger, so a stand-in)`, real };
}
