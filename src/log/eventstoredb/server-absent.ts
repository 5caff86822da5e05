import type { StoreUnavailable } from '../event-store.js';
import type { EventStoreDbUrl } from './connection-url.js';

/** No server is met where the URL says. */
export class ServerAbsent extends Error {}

/** Says what to check. */
export function absent({ tls }: EventStoreDbUrl, cause: StoreUnavailable): ServerAbsent {
  const security = tls
    ? 'that its certificate is trusted (tlsCAFile=…; without TLS say tls=false)'
    : 'that it runs without TLS';
  return new ServerAbsent(`${cause.message}: check that it is running, that host and port are right, and ${security}`, {
    cause,
  });
}
