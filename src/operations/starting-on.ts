import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { shownAddress } from '../log/shown-address.js';
import { leftOutAddresses } from './left-out-addresses.js';
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

/** Where the service answers, and what else the name of its host leads to. */
export async function tellListening({ host }: Config, url: string, log: Logger): Promise<void> {
  log.info({ url }, 'listening');
  const remark = await leftOutAddresses(host, new URL(url).hostname.replace(/^\[|\]$/g, ''));
  if (remark !== undefined) log.warn(remark);
}
