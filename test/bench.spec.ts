import { afterEach, describe, expect, it } from '@jest/globals';
import { benchEngines } from '../bench/engines.bench.js';
import { printed, type Row } from '../bench/report.js';
import { TestServer } from './support/eventstoredb/test-server.js';

const row = (what: string): Row => ({ what, value: 1, unit: '' });
const worded = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/  .*/, ''));

describe('the rows of the bench', () => {
  it('are printed as they come; what fails is one of them, and takes neither those before nor those after with it', async () => {
    const lines: string[] = [];
    const before: number[] = [];
    async function* rows(): AsyncGenerator<Row> {
      yield row('first');
      before.push(lines.length);
      yield row('second');
      before.push(lines.length);
      throw new Error('the second server cannot start');
    }
    const parts = { rows, later: async () => [row('third')] };
    expect(await printed(parts, (line) => lines.push(line))).toBe(false);
    expect(before).toEqual([2, 3]);
    const failed = 'rows: Error: the second server cannot start';
    expect(worded(lines)).toEqual(['', 'first', 'second', failed, '', 'third']);
    expect(lines[3]).toContain('*** NOT MEASURED ***');
    expect(await printed({ later: parts.later }, () => undefined)).toBe(true);
  });
});

describe('the bench of the engines', () => {
  const { EVENTSTOREDB_URL, MONGODB_URL } = process.env;
  afterEach(() => {
    Object.assign(process.env, { EVENTSTOREDB_URL, MONGODB_URL });
    if (EVENTSTOREDB_URL === undefined) delete process.env['EVENTSTOREDB_URL'];
    if (MONGODB_URL === undefined) delete process.env['MONGODB_URL'];
  });

  it('keeps what was measured of the first server where the second cannot be met, and names the server in each row', async () => {
    const server = await TestServer.start();
    process.env['EVENTSTOREDB_URL'] = server.url;
    process.env['MONGODB_URL'] = 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100';
    const rows: Row[] = [];
    const measured = (async () => {
      for await (const each of benchEngines({ blocs: 1, rounds: 1 })) rows.push(each);
    })();
    await expect(measured).rejects.toThrow('127.0.0.1:1');
    await server.stop();
    const doing = rows.map(({ what }) => what.replace(/^engines: (\w+).*, /, '$1: '));
    expect(doing).toEqual([
      ...['reading: SQLite', 'reading: EventStoreDB', 'reading: times as many on SQLite'],
      ...['appends: SQLite', 'appends: EventStoreDB', 'appends: times as many on SQLite'],
    ]);
  });

  it('keeps what was read where nothing can be appended any more', async () => {
    const server = await TestServer.start();
    process.env['EVENTSTOREDB_URL'] = server.url;
    const whats: string[] = [];
    const measured = (async () => {
      for await (const { what } of benchEngines({ blocs: 1, rounds: 1 })) {
        whats.push(what);
        if (whats.length === 3) server.maxAppendSize = 1;
      }
    })();
    await expect(measured).rejects.toThrow('MaxAppendSize');
    await server.stop();
    expect(whats.every((what) => what.startsWith('engines: reading the whole log'))).toBe(true);
    expect(whats).toHaveLength(3);
  });
});
