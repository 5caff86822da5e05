import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../support/store-folder.js';

const fs = await import('node:fs');
/** What another process does between the two looks: at the file, and at its WAL. */
let meanwhile: () => void;
const statSync = (path: string, options?: object): unknown => {
  if (path.endsWith('-wal')) meanwhile();
  return fs.statSync(path, options);
};
jest.unstable_mockModule('node:fs', () => ({ ...fs, statSync }));
const { assertFileAndWalBelong, WalLost } = await import('../../src/log/sqlite/turns.js');

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = folder.path('ledger.db');
  turn(41);
});
afterEach(() => folder.remove());

/** Writes the number of the turn into the file, which has no WAL. */
function turn(number: number): void {
  const log = new Database(path);
  log.pragma('user_version = 4');
  log.pragma(`application_id = ${number}`);
  log.close();
}

const opened = (): void =>
  assertFileAndWalBelong(path, () => {
    throw new Error('there is no WAL');
  });

describe('a log whose writer ends in peace while it is opened', () => {
  it('is not said to have lost its WAL', () => {
    meanwhile = () => turn(42);
    expect(opened).not.toThrow();
  });

  it('is, where the turn goes on', () => {
    meanwhile = () => undefined;
    expect(opened).toThrow(WalLost);
  });
});
