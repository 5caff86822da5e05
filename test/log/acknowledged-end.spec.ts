import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { acceptedBefore, acceptLoss } from '../../src/log/sqlite/accept-loss.js';
import { openForReading } from '../../src/log/sqlite/open-log.js';
import { lossIn } from '../../src/log/sqlite/acknowledged-end.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import type { Readiness } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const FILES = ['', '-wal', '.head'];

const LOST =
  /left\.db: it (has no event|ends at position 0+\d+), and the event .* at position 0{15}5 was acknowledged .*restore a backup.*--accept-loss/;

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let store: SqliteEventStore;
let said: string[];
let reader: Database.Database;
const print = (line: string): void => void said.push(line);

/** A ledger of five events that is open, all of them in its WAL: a reader keeps that from being copied. */
beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  said = [];
  store = await SqliteEventStore.open(path);
  reader = new Database(path, { readonly: true });
  reader.exec('BEGIN; SELECT count(*) FROM events');
  for (let nth = 0; nth < 5; nth += 1) await store.append(`unit-${nth}`, 'absent', [noted(String(nth))]);
});
afterEach(async () => {
  reader.close();
  await store.close();
  folder.remove();
});

/** What `kill -9` leaves at this moment. */
function killed(): string {
  for (const suffix of FILES) copyFileSync(`${path}${suffix}`, folder.path(`left.db${suffix}`));
  return folder.path('left.db');
}

const filesOf = (file: string) =>
  FILES.map((suffix) => existsSync(`${file}${suffix}`) && readFileSync(`${file}${suffix}`));

async function textsIn(file: string): Promise<readonly string[]> {
  const log = await SqliteEventStore.open(file, { readOnly: true });
  const texts = textsOf(await logOf(log, BEGINNING));
  await log.close();
  return texts;
}

/** What each who opens a ledger says of it. */
async function answersTo(file: string): Promise<readonly string[]> {
  const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const opened = (readOnly: boolean) =>
    SqliteEventStore.open(file, { readOnly }).then((log) => log.close().then(() => 'opened'), words);
  const before = said.length;
  await backup(`sqlite:${file}`, `${file}.backup`, print);
  const backedUp = said[before] ?? '';
  let verified = 'verified';
  try {
    verifyStore(`sqlite:${file}`, print);
  } catch (error) {
    verified = words(error);
  }
  return [await opened(true), await opened(false), backedUp, verified];
}

describe('a ledger that was killed', () => {
  it('goes on with all that was acknowledged', async () => {
    expect(await textsIn(killed())).toEqual(['0', '1', '2', '3', '4']);
  });

  it('is refused wherever its WAL is cut, and by all who open it; nothing of it is changed', async () => {
    const left = killed();
    const whole = statSync(`${left}-wal`).size;
    const cuts = [
      1_000,
      33_000,
      whole - 1,
      ...Array.from({ length: Math.floor(whole / 4120) }, (_, nth) => 32 + nth * 4120),
    ];
    const wal = readFileSync(`${left}-wal`);
    for (const cut of cuts.filter((size) => size > 32 && size < whole)) {
      writeFileSync(`${left}-wal`, wal);
      truncateSync(`${left}-wal`, cut);
      const before = filesOf(left);
      expect({ cut, said: saidOf(() => openForReading(left).close()) }).toEqual({
        cut,
        said: expect.stringMatching(LOST),
      });
      expect(filesOf(left)).toEqual(before);
    }
    const before = filesOf(left);
    expect(await answersTo(left)).toEqual(Array(4).fill(expect.stringMatching(LOST)));
    expect(filesOf(left)).toEqual(before);
  });

  it('goes on without what is lost at the word of the operator, once, and says what that is', async () => {
    const left = killed();
    truncateSync(`${left}-wal`, 33_000);
    expect(acceptLoss(left)).toMatch(
      /left\.db: it ends at position 0+\d+, and the event .* was acknowledged \([^()]*\)$/,
    );
    const log = await SqliteEventStore.open(left);
    await log.append('unit-new', 'absent', [noted('new')]);
    await log.close();
    expect(acceptLoss(left)).toBeUndefined();
    expect((await textsIn(left)).at(-1)).toBe('new');
    const before = acceptedBefore(left);
    expect(before).toMatch(/left\.db went on without the event .* at position 0{15}5, which was acknowledged$/);
    const later = await SqliteEventStore.open(left);
    for (let nth = 0; (await later.head()) < '0000000000000005'; nth += 1) {
      expect(acceptedBefore(left)).toBe(before);
      await later.append(`unit-later-${nth}`, 'absent', [noted(String(nth))]);
    }
    expect(acceptedBefore(left)).toBeUndefined();
    await later.close();
  });
});

