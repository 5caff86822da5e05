import { StoreRefuses } from '../event-store.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';
import { leftOut, membersOf } from './members.js';
import type { Readings } from './readings.js';
import { verdictOn } from './server-versions.js';

type Server = Readonly<{ connection: Connection; readings: Readings }>;

/** How long a server is searched for what others wrote when it is met, in milliseconds: some 200,000 of its last events. */
const SEARCHED_MS = 1_000;

/**
 * Asks a server what it is before it is relied on, and reads only: its last event, its version, its nodes against those of the URL, and
 * where the ledger has no name, whether others wrote there lately. `report` hears what the operator should know.
 * @throws StoreRefuses where its version loses events. @throws as `Connection.ask` does
 */
export async function assertFit(
  url: EventStoreDbUrl,
  { connection, readings }: Server,
  report: (problem: string) => void,
): Promise<void> {
  for await (const _ of readings.lastFew(1)) break;
  const problems = [
    await versionProblem(connection),
    ...(await nodeProblems(url, connection)),
    url.ledger === undefined ? await sharingProblem(connection, readings) : undefined,
  ];
  for (const problem of problems) if (problem !== undefined) report(problem);
}

/** @throws StoreRefuses */
async function versionProblem(connection: Connection): Promise<string | undefined> {
  const version = await connection.version();
  const verdict = verdictOn(version);
  if (verdict.is === 'SOUND') return undefined;
  const sentence = `${connection.name} is of version ${version}: ${verdict.why.en}`;
  if (verdict.is === 'UNFIT') throw new StoreRefuses(sentence, undefined);
  return sentence;
}

async function nodeProblems(url: EventStoreDbUrl, connection: Connection): Promise<readonly (string | undefined)[]> {
  const nodes = await membersOf(connection).catch(() => []);
  const missing = leftOut(url, nodes);
  const isLed = nodes.length < 2 || (await connection.namesLeader().catch(() => true));
  return [
    missing &&
      `EVENT_STORE names ${missing.en}. Name all of them: a single one may be cut off from the others, and stops what hangs on it`,
    isLed
      ? undefined
      : `No majority of the nodes of ${connection.name} can be asked which of them leads (${nodes.join(', ')}): as long as that is so each ` +
        'refusal is answered with 503. Let this machine reach each node under that name (EVENTSTORE_NODE_HOST_ADVERTISE_AS)',
  ];
}

/** The service does as well without: what fails of it is told where something is asked that matters. */
async function sharingProblem(connection: Connection, readings: Readings): Promise<string | undefined> {
  const other = await readings.streamOfOthers(AbortSignal.timeout(SEARCHED_MS)).catch(() => undefined);
  return (
    other &&
    `${connection.name} is shared: ${other} is of others, and EVENT_STORE gives this ledger no name of its own, so that their streams may ` +
      'be called like its own. Name it before anything is recorded (ledger=); one that holds events already moves there by "move"'
  );
}
