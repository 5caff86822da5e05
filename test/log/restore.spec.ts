import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { logOf, noted, textsOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let copy: string;
let said: string[];

/** A ledger of two events, and a backup that has the first of them. */
beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  copy = folder.path('backup.db');
  said = [];
  const store = await SqliteEventStore.open(path);
  await store.append('unit-a', 'absent', [noted('a')]);
  await backup(`sqlite:${path}`, copy, () => undefined);
  await store.append('unit-a', 0, [noted('b')]);
  await store.close();
});
afterEach(() => folder.remove());

const restored = (from = copy, to = path): number => restore(`sqlite:${to}`, from, (line) => said.push(line));

async function whatIsIn(file: string): Promise<Readonly<{ texts: readonly string[]; identity: string }>> {
  const log = await SqliteEventStore.open(file, { readOnly: true });
  const found = { texts: textsOf(await logOf(log, BEGINNING)), identity: await log.identity() };
  await log.close();
  return found;
}

describe('restoring a backup', () => {
  it('puts it in the place of the ledger, of which it has the identity, and keeps what stood there', async () => {
    const before = await whatIsIn(path);
    const backedUp = readFileSync(copy);
    expect(restored()).toBe(0);
    expect(said).toEqual([
      `What stood at ${path} is kept in ${path}.replaced-1, ${path}.replaced-1.head`,
      expect.stringMatching(/^Not all that was acknowledged is in .*backup.db: it ends at position 0{15}1,/),
      expect.stringContaining(`${path} holds the 1 events of ${copy}, verified`),
    ]);
    expect(await whatIsIn(path)).toEqual({ ...before, texts: ['a'] });
    expect(await whatIsIn(`${path}.replaced-1`)).toEqual(before);
    expect(readFileSync(copy).equals(backedUp)).toBe(true);
    const store = await SqliteEventStore.open(path);
    await store.append('unit-a', 0, [noted('c')]);
    await store.close();
    expect(restored()).toBe(0);
    expect(said.at(-3)).toContain('replaced-2');
  });

  it('says what stood there beyond the backup, also where no file says what was acknowledged', async () => {
    const older = folder.path('older.db');
    copyFileSync(copy, older);
    const newer = folder.path('newer.db');
    await backup(`sqlite:${path}`, newer, () => undefined);
    expect(restored(newer)).toBe(0);
    expect(existsSync(`${path}.head`)).toBe(false);
    said = [];
    expect(restored(newer)).toBe(0);
    expect(said).toEqual([expect.stringContaining('is kept in'), expect.stringContaining('holds the 2 events of')]);
    said = [];
    expect(restored(older)).toBe(0);
    expect(said).toEqual([
      expect.stringContaining('is kept in'),
      expect.stringMatching(
        /^.*older\.db is older than what stood at .*ledger\.db: it ends at position 0{15}1, and the event .{36} at position 0{15}2 stood there$/,
      ),
      expect.stringContaining('holds the 1 events of'),
    ]);
  });

  it('refuses that of another ledger, unless what stands there cannot be read', async () => {
    const other = folder.path('other.db');
    const store = await SqliteEventStore.open(other);
    await store.append('unit-z', 'absent', [noted('z')]);
    await store.close();
    const before = await whatIsIn(other);
    expect(restored(copy, other)).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(/^Nothing was restored: .*backup\.db is of the ledger .* stands another one/),
    ]);
    expect(await whatIsIn(other)).toEqual(before);
    writeFileSync(other, 'no ledger any more');
    expect(restored(copy, other)).toBe(0);
    expect((await whatIsIn(other)).texts).toEqual(['a']);
  });

  it('makes a ledger where none is', async () => {
    const place = folder.path('new/ledger.db');
    expect(restored(copy, place)).toBe(0);
    expect((await whatIsIn(place)).texts).toEqual(['a']);
  });

  it('restores a backup of a release that left it with a WAL of its own to be made', async () => {
    const older = new Database(copy);
    older.pragma('journal_mode = WAL');
    older.close();
    expect(restored()).toBe(0);
    expect((await whatIsIn(path)).texts).toEqual(['a']);
  });

  const refused: readonly (readonly [string, () => string, string])[] = [
    ['a ledger that is being written', () => copy, 'Another process already writes'],
    ['a backup that is not there', () => folder.path('none.db'), 'There is no backup at'],
    ['a backup that is not sound', () => tampered(), 'the copy is not sound: position 0000000000000001'],
    [
      'a file that is no ledger',
      () => (writeFileSync(folder.path('text'), 'x'.repeat(9000)), folder.path('text')),
      'not a database',
    ],
  ];

  it.each(refused)('refuses %s, and changes nothing', async (what, from, reason) => {
    const store = what.startsWith('a ledger') ? await SqliteEventStore.open(path) : undefined;
    const before = await whatIsIn(path);
    expect(restored(from())).toBe(1);
    expect(said).toEqual([expect.stringContaining(reason)]);
    expect(await whatIsIn(path)).toEqual(before);
    await store?.close();
    expect(readdirSync(folder.path('.')).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  });

  it('refuses where a WAL lies that may hold what is nowhere else, and a ledger in the place of a backup', async () => {
    const store = await SqliteEventStore.open(path);
    const killed = folder.path('killed.db');
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${killed}${suffix}`);
    await store.close();
    expect(restored(copy, killed)).toBe(1);
    expect(said.at(-1)).toContain('stop whatever reads it, start the service once and stop it');
    expect(restored(killed, path)).toBe(1);
    expect(said.at(-1)).toContain('this is no backup, but a ledger');
    expect((await whatIsIn(killed)).texts).toEqual(['a', 'b']);
  });

  /** What lies in the folder when the process dies after each step that shows outside. */
  const interruptions: readonly (readonly [string, () => readonly string[]])[] = [
    ['the copy was made', () => [copied()]],
    ['what stood there had got its second name', () => [linked(1), copied()]],
    ['the same happened twice', () => [linked(1), linked(2), copied()]],
  ];
  const nextSteps: readonly (readonly [string, () => Promise<void>, readonly string[]])[] = [
    ['a start', async () => (await SqliteEventStore.open(path)).close(), ['a', 'b']],
    ['a restore', async () => expect(restored()).toBe(0), ['a']],
  ];

  it.each(
    interruptions.flatMap(([when, leave]) =>
      nextSteps.map(([next, go, has]) => [when, next, { leave, go, has }] as const),
    ),
  )('interrupted once %s is settled by %s', async (_, next, { leave, go, has }) => {
    const left = leave();
    await go();
    expect((await whatIsIn(path)).texts).toEqual(has);
    expect(readdirSync(folder.path('.')).filter((name) => /restoring|replaced/.test(name))).toEqual(
      next === 'a restore' ? ['ledger.db.replaced-1', 'ledger.db.replaced-1.head'] : [],
    );
    if (next === 'a restore') {
      expect(said[0]).toBe(
        `A restore of ${path} was interrupted before it took effect: the ledger was as before, and ${left.join(', ')} removed`,
      );
      expect((await whatIsIn(`${path}.replaced-1`)).texts).toEqual(['a', 'b']);
    }
  });

  it('interrupted, is named by a start of the service', async () => {
    const left = [linked(1), copied()];
    const env = {
      ...process.env,
      ...{ PORT: '0', LOG_LEVEL: 'silent', KEY_FILE: folder.path('key.json') },
      ...{ EVENT_STORE: `sqlite:${path}`, READ_MODELS: `sqlite:${folder.path('read-models.db')}` },
    };
    const service = spawn(process.execPath, ['dist/src/cli/main.js', 'start', '--create'], { env });
    let said = '';
    service.stdout.on('data', (text: Buffer) => (said += text.toString()));
    await eventually(() => said.includes('Mint a token') || service.exitCode !== null);
    expect(said).toContain(`the ledger was as before, and ${left.join(', ')} removed\n`);
    if (service.kill()) await once(service, 'exit');
  });

  it('is not taken back while it is under way', async () => {
    const store = await SqliteEventStore.open(path);
    const left = [linked(1), copied()];
    await expect(SqliteEventStore.open(path)).rejects.toThrow('Another process already writes');
    expect(left.filter((file) => !existsSync(file))).toEqual([]);
    await store.close();
  });

  function linked(nth: number): string {
    linkSync(path, `${path}.replaced-${nth}`);
    return `${path}.replaced-${nth}`;
  }

  function copied(): string {
    copyFileSync(copy, `${path}.restoring`);
    return `${path}.restoring`;
  }

  function tampered(): string {
    const log = new Database(copy);
    log.exec("UPDATE events SET data = '{'");
    log.close();
    return copy;
  }
});
