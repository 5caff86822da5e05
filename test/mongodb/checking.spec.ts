import { afterAll, describe, expect, it } from '@jest/globals';
import { promises } from '../../read-models/mongodb/checking.js';
import { checkStore } from '../../src/cli/check-store.js';
import type { Finding } from '../../src/kernel/finding.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';

type Told = Readonly<{ exitCode: number; findings: readonly Finding[]; problem?: string }>;

async function checked(url: string): Promise<Told> {
  const printed: string[] = [];
  const limits = { bodyLimit: 65_536, sheetBodyLimit: 262_144, rulebookBodyLimit: 1_048_576 };
  await checkStore(url, { json: true, limits }, (line) => void printed.push(line));
  return JSON.parse(printed.join('\n')) as Told;
}

describe('check-store on MongoDB', () => {
  it('says that it could not ask where no server answers, without the password', async () => {
    const told = await checked('mongodb://ledger:secret@127.0.0.1:1/thidua');
    expect([told.exitCode, told.findings, told.problem]).toEqual([2, [], expect.stringContaining('ECONNREFUSED')]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('forbids a server that breaks a promise of its writes', async () => {
    const racy = {
      insertOne: async () => undefined,
      bulkWrite: async () => undefined,
      findOne: async () => ({}),
      updateOne: async () => ({ matchedCount: 1 }),
      drop: async () => true,
    };
    const answer = await promises({ collection: () => racy } as never);
    expect([answer.is, answer.found.en]).toEqual(['FORBIDS', expect.stringContaining('8 of 8 racers won')]);
  });
});

describeOnMongodb('check-store on MongoDB', () => {
  const databases = new TestDatabases();
  afterAll(() => databases.drop());

  it('asks a server all that the read models rest on', async () => {
    const { exitCode, findings } = await checked(databases.url());
    expect([exitCode, findings.map(({ code }) => code)]).toEqual([
      0,
      ['VERSION', 'MEMBERS', 'SIZES', 'RACING', 'TIMES'],
    ]);
  });
});
