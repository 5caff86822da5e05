import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Readiness } from '../../src/operations/readiness.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import type { Gate } from '../support/gate.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

const ADMINISTRATOR = { subject: 'quan-tri', name: 'Quản trị', role: 'administrator' } as const;
/** Long, because a busy machine makes eleven read models on the test server. */
const WITHIN_MS = 120_000;

let service: TestService | undefined;

/** Before the servers that it speaks to, and once, also where the start of the next one fails. */
async function stopService(): Promise<void> {
  const running = service;
  service = undefined;
  await running?.stop();
}

/** What a service answers, each by its code where it is a problem: a command, a query, and the two stores in health. */
type Answers = Readonly<{ command: string; query: string; health: readonly (number | string)[] }>;

let units = 0;

async function answers(): Promise<Answers> {
  const running = service!;
  const token = await running.token(ADMINISTRATOR);
  const unitId = `tinh-${(units += 1)}`;
  const name = { full: { vi: unitId }, short: { vi: unitId } };
  const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
  const command = await running.post<Told>('/units', { token, body });
  // Once: `get` would ask again, for two minutes, while nothing is readable yet.
  const query = await running.raw('/units?limit=1', { headers: { authorization: `Bearer ${token}` } });
  const health = await running.get<Readiness>('/health/ready');
  expect((await running.get('/health/live')).status).toBe(200);
  const { eventStore, readModelStore } = health.body;
  return {
    command: inShort(command.status, command.body),
    query: inShort(query.status, (await query.json()) as Told),
    health: [health.status, eventStore, readModelStore],
  };
}

type Told = Readonly<{ code?: string }>;

function inShort(status: number, { code }: Told): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}

const ALL_WELL: Answers = { command: '201', query: '200', health: [200, 'REACHABLE', 'REACHABLE'] };

/** Read models that were never built, or cannot be asked; a log that cannot be asked; both. */
const WITHOUT_ROWS: Answers = {
  command: '201',
  query: '503 READ_MODELS_UNAVAILABLE',
  health: [503, 'REACHABLE', 'UNREACHABLE'],
};
const WITHOUT_LOG: Answers = {
  command: '503 STORE_UNAVAILABLE',
  query: '503 NOT_READABLE_YET',
  health: [503, 'UNREACHABLE', 'REACHABLE'],
};
const WITHOUT_BOTH: Answers = {
  ...WITHOUT_LOG,
  query: WITHOUT_ROWS.query,
  health: [503, 'UNREACHABLE', 'UNREACHABLE'],
};

/** What is asked on until it is so: a store that has just come or gone is noticed in its own time. */
async function come(wanted: Answers): Promise<void> {
  let last: Answers | undefined;
  const isSo = async (): Promise<boolean> => {
    last = await answers();
    return JSON.stringify(last) === JSON.stringify(wanted);
  };
  await eventually(isSo, WITHIN_MS).catch(() => expect(last).toEqual(wanted));
}

describe('a service that starts while its MongoDB is away', () => {
  afterEach(stopService);

  it.each(['all', 'api'])('takes commands and says so of queries, and stops, with ROLE=%s', async (ROLE) => {
    service = await TestService.start({ ROLE, READ_MODELS: 'mongodb://127.0.0.1:1/thidua' });
    expect(await answers()).toEqual(WITHOUT_ROWS);
  });
});

describeOnMongodb('a service that starts while a store is away', () => {
  const databases = new TestDatabases();
  let folder: ReturnType<typeof temporaryFolder>;
  let log: TestServer;
  let rows: Gate;

  beforeEach(async () => {
    folder = temporaryFolder();
    log = await TestServer.start();
    rows = await gateToMongodb();
  });
  afterEach(async () => {
    await stopService();
    await rows.shut();
    await log.stop();
    folder.remove();
  });
  afterAll(() => databases.drop());

  const onServer = (): string => log.url;
  const onFile = (): string => `sqlite:${folder.path('ledger.db')}`;
  const gate = { log: () => log.gate, rows: () => rows };

  it.each<readonly [string, () => string, readonly (readonly ['log' | 'rows', Answers])[]]>([
    ['the rows, of a log in a file', onFile, [['rows', WITHOUT_ROWS]]],
    [
      'both, and the log comes first',
      onServer,
      [
        ['log', WITHOUT_BOTH],
        ['rows', WITHOUT_ROWS],
      ],
    ],
    [
      'both, and the rows come first',
      onServer,
      [
        ['rows', WITHOUT_BOTH],
        ['log', WITHOUT_LOG],
      ],
    ],
  ])(
    'answers what it can, and the rest by itself once that is there, and so again: %s',
    async (_, eventStore, away) => {
      for (const [store] of away) await gate[store]().shut();
      service = await TestService.start({
        EVENT_STORE: eventStore(),
        READ_MODELS: databases.url(`127.0.0.1:${rows.port}`),
      });
      for (const [store, meanwhile] of away) {
        await come(meanwhile);
        await gate[store]().open();
      }
      await come(ALL_WELL);
      for (const [store] of away) await gate[store]().shut();
      await come(away.length === 2 ? WITHOUT_BOTH : { ...away[0]![1], ...(away[0]![0] === 'log' && { query: '200' }) });
      for (const [store] of away) await gate[store]().open();
      await come(ALL_WELL);
    },
  );
});
