import type { ReadModelStore } from './read-model-store.js';
import { SqliteReadModelStore } from './sqlite/sqlite-read-model-store.js';

/**
 * Opens the store that the setting `READ_MODELS` names: `sqlite:data/read-models.db`.
 * @throws Error when the engine is unknown or has no place.
 */
export function openReadModelStore(url: string): ReadModelStore {
  const [, engine, place] = /^([a-z+]+):(.+)$/s.exec(url) ?? [];
  if (engine === 'sqlite' && place !== undefined) return new SqliteReadModelStore(place);
  // The URL itself stays out of the message: it may hold a password.
  throw new Error(`READ_MODELS names ${engine ?? 'no engine'}; supported now is sqlite:<path of the file>`);
}
