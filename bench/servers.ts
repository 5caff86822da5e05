import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whatIsMet } from '../test/support/mongodb/server-met.js';
import { Child } from './child.js';

/** A server to measure; `what` names it in every row of its figures. */
export type Met = Readonly<{
  url: string;
  what: string;
  stop: () => Promise<void>;
  /** Makes so many events of others, where the server can do that by itself. */
  fill?: (others: number) => Promise<void>;
}>;

/** Enough for the start of the server in Java, with its build the first time. */
const START_SECONDS = 180;

/** The EventStoreDB at `EVENTSTOREDB_URL`, otherwise the test server in a process of its own. */
export async function meetEventStoreDb(): Promise<Met> {
  const real = process.env['EVENTSTOREDB_URL'];
  if (real !== undefined) return { url: real, what: 'EventStoreDB', stop: async () => undefined };
  const server = await Child.start<{ url: string }>('eventstoredb.child', {});
  return {
    url: server.answer.url,
    what: 'EventStoreDB (*** NOT A REAL ONE: the test server ***)',
    stop: () => server.stop(),
    fill: (others) => server.ask({ others }),
  };
}

/** A new ledger on that server. */
export function ledgerOn({ url }: Met): string {
  return `${url}${url.includes('?') ? '&' : '?'}ledger=${randomUUID().replaceAll('-', '')}`;
}

/**
 * The MongoDB at `MONGODB_URL`, otherwise the test server with its rows in that folder. `undefined` without a URL and
 * without a JDK with Maven.
 */
export async function meetMongodb(folder: string): Promise<Met | undefined> {
  const named = process.env['MONGODB_URL'];
  if (named !== undefined) return { ...(await described(named)), stop: async () => undefined };
  if (!['java', 'mvn'].every(isThere)) return undefined;
  const script = fileURLToPath(new URL('../../test/support/mongodb/start.sh', import.meta.url));
  const server = spawn(script, ['0', join(folder, 'read-models.h2')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(server, 'exit');
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await gone;
  };
  try {
    const failed = gone.then(() => Promise.reject(new Error('The server in Java did not start')));
    const late = AbortSignal.timeout(START_SECONDS * 1000);
    const [url] = (await Promise.race([once(server.stdout, 'data', { signal: late }), failed])) as [Buffer];
    return { ...(await described(String(url).trim())), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function described(url: string): Promise<Readonly<{ url: string; what: string }>> {
  const { server, real } = await whatIsMet(url);
  return { url, what: real ? `MongoDB ${server}` : `MongoDB (*** NOT A REAL ONE: ${server} ***)` };
}

function isThere(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}
