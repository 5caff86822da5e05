import type { Config } from '../config.js';
import { shownAddress } from '../log/shown-address.js';
import { RELEASE } from './release.js';

/** What the log says first: what runs here, on which stores. */
export function startingOn({ role, eventStore, readModels, keys }: Config): object {
  return {
    version: RELEASE,
    node: process.version,
    pid: process.pid,
    role,
    eventStore: shownAddress(eventStore),
    readModels: shownAddress(readModels),
    keys: keys.kind === 'JWKS' ? shownAddress(keys.url.href) : keys.path,
  };
}
