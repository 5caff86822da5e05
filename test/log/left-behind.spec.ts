import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { make, toBeMade } from '../../src/cli/first-start.js';
import { move } from '../../src/cli/move.js';
import { restore } from '../../src/cli/restore.js';
import { readConfig } from '../../src/config.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let place: string;
let source: string;
let copy: string;
let said: string[];
const print = (line: string): void => void said.push(line);

/** A ledger of one event and its backup, and the place where another stood of which a file is left. */
beforeEach(async () => {
  folder = temporaryFolder();
  [source, copy, place] = [folder.path('source.db'), folder.path('backup.db'), folder.path('ledger.db')] as const;
  said = [];
  const store = await SqliteEventStore.open(source);
  await store.append('unit-a', 'absent', [noted('a')]);
  await backup(`sqlite:${source}`, copy, () => undefined);
  await store.close();
});
afterEach(() => folder.remove());

const HEAD = JSON.stringify({ position: '0000000000000009', event: 'lost' });
const WHOLE = 'x'.repeat(9000);

/** Each way in which a ledger is put where none is. */
const WAYS: Readonly<Record<string, () => Promise<number>>> = {
  'start --create': async () => {
    const config = readConfig({
      EVENT_STORE: `sqlite:${place}`,
      READ_MODELS: `sqlite:${folder.path('rows.db')}`,
      KEY_FILE: folder.path('key.json'),
    });
    try {
      toBeMade(config, { create: true });
      await make(config);
      return 0;
    } catch (error) {
      print(String(error));
      return 1;
    }
  },
  move: () => move(`sqlite:${source}`, `sqlite:${place}`, print),
  restore: async () => restore(`sqlite:${place}`, copy, print),
};

const around = (): readonly string[] =>
  readdirSync(folder.path(''))
    .filter((name) => name.startsWith('ledger.db') && name !== 'ledger.db.lock')
    .sort();

/** What is left, what is done, and what is there then; where it is refused, nothing is made and what is left stays. */
const TABLE: readonly (readonly [left: string, text: string, way: string, then: readonly string[] | 'refused'])[] = [
  ['.head', HEAD, 'start --create', ['ledger.db']],
  ['.head', HEAD, 'move', 'refused'],
  ['.head', HEAD, 'restore', ['ledger.db', 'ledger.db.replaced-1.head']],
  ['-wal', WHOLE, 'start --create', 'refused'],
  ['-wal', WHOLE, 'move', 'refused'],
  ['-wal', WHOLE, 'restore', ['ledger.db', 'ledger.db.replaced-1-wal']],
  ['-journal', WHOLE, 'start --create', 'refused'],
  ['-journal', WHOLE, 'move', 'refused'],
  ['-journal', WHOLE, 'restore', ['ledger.db', 'ledger.db.replaced-1-journal']],
  ['-shm', WHOLE, 'start --create', ['ledger.db', 'ledger.db-shm']],
  ['-shm', WHOLE, 'move', ['ledger.db', 'ledger.db-shm']],
  ['-shm', WHOLE, 'restore', ['ledger.db']],
  ['.lock', '', 'start --create', ['ledger.db']],
  ['.lock', '', 'move', ['ledger.db']],
  ['.lock', '', 'restore', ['ledger.db']],
];

describe('where a ledger stood that is gone', () => {
  it.each(TABLE)('%s of it (%s) meets %s', async (left, text, way, then) => {
    writeFileSync(`${place}${left}`, text);
    const code = await WAYS[way]?.();
    if (then === 'refused') {
      expect([code, around(), said.at(-1)]).toEqual([
        1,
        [`ledger.db${left}`],
        expect.stringMatching(
          /There is no ledger at .*ledger\.db, but there is .*ledger\.db.*: bring that one back, or/,
        ),
      ]);
      expect(readFileSync(`${place}${left}`, 'utf8')).toBe(text);
      rmSync(`${place}${left}`);
      expect(await WAYS[way]?.()).toBe(0);
    } else {
      expect([code, around()]).toEqual([0, then]);
    }
    const log = await SqliteEventStore.open(place);
    expect(textsOf(await logOf(log, BEGINNING))).toEqual(way === 'start --create' ? [] : ['a']);
    await log.close();
  });

  it('keeps what says its end when the ledger was moved into it before', async () => {
    expect(await WAYS['move']?.()).toBe(0);
    await (await SqliteEventStore.open(place)).close();
    expect(existsSync(`${place}.head`)).toBe(true);
    expect(await WAYS['move']?.()).toBe(0);
  });
});
