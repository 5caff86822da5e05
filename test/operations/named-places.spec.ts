import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { backup } from '../../src/cli/backup.js';
import { drill } from '../../src/cli/drill.js';
import { toBeMade } from '../../src/cli/first-start.js';
import { move } from '../../src/cli/move.js';
import { rebuildReadModel } from '../../src/cli/rebuild.js';
import { restore } from '../../src/cli/restore.js';
import { toldError } from '../../src/cli/told-error.js';
import { mintToken } from '../../src/cli/token.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { readConfig } from '../../src/config.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';

const folder = temporaryFolder();
const at = (name: string): string => folder.path(name);
const ledger = `sqlite:${at('ledger.db')}`;
const rows = `sqlite:${at('read-models.db')}`;

beforeAll(async () => {
  for (const store of [await openEventStore(ledger), await openReadModelStore(rows)]) await store.close();
  mkdirSync(at('folder'));
  writeFileSync(at('text.txt'), 'Giao ước thi đua\n');
  const copied = await backup(ledger, at('backup.db'), () => undefined);
  expect(copied).toBe(0);
  writeFileSync(at('empty.db'), '');
  writeFileSync(at('cut.db'), readFileSync(at('backup.db')).subarray(0, 20_000));
  symlinkSync('/nowhere/ledger.db', at('dangling.db'));
  copyFileSync(at('backup.db'), at('headless.db'));
  mkdirSync(at('headless.db.head'));
});
afterAll(() => folder.remove());

/** Without what stands beside a file as long as a process has looked into it. */
function filesThere(): readonly string[] {
  return readdirSync(at('.'))
    .filter((name) => !/(-wal|-shm|\.use|\.lock)$/.test(name))
    .sort();
}

const all: Readonly<Record<string, string>> = { EVENT_STORE: ledger, READ_MODELS: rows, KEY_FILE: at('key.json') };

