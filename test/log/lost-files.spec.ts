import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { OutcomeUnknown } from '../../src/log/event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { leaveAsKilled, textsIn } from '../support/left-log.js';
import { logOf, NOON, noted, streamOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let store: SqliteEventStore;
let fatal: Error[];
const unheard = (): void => undefined;

beforeEach(async () => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  fatal = [];
  store = await SqliteEventStore.open(path, { onFatal: (reason) => fatal.push(reason) });
  await store.append('unit-a', 'absent', [noted('a')]);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const killed = (name: string): string => leaveAsKilled(path, folder.path(name));
const opened = (file: string, readOnly: boolean) => SqliteEventStore.open(file, { readOnly });

describe('a log whose writer was killed', () => {
  it('holds everything with its WAL, and after that start also without', async () => {
    const left = killed('left.db');
    expect(await textsIn(left)).toEqual(['a']);
    await (await SqliteEventStore.open(left)).close();
    expect(existsSync(`${left}-wal`)).toBe(false);
    expect(await textsIn(left)).toEqual(['a']);
  });

  it.each([true, false])('is refused when its WAL is gone or empty, read only: %s', async (readOnly) => {
    const left = killed('left.db');
    rmSync(`${left}-wal`);
    await expect(opened(left, readOnly)).rejects.toThrow('its ' + `${left}-wal is gone`);
    writeFileSync(`${left}-wal`, '');
    await expect(opened(left, readOnly)).rejects.toThrow('restore a backup');
    expect(() => verifyStore(`sqlite:${left}`, unheard)).toThrow('was not closed in peace');
  });

  it('gives what the file itself holds when it is restored from itself, and says that more may be missing', async () => {
    const left = killed('left.db');
    rmSync(`${left}-wal`);
    const said: string[] = [];
    expect(restore(`sqlite:${left}`, left, (line) => said.push(line))).toBe(0);
    expect(said[0]).toContain('was not closed in peace');
    const again = await SqliteEventStore.open(left);
    expect(await again.identity()).toBe(await store.identity());
    await again.close();
  });

  it.each(['backup', 'another ledger'])(
    'is refused when %s was put over the file, and keeps it as it was',
    async (what) => {
      const left = killed('left.db');
      const other = folder.path('other.db');
      if (what === 'backup') await backup(`sqlite:${path}`, other, unheard);
      else await (await SqliteEventStore.open(other)).close();
      copyFileSync(other, left);
      for (const readOnly of [true, false]) {
        await expect(opened(left, readOnly)).rejects.toThrow(`${left}-wal does not belong to ${left}`);
      }
      expect(readFileSync(left).equals(readFileSync(other))).toBe(true);
    },
  );

  it('has lost nothing with its WAL once there was a quiet moment', async () => {
    await eventually(async () => {
      const left = folder.path('left.db');
      copyFileSync(path, left);
      return restore(`sqlite:${left}`, left, unheard) === 0 && (await textsIn(left)).length === 1;
    });
  });
});

describe('a log whose writer failed before it took anything', () => {
  it('has its WAL, and is opened again', async () => {
    const left = folder.path('left.db');
    await (await SqliteEventStore.open(left)).close();
    const failing = new Worker(new URL('failing-writer.mjs', import.meta.url), { workerData: { path: left } });
    const ended = new Promise((resolve) => failing.once('exit', resolve));
    const [error] = (await once(failing, 'error')) as [Error];
    expect(error.message).toBe('no work today');
    await ended;
    expect(existsSync(`${left}-wal`)).toBe(true);
    await (await SqliteEventStore.open(left)).close();
  });
});

describe('a file that is empty', () => {
  it('is no new ledger', async () => {
    const blank = folder.path('blank.db');
    writeFileSync(blank, '');
    await expect(opened(blank, false)).rejects.toThrow('holds nothing: if it was a ledger');
  });
});

/** In its place: the file has its inode and its WAL, and other contents. */
async function overwritten(): Promise<void> {
  await backup(`sqlite:${path}`, folder.path('backup.db'), unheard);
  copyFileSync(folder.path('backup.db'), path);
}

describe('a log that is taken away from under its writer', () => {
  const away: readonly (readonly [string, () => unknown])[] = [
    ['deleted', () => rmSync(path)],
    ['moved', () => renameSync(path, folder.path('moved.db'))],
    ['replaced', () => (copyFileSync(path, folder.path('copy.db')), renameSync(folder.path('copy.db'), path))],
    ['bereft of its WAL', () => rmSync(`${path}-wal`)],
    ['written over by a backup', overwritten],
    ['cut to nothing', () => truncateSync(path)],
    ['cut to its first page', () => truncateSync(path, 4096)],
    ['bereft of what its WAL holds', () => truncateSync(`${path}-wal`)],
    ['hidden from who would read it', () => rmSync(`${path}-shm`)],
    ['bereft of its lock', () => rmSync(`${path}.lock`)],
    ['bereft of what says its end', () => rmSync(`${path}.head`)],
    [
      'given what says the end of another',
      () => (copyFileSync(`${path}.head`, folder.path('head')), renameSync(folder.path('head'), `${path}.head`)),
    ],
  ];

  it.each(away)('acknowledges nothing more once it is %s', async (_, take) => {
    await take();
    await expect(store.append('unit-a', 0, [noted('b')])).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(String(fatal[0]?.cause)).toMatch(
      /ledger\.db(-wal|-shm|\.lock|\.head)? was (moved away or deleted|replaced by another file|written over|cut) while/,
    );
  });

  it('is refused at the next start when it was written over, since the WAL beside it is another one', async () => {
    await overwritten();
    await eventually(() => fatal.length === 1);
    await store.close();
    await expect(opened(path, false)).rejects.toThrow(`${path}-wal does not belong to ${path}`);
  });

  it('is not the one any more to which the link leads that it was opened by', async () => {
    const [own, other] = ['own', 'other'].map((name) => folder.path(name));
    for (const name of [own, other]) mkdirSync(String(name));
    symlinkSync(String(own), folder.path('now'));
    const lost: Error[] = [];
    const linked = await SqliteEventStore.open(folder.path('now/ledger.db'), {
      onFatal: (reason) => lost.push(reason),
    });
    rmSync(folder.path('now'));
    symlinkSync(String(other), folder.path('now'));
    await expect(linked.append('unit-a', 'absent', [noted('a')])).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(String(lost[0]?.cause)).toContain('now/ledger.db was moved away or deleted while');
    await linked.close();
  });

  it.each(away)('stops by itself soon after it is %s', async (_, take) => {
    await take();
    await eventually(() => fatal.length === 1);
  });
});

describe('a log that is taken away from under who follows it', () => {
  const away: readonly (readonly [string, () => void])[] = [
    ['deleted', () => rmSync(path)],
    ['moved', () => renameSync(path, folder.path('moved.db'))],
    ['replaced', () => (copyFileSync(path, folder.path('copy.db')), renameSync(folder.path('copy.db'), path))],
    ['restored', () => expect(restore(`sqlite:${path}`, folder.path('backup.db'), unheard)).toBe(0)],
  ];
  const reads: readonly (readonly [string, (log: SqliteEventStore) => Promise<unknown>])[] = [
    ['its head', (log) => log.head()],
    ['its identity', (log) => log.identity()],
    ['a place', (log) => log.at('0000000000000001' as Position)],
    ['an instant', (log) => log.lastBy(NOON)],
    ['a stream', (log) => streamOf(log, 'unit-a')],
    ['all of it', (log) => logOf(log, BEGINNING)],
    ['what comes', (log) => log.subscribe(BEGINNING, new AbortController().signal)[Symbol.asyncIterator]().next()],
  ];

  it.each(away)('shows nothing of it any more once it is %s, says why, and has the process stop', async (_, take) => {
    await backup(`sqlite:${path}`, folder.path('backup.db'), unheard);
    await store.close();
    const lost: Error[] = [];
    const log = await SqliteEventStore.open(path, { readOnly: true, onFatal: (reason) => lost.push(reason) });
    for (const [, read] of reads) await read(log);
    take();
    const why =
      /ledger\.db was (moved away or deleted|replaced by another file) while it was being read: start this process again/;
    for (const [what, read] of reads) {
      const said = await read(log).then(
        () => 'answered',
        (error: Error) => error.message,
      );
      expect([what, said]).toEqual([what, expect.stringMatching(why)]);
    }
    expect(lost.map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
    await log.close();
  });

  it('wakes who waits for more, and ends a projector that is a process of its own', async () => {
    await backup(`sqlite:${path}`, folder.path('backup.db'), unheard);
    const env = {
      ...process.env,
      ...{ ROLE: 'projector', PORT: '0', LOG_LEVEL: 'fatal', KEY_FILE: folder.path('key.json') },
      ...{ EVENT_STORE: `sqlite:${path}`, READ_MODELS: `sqlite:${folder.path('read-models.db')}` },
    };
    const projector = spawn(process.execPath, ['dist/src/cli/main.js', 'start', '--create'], { env });
    let said = '';
    for (const stream of [projector.stdout, projector.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    const closed = once(projector, 'close');
    await eventually(() => said.includes('answers at') || projector.exitCode !== null);
    await store.close();
    // The projector keeps the WAL.
    for (const suffix of ['', '-wal', '-shm']) renameSync(`${path}${suffix}`, folder.path(`moved.db${suffix}`));
    const put = restore(`sqlite:${path}`, folder.path('backup.db'), unheard);
    await eventually(() => projector.exitCode !== null).finally(() => projector.kill('SIGKILL'));
    const [code] = (await closed) as [number];
    const why = /stopping: .*ledger\.db was (moved away or deleted|replaced by another file) while it was being read/;
    expect([put, code, said]).toEqual([0, 1, expect.stringMatching(why)]);
  });
});

describe('a second start by another name', () => {
  it('is refused by a hard link, whichever name it takes', async () => {
    linkSync(path, folder.path('linked.db'));
    await expect(opened(folder.path('linked.db'), false)).rejects.toThrow('has 2 names (hard links)');
    await expect(opened(path, false)).rejects.toThrow('has 2 names');
  });

  it('is refused by a symbolic link, and such a link opens the log when no other process writes it', async () => {
    symlinkSync(path, folder.path('linked.db'));
    await expect(opened(folder.path('linked.db'), false)).rejects.toThrow('Another process already writes');
    await store.close();
    const linked = await opened(folder.path('linked.db'), false);
    await linked.append('unit-a', 0, [noted('b')]);
    await linked.close();
    expect(await textsIn(path)).toEqual(['a', 'b']);
  });

  it('is refused by any path that shows the same file without its WAL', async () => {
    // As a file that is mounted alone into a container: SQLite looks for the WAL, and we for the lock, beside that name.
    copyFileSync(path, folder.path('mounted.db'));
    await expect(opened(folder.path('mounted.db'), false)).rejects.toThrow('under another name');
  });
});
