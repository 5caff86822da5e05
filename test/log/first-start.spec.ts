import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { toBeMade } from '../../src/cli/first-start.js';
import { readConfig } from '../../src/config.js';
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
