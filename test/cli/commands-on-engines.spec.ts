import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seedOf } from '../../bench/seed.js';
import { backup } from '../../src/cli/backup.js';
import { checkStore } from '../../src/cli/check-store.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { demo } from '../../src/cli/demo.js';
import { drill } from '../../src/cli/drill.js';
import { move } from '../../src/cli/move.js';
import { reDecide } from '../../src/cli/re-decide.js';
import { rebuildReadModel } from '../../src/cli/rebuild.js';
import { restore } from '../../src/cli/restore.js';
import { verifyServer } from '../../src/cli/verify-server.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { type Config, readConfig } from '../../src/config.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
let said: string[];
const print = (line: string) => void said.push(line);
beforeEach(async () => {
  folder = temporaryFolder();
  server = await TestServer.start();
  said = [];
});
afterEach(async () => {
  await server.stop();
  folder.remove();
});

/** A ledger of one bloc on that engine, whose every event was decided by its own deciders. */
async function ledgerOn(engine: 'sqlite' | 'esdb', { isNamed } = { isNamed: true }): Promise<Config> {
  const eventStore = engine === 'sqlite' ? `sqlite:${folder.path('ledger.db')}` : server.url;
  const store = await openEventStore(eventStore);
  const { common, ofBloc } = await seedOf(5);
  for (const { stream, revision, id, type, data, metadata } of [...common, ...ofBloc]) {
    await store.append(stream, revision === 0 ? 'absent' : revision - 1, [{ id, type, data, metadata }]);
  }
  if (isNamed) await store.identity();
  await store.close();
  return readConfig({
    ...{ EVENT_STORE: eventStore, READ_MODELS: `sqlite:${folder.path('rows.db')}`, LOG_LEVEL: 'silent' },
    KEY_FILE: folder.path('key.json'),
  });
}

const LIMITS = { bodyLimit: 65_536, sheetBodyLimit: 262_144, rulebookBodyLimit: 1_048_576 };
const INSTEAD =
  'is no file: only sqlite:<path> is backed up and restored here: use the tools of EventStoreDB, or "move <url> sqlite:<file>"';

/** What a command ends with and says last. */
type Outcome = readonly [exitCode: number | 'refused', said: string | RegExp];
type Row = Readonly<{
  command: string;
  run: (config: Config) => number | Promise<number>;
  sqlite?: Outcome;
  esdb: Outcome;
}>;

const TABLE: readonly Row[] = [
  {
    command: 'backup',
    run: ({ eventStore }) => backup(eventStore, folder.path('backup.db'), print),
    sqlite: [0, /holds the first \d+ events, verified$/],
    esdb: [1, INSTEAD],
  },
  {
    command: 'restore',
    run: ({ eventStore }) => restore(eventStore, folder.path('backup.db'), print),
    sqlite: [1, 'Nothing was restored: '],
    esdb: [1, INSTEAD],
  },
  {
    command: 'drill',
    run: (config) => drill(config, print),
    sqlite: [0, /^The drill held, in /],
    esdb: [0, /^The drill held, in /],
  },
  {
    command: 'move',
    run: ({ eventStore }) => move(eventStore, `sqlite:${folder.path('moved.db')}`, print),
    sqlite: [0, 'Start the service with the new EVENT_STORE'],
    esdb: [0, 'Start the service with the new EVENT_STORE'],
  },
  {
    command: 're-decide',
    run: ({ eventStore }) => reDecide(eventStore, { json: false, note: () => undefined }, print),
    sqlite: [0, 'Nothing comes out otherwise'],
    esdb: [0, 'Nothing comes out otherwise'],
  },
  {
    command: 'verify-store',
    run: ({ eventStore }) => (eventStore.startsWith('sqlite') ? verifyStore : verifyServer)(eventStore, print),
    sqlite: [0, /^Sound: \d+ events in \d+ streams$/],
    esdb: [0, /^Sound: \d+ events in \d+ streams$/],
  },
  {
    command: 'check-store',
    run: ({ eventStore }) => checkStore(eventStore, { json: false, limits: LIMITS }, print),
    sqlite: [2, 'Chưa kết luận được · Not all could be asked'],
    esdb: [1, 'Không được dùng cho tới khi khắc phục · Do not go live on it before that is mended'],
  },
  {
    command: 'rebuild',
    run: async (config) => {
      // Where none are, it says so and makes nothing.
      await (await openReadModelStore(config.readModels)).close();
      return rebuildReadModel(config, 'unit-directory', print);
    },
    sqlite: [0, 'unit-directory serves its new build. '],
    esdb: [0, 'unit-directory serves its new build. '],
  },
  {
    command: 'demo',
    // It plays on SQLite in any case, which takes long; that it leaves the server alone is the first that it says.
    run: (config) =>
      demo(config, { once: true }, (line) => {
        print(line);
        throw new Error('heard');
      }),
    esdb: ['refused', 'The demo plays on a temporary store on SQLite; what EVENT_STORE names is left alone.'],
  },
];

