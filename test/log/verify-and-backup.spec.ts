import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, linkSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { backup } from '../../src/cli/backup.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { PartialCopy } from '../../src/log/sqlite/partial-copy.js';
import { verifyLog } from '../../src/log/sqlite/verify-log.js';
import type { Testimony } from '../../src/log/testimony.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { logOf, METADATA, NOON, noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

/** The events of this test say nothing of themselves that could be held against them. */
const TESTIMONY: Testimony = { problemWith: () => undefined, problemAtEnd: () => undefined };
const ANY = { schemas: new EventSchemas(['Noted']), testimony: TESTIMONY };

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let printed: string[];
const print = (line: string) => void printed.push(line);

/** Three streams of four events, one round after the other: position 6 is revision 1 of unit-2. */
beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  printed = [];
  const store = await SqliteEventStore.open(path);
  for (let round = 0; round < 4; round += 1) {
    const recordedAt = instantOf(Date.parse(NOON) + round);
    for (const stream of ['unit-0', 'unit-1', 'unit-2']) {
      const metadata = { ...METADATA, recordedAt };
      await store.append(stream, round === 0 ? 'absent' : round - 1, [
        noted(`${round}`, `${stream}.${round}`, metadata),
      ]);
    }
  }
  await store.close();
});
afterEach(() => folder.remove());

function tamper(sql: string): void {
  const log = new Database(path);
  log.exec(sql);
  log.close();
}

describe('two backups to one name at once', () => {
  it('leave one that is sound, and what else they leave is nothing', async () => {
    const copy = folder.path('copy.db');
    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => backup(`sqlite:${path}`, copy, print)));
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    expect(printed.filter((line) => line.startsWith('No backup was made'))).toEqual(
      Array(4).fill(expect.stringMatching(/copy\.db exists (by now: another backup made it|already)/)),
    );
    expect(verifyStore(`sqlite:${copy}`, print, ANY)).toBe(0);
    expect(readdirSync(folder.path('')).filter((name) => name.includes('copy.db'))).toEqual(['copy.db']);
  });
});

describe('a backup that was killed', () => {
  const left = (): readonly string[] =>
    readdirSync(folder.path(''))
      .filter((name) => name.includes('copy.db'))
      .sort();

  it('leaves what the next to the same name removes, and nothing of others is touched', async () => {
    const copy = folder.path('copy.db');
    const backingUp = spawn(process.execPath, ['test/log/stuck-backup.mjs', path, copy]);
    await once(backingUp.stdout, 'data');
    backingUp.kill('SIGKILL');
    await once(backingUp, 'close');
    const others = ['copy.db.partial-mine', 'other-copy.db.partial-0', `a-${left()[0]}`];
    for (const name of others) writeFileSync(folder.path(name), 'of another');
    const under = new PartialCopy(copy);
    writeFileSync(under.path, 'under way');
    const before = left();
    expect(before.length).toBeGreaterThan(others.length + 2);
    expect(await backup(`sqlite:${path}`, copy, print)).toBe(0);
    const kept = [...others, ...['', '.lock'].map((part) => `${basename(under.path)}${part}`)];
    expect(left()).toEqual([...kept, 'copy.db'].sort());
    expect(printed).toContainEqual(
      expect.stringMatching(/A backup to .*copy\.db was interrupted: .*copy\.db\.partial-[-0-9a-f]+ removed$/),
    );
    under.remove();
    expect(await backup(`sqlite:${path}`, copy, print)).toBe(1);
    expect(left()).toEqual([...others, 'copy.db'].sort());
  });

  it('once the copy had its name, leaves what a refused one removes', async () => {
    const copy = folder.path('copy.db');
    expect(await backup(`sqlite:${path}`, copy, print)).toBe(0);
    linkSync(copy, `${copy}.partial-0b7f2c1e-7a57-4f0e-9d1a-6a1f0e9b2c3d`);
    expect(await backup(`sqlite:${path}`, copy, print)).toBe(1);
    expect(left()).toEqual(['copy.db']);
  });
});