/** What the operator reads when these settings are started, and the stores of them opened. */
async function said(settings: Readonly<Record<string, string>>): Promise<string> {
  try {
    const config = readConfig({ ...all, ...settings });
    toBeMade(config, { create: true });
    await (await openReadModelStore(config.readModels)).close();
    await (await openEventStore(config.eventStore)).close();
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a setting', () => {
  const file = (setting: string, scheme: string) =>
    [
      [setting, `${scheme}${at('folder')}`, `${setting} names the folder`],
      [setting, `${scheme}${at('text.txt')}/x.db`, `${setting} leads through`],
      [
        setting,
        `${scheme}${at('dangling.db')}`,
        `${setting} names ${at('dangling.db')}, a link to /nowhere/ledger.db, where`,
      ],
    ] as const;

  it.each<readonly [setting: string, value: string, sentence: string]>([
    ...file('EVENT_STORE', 'sqlite:'),
    ...file('READ_MODELS', 'sqlite:'),
    ...file('KEY_FILE', ''),
    ['EVENT_STORE', 'sqlite:', 'EVENT_STORE is "sqlite:": set it to'],
    ['EVENT_STORE', 'sqlite: ', 'EVENT_STORE is "sqlite:": set it to'],
    ['EVENT_STORE', at('ledger.db'), 'EVENT_STORE is'],
    ['EVENT_STORE', rows, 'READ_MODELS names the same file as EVENT_STORE'],
    ['EVENT_STORE', `sqlite:${at('key.json')}`, 'names the same file as'],
    ['READ_MODELS', 'sqlite:', 'READ_MODELS is "sqlite:": set it to'],
    ['READ_MODELS', 'mysql://x', 'READ_MODELS is'],
    ['READ_MODELS', ledger, 'READ_MODELS names the same file as EVENT_STORE'],
    ['READ_MODELS', `sqlite:${at('backup.db')}`, 'give READ_MODELS a place of its own'],
    ['HOST', at('folder'), 'HOST is'],
    ['HOST', 'a b', 'HOST is'],
    ['PORT', at('folder'), 'PORT is'],
    ['ROLE', 'all,all', 'ROLE is'],
    ['LOG_LEVEL', at('folder'), 'LOG_LEVEL is'],
    ['JWKS_URL', at('folder'), 'KEY_FILE is'],
    ['BODY_LIMIT', '1,1', 'BODY_LIMIT is'],
    ['RULEBOOK_BODY_LIMIT', at('text.txt'), 'RULEBOOK_BODY_LIMIT is'],
    ['REQUESTS_PER_MINUTE', '-1', 'REQUESTS_PER_MINUTE is'],
    ['MAX_CONNECTIONS', 'all', 'MAX_CONNECTIONS is'],
    ...['0.0.0.0/0', '::/0', '10.0.0.1, 0.0.0.0/0', '10.0.0.0/33', '::1/129', '10.0.0.0/', at('folder')].map(
      (value) => ['TRUST_PROXY', value, 'TRUST_PROXY is'] as const,
    ),
    ['CORS_ORIGINS', at('folder'), 'CORS_ORIGINS is'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', at('folder'), 'OTEL_EXPORTER_OTLP_ENDPOINT is'],
    ['OTEL_TRACES_SAMPLER_ARG', '2', 'OTEL_TRACES_SAMPLER_ARG is'],
  ])('%s=%s is refused before anything is opened or made', async (setting, value, sentence) => {
    const before = filesThere();
    expect(await said({ [setting]: value })).toContain(sentence);
    expect(filesThere()).toEqual(before);
  });

  it('that names another file of ours says which it is for', async () => {
    expect(await said({ EVENT_STORE: rows, READ_MODELS: `sqlite:${at('new-rows.db')}` })).toContain(
      'is not an event store: name the file of a ledger (EVENT_STORE)',
    );
  });

  it.each(Object.keys(all))('%s may be named by its default: empty and blank say nothing', (setting) => {
    for (const value of ['', '  ']) expect(readConfig({ [setting]: value })).toEqual(readConfig({}));
  });

  it('may lie in a folder that the start makes, and proxies may be named twice', async () => {
    expect(await said({ READ_MODELS: `sqlite:${at('new/rows.db')}` })).toBe('taken');
    expect(await said({ TRUST_PROXY: '10.0.0.1, 10.0.0.1' })).toBe('taken');
  });
});

const HEAD_IS_FOLDER = `${at('headless.db.head')} is a folder, where`;

type Command = (...args: readonly string[]) => Promise<string>;

const printed =
  (run: (print: (line: string) => void, args: readonly string[]) => unknown): Command =>
  async (...args) => {
    const lines: string[] = [];
    try {
      const code = await run((line) => void lines.push(line), args);
      return code === 1 ? lines.join('\n') : `taken: ${lines.join('\n')}`;
    } catch (error) {
      return toldError(error);
    }
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  move: printed((print, [from = '', to = '']) => move(from, to, print)),
  backup: printed((print, [file = '']) => backup(ledger, file, print)),
  'backup of': printed((print, [store = '']) => backup(store, at('other.db'), print)),
  restore: printed((print, [file = '']) => restore(ledger, file, print)),
  'restore into': printed((print, [store = '']) => restore(store, at('backup.db'), print)),
  'verify-store of': printed((print, [store = '']) => verifyStore(store, print)),
  'drill on': printed((print, [store = '']) => drill(readConfig({ ...all, EVENT_STORE: store }), print)),
  rebuild: printed((print, [name = '']) => rebuildReadModel(readConfig(all), name, print)),
  'rebuild into': printed((print, [store = '']) =>
    rebuildReadModel(readConfig({ ...all, READ_MODELS: store }), 'ranking', print),
  ),
  'token by': printed((_, [KEY_FILE = '']) =>
    mintToken(readConfig({ ...all, KEY_FILE }), { role: 'council', ttl: '1h' }),
  ),
  'token --role': printed((_, [role = '']) => mintToken(readConfig(all), { role, ttl: '1h' })),
  'token --name': printed((_, [name = '']) => mintToken(readConfig(all), { role: 'council', name, ttl: '1h' })),
  'token --subject': printed((_, [subject = '']) =>
    mintToken(readConfig(all), { role: 'council', subject, ttl: '1h' }),
  ),
  'token --unit': printed((_, [unit = '']) => mintToken(readConfig(all), { role: 'representative', unit, ttl: '1h' })),
  'token --bloc': printed((_, [bloc = '']) => mintToken(readConfig(all), { role: 'secretary', bloc, ttl: '1h' })),
  'token --ttl': printed((_, [ttl = '']) => mintToken(readConfig(all), { role: 'council', ttl })),
};

describe('a command', () => {
  const [text, inText, dir, fresh] = ['text.txt', 'text.txt/x.db', 'folder', 'fresh.db'].map(at) as [
    string,
    string,
    string,
    string,
  ];

  it.each<readonly [command: string, args: readonly string[], sentence: string]>([
    ['move', [ledger, ledger], '<to> names the same file as <from>'],
    ['move', [ledger, `sqlite:${at('folder/../ledger.db')}`], '<to> names the same file as <from>'],
    ['move', ['esdb://one', 'esdb://one'], '<to> names the same event store as <from>'],
    ['move', ['', ledger], '<from> is ""'],
    ['move', [' ', ledger], '<from> is " "'],
    ['move', [ledger, ''], '<to> is ""'],
    ['move', [ledger, 'sqlite: '], '<to> is "sqlite: "'],
    ['move', [ledger, 'memory:'], 'is gone with this process'],
    ['move', ['memory:', `sqlite:${fresh}`], 'is gone with this process'],
    ['move', [ledger, `sqlite:${dir}`], '<to> names the folder'],
    ['move', [`sqlite:${dir}`, `sqlite:${fresh}`], '<from> names the folder'],
    ['move', [ledger, `sqlite:${inText}`], '<to> leads through'],
    ['move', [ledger, `sqlite:${text}`], 'is not a database'],
    ['move', [ledger, rows], 'is not an event store'],
    ['move', [rows, `sqlite:${fresh}`], 'is not an event store'],
    ['move', [`sqlite:${at('none.db')}`, `sqlite:${fresh}`], 'There is no event store at'],
    ['backup', [''], '<file> names no file'],
    ['backup', [' '], '<file> names no file'],
    ['backup', [dir], '<file> names the folder'],
    ['backup', [inText], '<file> leads through'],
    ['backup', [at('nowhere/b.db')], '<file> names a file in'],
    ['backup', [at('dangling.db')], '<file> names'],
    ['restore', [at('dangling.db')], '<backup> names'],
    ['restore', [at('empty.db')], 'empty.db cannot be restored, name another backup: '],
    ['restore', [at('cut.db')], 'cut.db cannot be restored, name another backup: '],
    ['restore', ['/dev/null'], '/dev/null cannot be restored, name another backup: '],
    ['rebuild into', [`sqlite:${at('typo.db')}`], 'There are no read models at'],
    ['rebuild into', [`sqlite:${at('dangling.db')}`], 'READ_MODELS names'],
    ['backup', [text], 'a backup never overwrites'],
    ['backup', [at('ledger.db')], '<file> names the same file as EVENT_STORE'],
    ['restore', [''], '<backup> names no file'],
    ['restore', [' '], '<backup> names no file'],
    ['restore', [dir], '<backup> names the folder'],
    ['restore', [inText], '<backup> leads through'],
    ['restore', [at('none.db')], 'There is no backup at'],
    ['restore', [text], 'is not a database'],
    ['restore', [at('read-models.db')], 'Nothing was restored'],
    ...['backup of', 'restore into', 'verify-store of', 'drill on'].flatMap(
      (command) =>
        [
          [command, [`sqlite:${dir}`], 'EVENT_STORE names the folder'],
          [command, [`sqlite:${inText}`], 'EVENT_STORE leads through'],
          [
            command,
            [`sqlite:${at('dangling.db')}`],
            'a link to /nowhere/ledger.db, where there is nothing: bring back',
          ],
          [command, ['mysql:x'], command === 'drill on' ? 'EVENT_STORE is' : 'only sqlite:<path>'],
        ] as const,
    ),
    ...['move', 'backup of', 'restore into', 'verify-store of', 'drill on'].map(
      (command) => [command, [`sqlite:${at('headless.db')}`, `sqlite:${fresh}`], HEAD_IS_FOLDER] as const,
    ),
    ['backup of', [rows], 'is not an event store'],
    ['rebuild', [''], 'There is no read model : use one of'],
    ['rebuild', [dir], 'use one of'],
    ['rebuild into', [`sqlite:${dir}`], 'READ_MODELS names the folder'],
    ['rebuild into', [ledger], 'READ_MODELS names the same file as EVENT_STORE'],
    ['token by', [dir], 'KEY_FILE names the folder'],
    ['token by', [inText], 'KEY_FILE leads through'],
    ['token by', [text], 'KEY_FILE'],
    ...['--role', '--name', '--subject', '--unit', '--bloc', '--ttl'].flatMap((option) =>
      ['', ' '].map((value) => [`token ${option}`, [value], option] as const),
    ),
  ])('%s %j is refused with what to do, and makes nothing', async (command, args, sentence) => {
    const before = filesThere();
    const answer = (await COMMANDS[command]?.(...args)) ?? '';
    expect(answer).toContain(sentence);
    expect(answer).not.toMatch(/\.restoring|\.partial/);
    expect(answer).not.toMatch(/^taken|ENOENT|ENOTDIR|EISDIR|EEXIST|hard links|no such table/);
    expect(filesThere()).toEqual(before);
  });
});
