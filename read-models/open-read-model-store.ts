import type { ReadModelStore } from './read-model-store.js';
import type { Report } from './sqlite/damage.js';
import { type SqliteOptions, SqliteReadModelStore } from './sqlite/sqlite-read-model-store.js';

/** The options of a file, and whether a server may be away at first: it is tried again by each question then. */
export type OpeningOptions = SqliteOptions & Readonly<{ mayBeAway?: boolean }>;

/**
 * Opens the store that the setting `READ_MODELS` names: `sqlite:data/read-models.db` or `mongodb://host/database`.
 * `report` hears of read models that could not be read and were given up, to be built anew, and of a server that is away.
 * @throws Error when the engine is unknown or has no place, its server is absent, unless it may be, or refuses, or a running process uses it for the
 * file of another ledger, of which a server does not know.
 */
export async function openReadModelStore(
  url: string,
  report?: Report,
  { mayBeAway, ...options }: OpeningOptions = {},
): Promise<ReadModelStore> {
  const [, engine, place] = /^([a-z+]+):(.+)$/s.exec(url) ?? [];
  if (engine === 'sqlite' && place !== undefined) return new SqliteReadModelStore(place, report, options);
  if (engine === 'mongodb' || engine === 'mongodb+srv') return openOnServer(url, { report, mayBeAway });
  // The URL itself stays out of the message: it may hold a password.
  throw new Error(
    `READ_MODELS names ${engine ?? 'no engine'}; supported are sqlite:<path of the file> and mongodb://<host>/<database>`,
  );
}

async function openOnServer(
  url: string,
  { report, mayBeAway = false }: Readonly<{ report: Report | undefined; mayBeAway: boolean | undefined }>,
): Promise<ReadModelStore> {
  // Loaded where it is used: an embedded ledger does without the driver, its 24 MB and its time.
  const { MongodbReadModelStore } = await import('./mongodb/mongodb-read-model-store.js');
  const away = (reason: Error): void => report?.('Queries are refused until the read models can be asked', reason);
  return MongodbReadModelStore.open(url, mayBeAway ? { away } : {});
}