describe('verifying a store', () => {
  it('checks what was there when it began, however much is written meanwhile', async () => {
    const store = await SqliteEventStore.open(path);
    const many = (count: number) => Array.from({ length: count }, (_, nth) => noted(`${nth}`));
    await store.append('unit-3', 'absent', many(1500));
    const checking = verifyLog(path, {});
    expect(checking.next()).toEqual({ done: false, value: 1000 });
    await store.append('unit-3', 1499, many(1500));
    expect(checking.next()).toEqual({ done: true, value: expect.objectContaining({ events: 1512, streams: 4 }) });
    await store.close();
  });

  it('says how much is sound', () => {
    expect(verifyStore(`sqlite:${path}`, print, ANY)).toBe(0);
    expect(printed).toEqual([`Checking the file ${path}`, 'Sound: 12 events in 3 streams']);
  });

  it.each([
    [
      'an event is gone',
      'DELETE FROM events WHERE position = 6',
      'position 0000000000000007, stream unit-0, revision 2: position 0000000000000006 is missing before it',
    ],
    [
      'a revision is skipped',
      'UPDATE events SET revision = 9 WHERE position = 6',
      'position 0000000000000006, stream unit-2, revision 9: revision 1 of the stream is expected here',
    ],
    [
      'an event changed its stream',
      "UPDATE events SET stream = 'unit-9' WHERE position = 6",
      'position 0000000000000006, stream unit-9, revision 1: revision 0 of the stream is expected here',
    ],
    [
      'data is no JSON',
      "UPDATE events SET data = '{' WHERE position = 6",
      'position 0000000000000006, stream unit-2, revision 1: the event cannot be read',
    ],
    [
      'a schema is unknown',
      "UPDATE events SET metadata = json_set(metadata, '$.schema', 7) WHERE position = 6",
      'position 0000000000000006, stream unit-2, revision 1: the event cannot be read: Noted is written in schema 7',
    ],
    [
      'time runs back',
      "UPDATE events SET metadata = json_set(metadata, '$.recordedAt', '2025-03-21T04:00:00.000Z') WHERE position = 6",
      'position 0000000000000006, stream unit-2, revision 1: recorded at 2025-03-21T04:00:00.000Z, before the event before it',
    ],
  ])('finds the first bad place when %s', (_, sql, place) => {
    tamper(sql);
    expect(verifyStore(`sqlite:${path}`, print, ANY)).toBe(1);
    expect(printed.at(-1)).toContain(`Bad after 5 sound events: ${place}`);
  });

  it.each([
    [
      'a stream lost its name',
      "UPDATE streams SET name = 'unit-9' WHERE name = 'unit-2'",
      'position 0000000000000003, stream unit-2, revision 0',
    ],
    [
      'a stream has no number',
      "PRAGMA foreign_keys = OFF; DELETE FROM streams WHERE name = 'unit-1'",
      'position 0000000000000002, stream unit-1, revision 0',
    ],
    [
      'an event counts to no stream',
      'UPDATE events SET stream_number = NULL WHERE position = 6',
      'position 0000000000000006, stream unit-2, revision 1',
    ],
  ])('finds the first event that its stream would not show when %s', (_, sql, place) => {
    tamper(sql);
    expect(verifyStore(`sqlite:${path}`, print, ANY)).toBe(1);
    expect(printed.at(-1)).toContain(`${place}: its stream does not show it`);
  });

  it('finds a damaged page', () => {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(64, 0xff), 0, 64, 2 * 4096);
    closeSync(file);
    expect(verifyStore(`sqlite:${path}`, print, ANY)).toBe(1);
    expect(printed.at(-1)).toMatch(/^Bad after 0 sound events: (position 0000000000000001: )?the file/);
  });

  it('refuses what it cannot verify', () => {
    expect(() => verifyStore('memory:', print)).toThrow('only sqlite:<path>');
  });
});

describe('backing up a store', () => {
  it('copies a whole prefix while the writer goes on', async () => {
    const store = await SqliteEventStore.open(path);
    // Enough for several steps of the copy.
    const large = Array.from({ length: 3000 }, (_, index) => noted('x'.repeat(4000), `large.${index}`));
    await store.append('unit-large', 'absent', large);
    const acknowledged = await logOf(store, BEGINNING);
    const target = folder.path('backup.db');
    let isCopying = true;
    const copied = backup(`sqlite:${path}`, target, print).finally(() => (isCopying = false));
    let later = 0;
    for (; isCopying; later += 1) await store.append(`unit-later-${later}`, 'absent', [noted('later')]);
    expect(await copied).toBe(0);
    expect(later).toBeGreaterThan(0);
    const copy = await SqliteEventStore.open(target);
    const held = await logOf(copy, BEGINNING);
    const whole = await logOf(store, BEGINNING);
    await copy.close();
    await store.close();
    expect(held.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(held).toEqual(whole.slice(0, held.length));
    expect(printed.filter((line) => line.endsWith('% copied')).length).toBeGreaterThan(1);
    expect(printed.at(-1)).toBe(`${target} holds the first ${held.length} events, verified`);
  });

  it('never overwrites', async () => {
    const target = folder.path('backup.db');
    expect(await backup(`sqlite:${path}`, target, print)).toBe(0);
    expect(await backup(`sqlite:${path}`, target, print)).toBe(1);
    expect(printed.at(-1)).toContain('exists already');
  });

  it('makes no backup of a store that is not sound', async () => {
    tamper('DELETE FROM events WHERE position = 6');
    const target = folder.path('backup.db');
    expect(await backup(`sqlite:${path}`, target, print)).toBe(1);
    expect(printed.at(-1)).toContain('position 0000000000000006 is missing');
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(folder.path('.')).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
