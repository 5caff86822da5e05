import { StoreRefuses } from '../event-store.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';
import { leftOut, membersOf } from './members.js';
import { verdictOn } from './server-versions.js';

/**
 * Asks a server what it is before it is relied on, and reads only: its version, and its nodes against those of the URL. `report`
 * hears what the operator should know.
 * @throws StoreRefuses where its version loses events. @throws as `Connection.ask` does
 */
export async function assertFit(
  url: EventStoreDbUrl,
  connection: Connection,
  report: (problem: string) => void,
): Promise<void> {
  const version = await connection.version();
  const verdict = verdictOn(version);
  const sentence = verdict.is === 'SOUND' ? '' : `${connection.name} is of version ${version}: ${verdict.why}`;
  if (verdict.is === 'UNFIT') throw new StoreRefuses(sentence, undefined);
  if (verdict.is === 'DOUBTFUL') report(sentence);
  const missing = leftOut(url, await membersOf(connection).catch(() => []));
  if (missing === undefined) return;
  report(
    `EVENT_STORE names ${missing}. Name all of them: a single one may be cut off from the others, and stops what hangs on it`,
  );
}
