import { StoreRefuses } from '../event-store.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';
import { leftOut, membersOf } from './members.js';
import type { Readings } from './readings.js';
import { verdictOn } from './server-versions.js';
import type { StreamNames } from './stream-names.js';

type Server = Readonly<{ connection: Connection; names: StreamNames; readings: Readings }>;

/**
 * Asks a server what it is before it is relied on, and reads only: its last few events, its version, and its nodes against those of
 * the URL. `report` hears what the operator should know.
 * @throws StoreRefuses where its version loses events. @throws as `Connection.ask` does
 */
export async function assertFit(
  url: EventStoreDbUrl,
  server: Server,
  report: (problem: string) => void,
): Promise<void> {
  const { connection } = server;
  const other = await streamOfOthers(server);
  const version = await connection.version();
  const verdict = verdictOn(version);
  const sentence = verdict.is === 'SOUND' ? '' : `${connection.name} is of version ${version}: ${verdict.why}`;
  if (verdict.is === 'UNFIT') throw new StoreRefuses(sentence, undefined);
  if (verdict.is === 'DOUBTFUL') report(sentence);
  const missing = leftOut(url, await membersOf(connection).catch(() => []));
  if (missing !== undefined) {
    report(
      `EVENT_STORE names ${missing}. Name all of them: a single one may be cut off from the others, and stops what hangs on it`,
    );
  }
  if (other === undefined || url.ledger !== undefined) return;
  report(
    `${connection.name} is shared: ${other} is of others, and EVENT_STORE gives this ledger no name of its own, so that their streams may ` +
      'be called like its own. Name it before anything is recorded (ledger=); one that holds events already moves there by "move"',
  );
}

/** A stream that another application or another ledger wrote to, by the last few events of the server. */
async function streamOfOthers({ names, readings }: Server): Promise<string | undefined> {
  let found: string | undefined;
  for await (const { stream } of readings.lastFew()) if (names.isOfOthers(stream)) found ??= stream;
  return found;
}
