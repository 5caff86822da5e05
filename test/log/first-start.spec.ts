import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { make, toBeMade } from '../../src/cli/first-start.js';
import { readConfig } from '../../src/config.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** What a start makes where these files lie; settings that are not named are those of the folder `data`. */
function start(files: readonly string[], settings: Readonly<Record<string, string>> = {}, create = false) {
  for (const file of files) {
    mkdirSync(folder.path(file.split('/').slice(0, -1).join('/')), { recursive: true });
    writeFileSync(folder.path(file), '');
  }
  const paths = { ledger: 'data/ledger.db', rows: 'data/read-models.db', key: 'data/key.json', ...settings };
  const config = readConfig({
    EVENT_STORE: `sqlite:${folder.path(paths.ledger)}`,
    READ_MODELS: `sqlite:${folder.path(paths.rows)}`,
    KEY_FILE: folder.path(paths.key),
    ROLE: settings['ROLE'] ?? 'all',
  });
  return toBeMade(config, { create }).map((line) => line.replace(`${folder.path('')}/`, ''));
}

const LEDGER = 'A new ledger was made at data/ledger.db';
const KEY = 'A new signing key was made at data/key.json';
const ALL = ['data/ledger.db', 'data/read-models.db', 'data/key.json'];

describe('what a start makes', () => {
  it.each([
    ['in a folder that is not there', [], {}, [LEDGER, KEY]],
    ['in an empty place', ['data/lost+found', 'data/.keep'], {}, [LEDGER, KEY]],
    ['beside the lock of a start that failed', ['data/ledger.db.lock'], {}, [LEDGER, KEY]],
    ['where all is there', ALL, {}, []],
    ['with another process that writes', ['data/ledger.db', 'data/key.json'], { ROLE: 'projector' }, []],
  ] as const)('%s', (_, files, settings, made) => {
    expect(start(files, settings)).toEqual(made);
  });

  it.each([
    ['the ledger is gone and the read models are there', ['data/read-models.db', 'data/key.json'], {}, 'no ledger'],
    ['the ledger is gone and what says its end is there', ['data/ledger.db.head'], {}, 'data/ledger.db.head'],
    ['the ledger is gone and its WAL is there', ['data/ledger.db-wal'], {}, 'data/ledger.db-wal'],
    ['only a key is there', ['data/key.json'], {}, 'data/key.json'],
    ['the name of the ledger is mistyped', ALL, { ledger: 'data/leger.db' }, 'data/leger.db (EVENT_STORE)'],
    ['the folder of the ledger is mistyped', ALL, { ledger: 'dta/ledger.db' }, 'data/read-models.db'],
    ['the path of the key is mistyped', ALL, { key: 'data/kee.json' }, 'data/kee.json (KEY_FILE)'],
    ['the key of a projector is mistyped', ALL, { key: 'kee.json', ROLE: 'projector' }, 'no signing key'],
  ] as const)('is nothing when %s, unless it is told to', (_, files, settings, named) => {
    expect(() => start(files, settings)).toThrow(named);
    expect(() => start(files, settings)).toThrow('start --create');
    expect(start(files, settings, true).length).toBeGreaterThan(0);
  });

  it.each([false, true])('is nothing for a projector without a ledger, told to make it: %s', (create) => {
    expect(() => start([], { ROLE: 'projector' }, create)).toThrow('first start the process that writes it');
  });
});

describe('a first start that was ended', () => {
  const config = () =>
    readConfig({
      EVENT_STORE: `sqlite:${folder.path('data/ledger.db')}`,
      READ_MODELS: `sqlite:${folder.path('data/read-models.db')}`,
      KEY_FILE: folder.path('data/key.json'),
    });
  const files = (): readonly string[] => readdirSync(folder.path('data')).sort();
  const DRAFT = 'data/.ledger.db.new-1';

  it.each([
    ['in the middle of the ledger', [DRAFT, `${DRAFT}-journal`]],
    ['in the middle of the key', [DRAFT, 'data/.key.json.1']],
    ['before the ledger had its place', [DRAFT, 'data/key.json']],
  ])('%s is a first start again, and leaves nothing behind', async (_, left) => {
    const key = left.includes('data/key.json');
    if (key) await SigningKey.at(folder.path('data/key.json'));
    expect(start(left.filter((file) => file !== 'data/key.json'))).toEqual(key ? [LEDGER] : [LEDGER, KEY]);
    await make(config());
    expect(files().filter((name) => !name.startsWith('.key'))).toEqual(['key.json', 'ledger.db', 'ledger.db.lock']);
    const store = await SqliteEventStore.open(folder.path('data/ledger.db'));
    expect(await store.head()).toBe(BEGINNING);
    await store.close();
    expect(start([])).toEqual([]);
  });

  it('after the ledger had its place leaves nothing behind either', async () => {
    await make(config());
    const store = await SqliteEventStore.open(folder.path('data/ledger.db'));
    const identity = await store.identity();
    await store.close();
    linkSync(folder.path('data/ledger.db'), folder.path(DRAFT));
    expect(start([])).toEqual([]);
    await make(config());
    expect(files()).toEqual(['key.json', 'ledger.db', 'ledger.db.head', 'ledger.db.lock']);
    const again = await SqliteEventStore.open(folder.path('data/ledger.db'));
    expect(await again.identity()).toBe(identity);
    await again.close();
  });

  it.each([
    ['read models', 'data/read-models.db'],
    ['another ledger', 'data/led.db'],
  ])('is none where more lies than a first start makes: %s', async (_, more) => {
    await SigningKey.at(folder.path('data/key.json'));
    expect(() => start([DRAFT, more])).toThrow(more);
  });

  it('knows nothing of the ledger that stood there before', async () => {
    await make(config());
    writeFileSync(folder.path('data/ledger.db.head'), JSON.stringify({ position: '0000000000000009', event: 'lost' }));
    rmSync(folder.path('data/ledger.db'));
    await make(config());
    await (await SqliteEventStore.open(folder.path('data/ledger.db'))).close();
  });

  it('leaves the ledger to the one of two that was first', async () => {
    await Promise.all([make(config()), make(config())]);
    expect(files()).toEqual(['key.json', 'ledger.db', 'ledger.db.lock']);
  });

  it('leaves it what says which event it acknowledged meanwhile', async () => {
    const first = folder.path('first.db');
    const store = await SqliteEventStore.open(first);
    await store.append('unit-a', 'absent', [noted('a')]);
    await store.close();
    const settings = config();
    const winner = (): string => {
      for (const suffix of ['', '.head']) copyFileSync(`${first}${suffix}`, folder.path(`data/ledger.db${suffix}`));
      return folder.path('data/key.json');
    };
    const keys = {
      kind: 'FILE' as const,
      // Read once the ledger of the second was made and before it is put into its place.
      get path() {
        return winner();
      },
    };
    await make({ ...settings, keys });
    for (const suffix of ['', '.head']) {
      expect(readFileSync(folder.path(`data/ledger.db${suffix}`)).equals(readFileSync(`${first}${suffix}`))).toBe(true);
    }
  });
});