describe('the remedy of a refusal', () => {
  it.each([
    ['a WAL that was cut', (left: string) => truncateSync(`${left}-wal`, 33_000)],
    ['a file in the place of another', (left: string) => copyFileSync(folder.path('other.db'), left)],
    ['a file that is nonsense', (left: string) => writeFileSync(left, 'x'.repeat(9000))],
    ['what says the end is nonsense', (left: string) => writeFileSync(`${left}.head`, 'nonsense')],
  ])('is one command, which keeps all that stood there: %s', async (_, harm) => {
    const copy = folder.path('backup.db');
    expect(await backup(`sqlite:${path}`, copy, print)).toBe(0);
    await (await SqliteEventStore.open(folder.path('other.db'))).close();
    const left = killed();
    harm(left);
    expect((await answersTo(left))[1]).toMatch(/restore a backup|restore <backup>/);
    const stood = filesOf(left);
    expect([restore(`sqlite:${left}`, copy, print), said.at(-1)]).toEqual([0, expect.stringContaining('verified')]);
    expect(filesOf(`${left}.replaced-1`)).toEqual(stood);
    expect(said).toContain(
      `What stood at ${left} is kept in ${['', '-wal', '.head'].map((part) => `${left}.replaced-1${part}`).join(', ')}`,
    );
    expect(await answersTo(left)).toEqual(['opened', 'opened', expect.stringContaining('verified'), 'verified']);
    expect(await textsIn(left)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('is said of the backup itself where what stands beside that knows more', async () => {
    const left = killed();
    const place = folder.path('place.db');
    rmSync(`${left}-wal`);
    expect(restore(`sqlite:${place}`, left, print)).toBe(0);
    expect(said.join('\n')).toMatch(
      /left\.db was cut, or is older than what stood beside it: it has no event, and the event .* at position 0{15}5 was acknowledged/,
    );
  });
});

describe('what says the end, read while it is written', () => {
  it('is read again wherever it is torn, and is wrong once it says the same twice', () => {
    const log = new Database(path, { readonly: true });
    const now = readFileSync(`${path}.head`, 'utf8');
    const before = JSON.stringify({ position: '0000000000000003', event: 'x'.repeat(36) }).padEnd(255) + '\n';
    const looks = (...texts: string[]): string | undefined => lossIn(log, path, () => texts.shift());
    for (let at = 1; at <= 256; at += 1) {
      expect([at, looks(now.slice(0, at) + before.slice(at), now)]).toEqual([at, undefined]);
      expect([at, looks(before.slice(0, at) + now.slice(at), now)]).toEqual([at, undefined]);
    }
    expect(looks(before, before)).toContain('has another event at position 0000000000000003');
    expect(looks('', before)).toBeUndefined();
    log.close();
  });
});

describe('a start', () => {
  it('is refused, and goes on at the word of the operator, as log and health say', async () => {
    const left = killed();
    truncateSync(`${left}-wal`, 33_000);
    const key = folder.path('key.json');
    const env = {
      ...process.env,
      ...{ PORT: '0', LOG_LEVEL: 'warn', KEY_FILE: key, READ_MODELS: `sqlite:${folder.path('rows.db')}` },
      EVENT_STORE: `sqlite:${left}`,
    };
    await SigningKey.at(key);
    const run = (...options: string[]) => spawn(process.execPath, ['dist/src/cli/main.js', ...options], { env });
    const refused = run('start');
    let words = '';
    refused.stderr.on('data', (text: Buffer) => (words += text.toString()));
    await once(refused, 'close');
    expect([refused.exitCode, words]).toEqual([1, expect.stringMatching(LOST)]);
    const token = spawnSync(process.execPath, ['dist/src/cli/main.js', 'token', '--role', 'inspector'], { env });
    const service = run('start', '--accept-loss');
    let log = '';
    let out = '';
    service.stderr.on('data', (text: Buffer) => (log += text.toString()));
    service.stdout.on('data', (text: Buffer) => (out += text.toString()));
    try {
      await eventually(() => out.includes('answers at') || service.exitCode !== null);
      const url = /http:\S+(?=;)/.exec(out)?.[0] ?? log;
      const told = /^Going on without what was acknowledged, as --accept-loss says\. .*left\.db: it/;
      const headers = { authorization: `Bearer ${token.stdout.toString().trim()}` };
      const health = async (init = {}) => (await (await fetch(`${url}/health/ready`, init)).json()) as Readiness;
      expect((await health({ headers })).remarks).toContainEqual(expect.stringMatching(told));
      expect((await health()).remarks).toBeUndefined();
      expect(log.match(/"level":40.*Going on without/g)).toHaveLength(1);
      expect(log).not.toMatch(/Going on without.*(restore a backup|start --accept-loss)/);
    } finally {
      if (service.kill()) await once(service, 'exit');
    }
  });
});

describe('a ledger that was closed in peace', () => {
  /** Its copy with three events, another of it that went on in another way, and a backup with three events. */
  async function others(): Promise<Readonly<Record<'older' | 'parted' | 'backup', string>>> {
    const [older, parted, copy] = ['older.db', 'parted.db', 'backup.db'].map((name) => folder.path(name)) as [
      string,
      string,
      string,
    ];
    const log = await SqliteEventStore.open(older);
    await log.append('unit-a', 'absent', [noted('a')]);
    expect(await backup(`sqlite:${older}`, copy, print)).toBe(0);
    await log.close();
    for (const name of [parted, folder.path('whole.db')]) copyFileSync(older, name);
    for (const name of [parted, folder.path('whole.db')]) {
      const going = await SqliteEventStore.open(name);
      await going.append('unit-b', 'absent', [noted(name === parted ? 'parted' : 'b')]);
      await going.close();
    }
    return { older, parted, backup: copy };
  }

  it.each([
    ['older', 'ends at position'],
    ['parted', 'has another event at position'],
    ['backup', 'ends at position'],
  ] as const)('is refused when another copy of it was put in its place by hand: %s', async (what, words) => {
    const put = (await others())[what];
    const whole = folder.path('whole.db');
    copyFileSync(put, whole);
    expect(await answersTo(whole)).toEqual(Array(4).fill(expect.stringContaining(words)));
    expect(readFileSync(whole).equals(readFileSync(put))).toBe(true);
  });

  it('is put back to a backup by a restore, which says what is not in it', async () => {
    const { backup: copy } = await others();
    const whole = folder.path('whole.db');
    expect(restore(`sqlite:${whole}`, copy, print)).toBe(0);
    expect(said.join('\n')).toMatch(
      /Not all that was acknowledged is in .*backup\.db: it ends at position 0{15}1, and the event .* at position 0{15}2/,
    );
    expect(await answersTo(whole)).toEqual(['opened', 'opened', expect.stringContaining('verified'), 'verified']);
    expect(await textsIn(whole)).toEqual(['a']);
  });

  it.each(['nonsense', '{}'])('is refused when what was acknowledged cannot be read: "%s"', async (text) => {
    const { older } = await others();
    writeFileSync(`${older}.head`, text);
    expect(await answersTo(older)).toEqual(Array(4).fill(expect.stringContaining('does not say any more')));
    expect(acceptLoss(older)).toContain('older.db.head');
    expect(await textsIn(older)).toEqual(['a']);
  });

  it.each([
    ['without the file that says what was acknowledged, as that of an older release', (head: string) => rmSync(head)],
    ['with one that was made and says nothing yet, as after a power cut', (head: string) => writeFileSync(head, '')],
  ])('is opened %s, and has one then', async (_, without) => {
    const { older } = await others();
    const before = readFileSync(`${older}.head`);
    without(`${older}.head`);
    expect(await answersTo(older)).toEqual(['opened', 'opened', expect.stringContaining('verified'), 'verified']);
    expect(readFileSync(`${older}.head`).equals(before)).toBe(true);
    expect(statSync(`${older}.head`).mode).toBe(statSync(older).mode);
  });
});

function saidOf(work: () => void): string {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}
