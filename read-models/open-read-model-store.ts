import type { ReadModelStore } from './read-model-store.js';
import type { Report } from './sqlite/damage.js';
import { type SqliteOptions, SqliteReadModelStore } from './sqlite/sqlite-read-model-store.js';

/**
 * Opens the store that the setting `READ_MODELS` names: `sqlite:data/read-models.db` or `mongodb://host/database`.
 * `report` hears of read models that could not be read and were given up, to be built anew. The options
 * are those of SQLite.
 * @throws Error when the engine is unknown or has no place, its server is absent or refuses, or a running process uses it for the
 * file of another ledger, of which a server does not know.
 */
export async function openReadModelStore(
  url: string,
  report?: Report,
  options?: SqliteOptions,
): Promise<ReadModelStore> {
  const [, engine, place] = /^([a-z+]+):(.+)$/s.exec(url) ?? [];
  if (engine === 'sqlite' && place !== undefined) return new SqliteReadModelStore(place, report, options);
  if (engine === 'mongodb' || engine === 'mongodb+srv') {
    // Loaded where it is used: an embedded ledger does without the driver, its 24 MB and its time.
    const { MongodbReadModelStore } = await import('./mongodb/mongodb-read-model-store.js');
    return MongodbReadModelStore.open(url);
  }
  // The URL itself stays out of the message: it may hold a password.
  throw new Error(
    `READ_MODELS names ${engine ?? 'no engine'}; supported are sqlite:<path of the file> and mongodb://<host>/<database>`,
  );
}
