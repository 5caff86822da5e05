import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { backup } from '../../src/cli/backup.js';
import { restore } from '../../src/cli/restore.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { standAloneCopyOf } from '../../src/log/sqlite/stand-alone.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const unheard = (): void => undefined;
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const settingsOf = (data: string) => ({
  ...process.env,
  ...{ PORT: '0', LOG_LEVEL: 'silent', KEY_FILE: `${data}/key.json` },
  ...{ EVENT_STORE: `sqlite:${data}/ledger.db`, READ_MODELS: `sqlite:${data}/read-models.db` },
});

describe('a first start', () => {
  it('says what it makes, and makes it for its owner alone', async () => {
    const data = folder.path('data');
    const service = spawn(process.execPath, ['dist/src/cli/main.js', 'start'], { env: settingsOf(data) });
    let said = '';
    service.stdout.on('data', (text: Buffer) => (said += text.toString()));
    try {
      await eventually(() => said.includes('Mint a token') || service.exitCode !== null);
      expect(said).toContain(
        `A new ledger was made at ${data}/ledger.db\nA new signing key was made at ${data}/key.json\n`,
      );
      const modes = readdirSync(data).map((name) => `${name} ${modeOf(`${data}/${name}`)}`);
      expect(modes.filter((line) => !line.endsWith(' 600'))).toEqual([]);
      expect(modes.length).toBeGreaterThan(5);
      expect(modeOf(data)).toBe('700');
    } finally {
      if (service.kill()) await once(service, 'exit');
    }
  });

  it.each([
    [
      'whose port is taken',
      'PORT',
      /^PORT=\d+ is taken: another process listens there \(HOST=127\.0\.0\.1\)\. Stop that/m,
    ],
    [
      'whose host leads nowhere',
      'HOST',
      /^HOST=999\.1\.1\.1 (leads to no address|cannot be looked up now): set HOST to/m,
    ],
  ])('%s says which setting it is and what was made all the same, once', async (_, setting, told) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const data = folder.path('data');
    const { port } = other.address() as AddressInfo;
    const taken = setting === 'PORT' ? { PORT: String(port) } : { HOST: '999.1.1.1' };
    try {
      const env = { ...settingsOf(data), ...taken };
      const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/cli/main.js', 'start'], { env });
      expect({ status, made: stdout.toString() }).toEqual({
        status: 1,
        made: `A new ledger was made at ${data}/ledger.db\nA new signing key was made at ${data}/key.json\n`,
      });
      expect(stderr.toString()).toMatch(told);
      const again = spawnSync(process.execPath, ['dist/src/cli/main.js', 'start'], { env });
      expect({ status: again.status, made: again.stdout.toString() }).toEqual({ status: 1, made: '' });
    } finally {
      other.close();
      await once(other, 'close');
    }
  });

  it('makes nothing beside a ledger that cannot be opened', () => {
    const data = folder.path('data');
    mkdirSync(data);
    writeFileSync(`${data}/ledger.db`, '');
    const { status, stderr } = spawnSync(process.execPath, ['dist/src/cli/main.js', 'start', '--create'], {
      env: settingsOf(data),
    });
    expect({ status, stderr: stderr.toString() }).toEqual({
      status: 1,
      stderr: expect.stringContaining('holds nothing: if it was a ledger'),
    });
    expect(readdirSync(data)).toEqual(['ledger.db', 'ledger.db.lock']);
  });
});

describe('what is made beside a ledger', () => {
  it.each([
    ['read by a group', 0o640],
    ['written by one', 0o660],
    ['for its owner alone', 0o600],
  ])('is for all who may use the ledger, as its WAL is: %s', async (_, mode) => {
    const [path, copy] = [folder.path('ledger.db'), folder.path('backup.db')];
    await (await SqliteEventStore.open(path)).close();
    chmodSync(path, mode);
    const store = await SqliteEventStore.open(path);
    const modes = ['', '-wal', '-shm', '.lock', '.head'].map((part) => modeOf(`${path}${part}`));
    expect(await backup(`sqlite:${path}`, copy, unheard)).toBe(0);
    await store.close();
    expect(restore(`sqlite:${path}`, copy, unheard)).toBe(0);
    await (await SqliteEventStore.open(path)).close();
    expect([...modes, modeOf(path), modeOf(`${path}.head`)]).toEqual(Array(7).fill(mode.toString(8)));
  });

  const asRoot = process.geteuid?.() === 0 ? it : it.skip;
  asRoot('is of the user of the ledger, also where root restores or starts it', async () => {
    const [path, copy] = [folder.path('ledger.db'), folder.path('backup.db')];
    await (await SqliteEventStore.open(path)).close();
    expect(await backup(`sqlite:${path}`, copy, unheard)).toBe(0);
    chownSync(path, 4711, 4712);
    expect(restore(`sqlite:${path}`, copy, unheard)).toBe(0);
    await (await SqliteEventStore.open(path)).close();
    for (const part of ['', '.lock', '.head']) {
      const { uid, gid } = statSync(`${path}${part}`);
      expect([part, uid, gid]).toEqual([part, 4711, 4712]);
    }
  });

  asRoot('is of the user of its folder where root restores it and none stood there', async () => {
    const [path, copy, place] = [folder.path('ledger.db'), folder.path('backup.db'), folder.path('place')];
    await (await SqliteEventStore.open(path)).close();
    expect(await backup(`sqlite:${path}`, copy, unheard)).toBe(0);
    mkdirSync(place);
    chownSync(place, 4711, 4712);
    expect(restore(`sqlite:${place}/ledger.db`, copy, unheard)).toBe(0);
    for (const part of ['', '.lock']) {
      const { uid, gid, mode } = statSync(`${place}/ledger.db${part}`);
      expect([part, uid, gid, mode & 0o777]).toEqual([part, 4711, 4712, 0o600]);
    }
  });
});

describe('a backup', () => {
  it('needs no other file beside it, and one of an older release is read by a copy that needs none', async () => {
    const [path, copy] = [folder.path('ledger.db'), folder.path('backup.db')];
    await (await SqliteEventStore.open(path)).close();
    expect(await backup(`sqlite:${path}`, copy, unheard)).toBe(0);
    expect(journalOf(copy)).toBe('delete');
    expect(journalOf(path)).toBe('wal');
    const readable = standAloneCopyOf(path);
    expect(journalOf(readable)).toBe('delete');
    expect(verifyStore(`sqlite:${readable}`, unheard)).toBe(0);
  });
});

function journalOf(path: string): unknown {
  const file = new Database(path, { readonly: true });
  const journal = file.pragma('journal_mode', { simple: true });
  file.close();
  return journal;
}
