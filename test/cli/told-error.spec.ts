import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { toldError } from '../../src/cli/told-error.js';
import { temporaryFolder } from '../support/store-folder.js';

describe('what the command line tells of an error', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it.each<[string, () => unknown, RegExp]>([
    ['a folder for a file', () => readFileSync(folder.path('.')), /^EISDIR: .*: a folder lies where a file is wanted/],
    [
      'a file for a folder',
      () => readdirSync(file()),
      /^ENOTDIR: .*told\.txt'.*: a file lies where a folder is wanted/,
    ],
    ['nothing there', () => readFileSync(folder.path('none')), /^ENOENT: .*none'.*: name a file that is there/],
    ['no way there', () => mkdirSync(`${file()}/below`), /^ENOTDIR: .*: a file lies where a folder is wanted/],
  ])('says what to do: %s', (_, provoke, told) => {
    expect(toldError(new Error(messageOf(provoke)))).toMatch(told);
  });

  it.each([
    ["EACCES: permission denied, open '/data/signing-key.json'", 'let the user of this process read and write it'],
    ["EROFS: read-only file system, open '/data/ledger.db'", 'name a place that can be written'],
    ['ENOSPC: no space left on device, write', 'make room on its disk'],
    ["EMFILE: too many open files, open '/data/x'", 'ulimit -n'],
  ])('says what to do, as Node words it: %s', (message, remedy) => {
    expect(toldError(new Error(message))).toBe(
      `${message}: ${toldError(new Error(message)).slice(message.length + 2)}`,
    );
    expect(toldError(new Error(message))).toContain(remedy);
  });

  it('adds nothing to words that say it already, or that are not of the system', () => {
    for (const message of ['KEY_FILE x can be read by others: run "chmod 600 x"', 'EWHATEVER: no such thing, open']) {
      expect(toldError(new Error(message))).toBe(message);
    }
    expect(toldError('a text')).toBe('a text');
  });

  function file(): string {
    writeFileSync(folder.path('told.txt'), '');
    return folder.path('told.txt');
  }
});

/** Errors of Node are made outside of the realm of the tests. */
function messageOf(provoke: () => unknown): string {
  try {
    provoke();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Nothing was refused');
}
