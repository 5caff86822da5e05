import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepWritersOut, WriterLock } from '../../src/log/sqlite/writer-lock.js';
import { temporaryFolder } from '../support/store-folder.js';

/** Does that as a user who owns nothing. Files bind root to nothing, so the tests of root need another. */
function asNobody(deed: () => void): void {
  if (process.geteuid?.() !== 0) return deed();
  process.seteuid?.(65_534);
  try {
    deed();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the lock of a writer', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());
  const ledger = (): string => folder.path('ledger.db');

  it('keeps a second writer out, until the first is gone, and says so', () => {
    const first = new WriterLock(ledger());
    expect(() => new WriterLock(ledger())).toThrow(`Another process already writes to ${ledger()}: stop it first`);
    first.release();
    new WriterLock(ledger()).release();
  });

  it('names what else lies in its place', () => {
    writeFileSync(
      `${ledger()}.lock`,
      'something else, longer than the head of a database, which is a hundred bytes'.repeat(9),
    );
    expect(() => new WriterLock(ledger())).toThrow(/ledger\.db\.lock: .*move it away/);
  });

  it('names a folder in its place', () => {
    mkdirSync(`${ledger()}.lock`);
    expect(() => new WriterLock(ledger())).toThrow(/ledger\.db\.lock: .*let the user of this process open the file/);
  });

  it('is not believed where it can only be read: two would have it', () => {
    new WriterLock(ledger()).release();
    chmodSync(`${ledger()}.lock`, 0o444);
    chmodSync(folder.path('.'), 0o777);
    asNobody(() =>
      expect(() => new WriterLock(ledger())).toThrow(/ledger\.db\.lock: .*let the user of this process write the file/),
    );
  });

  it('is held as well by who reads the whole, until it lets writers in again', () => {
    const taken = `Another process already writes to ${ledger()}: stop it first`;
    keepWritersOut(ledger())();
    expect(readdirSync(folder.path('.'))).toEqual([]);
    const writer = new WriterLock(ledger());
    expect(() => keepWritersOut(ledger())).toThrow(taken);
    writer.release();
    const letIn = keepWritersOut(ledger());
    expect(() => new WriterLock(ledger())).toThrow(taken);
    letIn();
    new WriterLock(ledger()).release();
  });

  it('is looked at by who may only read it', () => {
    const writer = new WriterLock(ledger());
    chmodSync(`${ledger()}.lock`, 0o444);
    chmodSync(folder.path('.'), 0o755);
    asNobody(() => expect(() => keepWritersOut(ledger())).toThrow('Another process already writes'));
    writer.release();
    asNobody(() => expect(keepWritersOut(ledger())).not.toThrow());
  });

  it('says what to do where it cannot be made', () => {
    chmodSync(folder.path('.'), 0o555);
    asNobody(() => expect(() => new WriterLock(ledger())).toThrow(/let the user of this process .*write/));
    chmodSync(folder.path('.'), 0o700);
  });
});
