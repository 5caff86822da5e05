import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { ProjectorBeside } from '../../projections/projector/projector-beside.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { type Config, readConfig } from '../../src/config.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { createService } from '../../src/main.js';
import { temporaryFolder } from '../support/store-folder.js';

const FAILS = new Error('it fails');
const fails = (): never => {
  throw FAILS;
};

/** What can fail on the way from nothing to a service that answers, in the order of that way. */
const FAILURES: Readonly<Record<string, (config: Config) => void>> = {
  'the file of read models': ({ readModels }) => {
    const file = new Database(readModels.slice('sqlite:'.length));
    file.exec('CREATE TABLE another (id TEXT)');
    file.close();
  },
  'the projector that is made': () => void jest.spyOn(ProjectorBeside.prototype, 'listen').mockImplementation(fails),
  'the read models that are looked at': () =>
    void jest.spyOn(SqliteReadModelStore.prototype, 'builds').mockImplementation(fails),
  'the key': ({ keys }) => (keys.kind === 'FILE' ? writeFileSync(keys.path, 'none') : undefined),
  'the projector that starts': () => void jest.spyOn(ProjectorBeside.prototype, 'start').mockImplementation(fails),
  'the first look at the log': () => void jest.spyOn(ProjectorBeside.prototype, 'begun').mockImplementation(fails),
};

describe('a service that cannot start', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    folder.remove();
  });

  it.each(Object.keys(FAILURES))('closes what it has opened and says its last line: %s', async (what) => {
    const config = readConfig({
      ...{ EVENT_STORE: `sqlite:${folder.path('ledger.db')}`, READ_MODELS: `sqlite:${folder.path('read-models.db')}` },
      ...{ KEY_FILE: folder.path('key.json'), PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    });
    await (await SqliteEventStore.open(folder.path('ledger.db'))).close();
    FAILURES[what]?.(config);
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    await expect(createService(config, { log })).rejects.toThrow();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg).slice(-2)).toEqual(['stopping', 'stopped']);
    // It could not be opened again while a writer of this process has it.
    await (await SqliteEventStore.open(folder.path('ledger.db'))).close();
  });
});
