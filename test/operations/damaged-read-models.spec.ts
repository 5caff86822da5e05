import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { PAGE_BYTES } from '../../read-models/sqlite/model-file.js';
import type { Readiness } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';

const UNITS = 60;
/** Long, because a busy machine folds slowly. */
const WITHIN_MS = 60_000;

describe('a service whose file of read models is overwritten while it runs', () => {
  let running: TestService;
  let path: string;
  let token: string;
  const paths = Array.from({ length: UNITS }, (_, n) => `/units/don-vi-${n}`);

  beforeAll(async () => {
    running = await TestService.start();
    path = running.config.readModels.slice('sqlite:'.length);
    token = await running.token({ subject: 'admin', name: 'Quản trị', role: 'administrator' });
    for (let n = 0; n < UNITS; n += 1) await register(`don-vi-${n}`);
  });
  afterAll(() => running.stop());

  const register = async (unitId: string): Promise<void> => {
    const name = { full: { vi: `Ủy ban nhân dân ${unitId}` }, short: { vi: unitId } };
    const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
    const { status, body: answer } = await running.post('/units', { token, body });
    expect([status, answer]).toEqual([201, expect.anything()]);
  };
  const statuses = async (): Promise<readonly number[]> =>
    Promise.all(paths.map(async (unit) => (await running.get(unit, { token })).status));
  const ready = async (): Promise<Readiness> => (await running.get<Readiness>('/health/ready')).body;

  it('answers what is right or 503, never 500, says what it does, and shows everything again', async () => {
    await eventually(async () => (await statuses()).every((status) => status === 200), WITHIN_MS);
    const file = new Database(path);
    file.pragma('wal_checkpoint(TRUNCATE)');
    file.close();
    const bytes = Buffer.alloc(statSync(path).size - PAGE_BYTES, 0xa5);
    const open = openSync(path, 'r+');
    writeSync(open, bytes, 0, bytes.length, PAGE_BYTES);
    closeSync(open);

    const seen = new Set<number>();
    const remedies = new Set<string | undefined>();
    await eventually(async () => {
      const now = await statuses();
      for (const status of now) seen.add(status);
      for (const { remedy } of (await ready()).readModels) remedies.add(remedy);
      return existsSync(`${path}.damaged`) && now.every((status) => status === 200);
    }, WITHIN_MS);
    expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    // It may be built anew between two looks; that it is named at each build, the store's own test shows.
    for (const remedy of [...remedies].filter((said) => said !== undefined)) {
      expect(remedy).toContain(path);
      expect(remedy).not.toMatch(/restore/i);
    }
    await eventually(
      async () => (await ready()).readModels.every(({ state, remedy }) => state === 'LIVE' && !remedy),
      WITHIN_MS,
    );
    await register('don-vi-sau');
    await eventually(async () => (await running.get('/units/don-vi-sau', { token })).status === 200, WITHIN_MS);
  });
});