/** Hides the first event of a stream from who reads it. */
function cut(stream: string): void {
  const data = Buffer.from('{"$tb":1}');
  const metadata = Buffer.from('');
  const proposed = { id: crypto.randomUUID(), type: '$metadata', contentType: 'application/json', data, metadata };
  server.log.write(`$$${stream}`, 'any', [proposed]);
}

/** Of which the log is opened by the service itself, or not at all. */
const ELSEWHERE = ['start', 'token', 'import', 'template', 'inspect'];

describe('the commands of the operator', () => {
  it('are all in this table', () => {
    const named = [...readFileSync('src/cli/commands.ts', 'utf8').matchAll(/\.command\('([\w-]+)'\)/g)].map(
      ([, name]) => name,
    );
    expect(named.toSorted()).toEqual([...TABLE.map(({ command }) => command), ...ELSEWHERE].toSorted());
  });

  const cases = TABLE.flatMap(({ command, run, ...outcomes }) =>
    (['sqlite', 'esdb'] as const).flatMap((engine) => {
      const outcome = outcomes[engine];
      return outcome === undefined ? [] : [{ command, run, engine, outcome }];
    }),
  );
  it.each(cases)('$command on a ledger of $engine', async ({ run, engine, outcome: [exitCode, last] }) => {
    const config = await ledgerOn(engine);
    const before = server.log.records.length;
    const came = await Promise.resolve(run(config)).catch(() => 'refused');
    expect([came, said.at(-1)]).toEqual([
      exitCode,
      typeof last === 'string' ? expect.stringContaining(last) : expect.stringMatching(last),
    ]);
    // The only one that writes to a server it is asked about says so.
    const written = server.log.records.slice(before).filter(({ stream }) => !/^(\$\$)?ledgerCheck-/.test(stream));
    expect(written).toEqual([]);
  });
});

describe('a server without the ledger that a URL names', () => {
  it.each([
    ['verify-store', () => verifyServer(`${server.url}&ledger=none`, print), 'Not verified: '],
    [
      'move',
      () => move(`${server.url}&ledger=none`, `sqlite:${folder.path('moved.db')}`, print),
      'The ledger was not moved: ',
    ],
  ])('is not taken for an empty ledger by %s, and gets none', async (_, run, said0) => {
    const before = server.log.records.length;
    expect(await run()).toBe(1);
    expect(said.at(-1)).toMatch(new RegExp(`^${said0}.*holds no ledger under this URL`));
    expect(server.log.records).toHaveLength(before);
  });

  it.each(['move', 'drill'] as const)('is read by %s of a ledger without a name, and gets none', async (command) => {
    const config = await ledgerOn('esdb', { isNamed: false });
    const before = server.log.records.length;
    const run = {
      drill: () => drill(config, print),
      move: () => move(server.url, `sqlite:${folder.path('moved.db')}`, print),
    };
    expect(await run[command]()).toBe(0);
    expect(server.log.records).toHaveLength(before);
  });
});

describe('the log of a server', () => {
  it.each([
    [
      'a stream that was cut',
      /lacks its events from revision 0 on/,
      1,
      () => {
        cut(server.log.records.find(({ stream: name }) => name.startsWith('unit-'))?.stream ?? '');
      },
    ],
    ['an event of others, which is passed by', /^Sound: /, 0, () => server.foreign('unit-9', 'Foreign')],
    [
      'an event that says what is not so',
      /^Bad after \d+ sound events: position \d{20}, stream unit-zz, revision 0: its data is about another record/,
      1,
      () => {
        const record = server.log.records.find(({ stream }) => stream.startsWith('unit-'));
        if (record) server.log.write('unit-zz', 'any', [{ ...record, id: crypto.randomUUID() }]);
      },
    ],
  ])('is verified: %s', async (_, last, exitCode, spoil) => {
    await ledgerOn('esdb');
    spoil();
    expect([await verifyServer(server.url, print), said.at(-1)]).toEqual([exitCode, expect.stringMatching(last)]);
  });

  it('is what a drill compares the rows of its copy with', async () => {
    const config = await ledgerOn('esdb');
    cut(server.log.records.find(({ stream }) => stream.startsWith('unit-'))?.stream ?? '');
    expect(await drill(config, print)).toBe(1);
    expect(said.at(-2)).toMatch(/^THE DRILL FAILED: .*lacks its events from revision 0 on/);
  });
});
