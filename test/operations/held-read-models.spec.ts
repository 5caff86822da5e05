import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { Readiness } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';

/** Long, because a busy machine folds slowly. */
const WITHIN_MS = 60_000;

describe('a service whose file of read models is held by another process', () => {
  let running: TestService;
  let path: string;
  let token: string;
  let other: Database.Database;
  beforeEach(async () => {
    running = await TestService.start();
    path = running.config.readModels.slice('sqlite:'.length);
    token = await running.token({ subject: 'admin', name: 'Quản trị', role: 'administrator' });
    other = new Database(path);
  });
  afterEach(async () => {
    other.close();
    await running.stop();
  });

  const register = async (unitId: string): Promise<void> => {
    const name = { full: { vi: `Ủy ban nhân dân ${unitId}` }, short: { vi: unitId } };
    const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
    expect((await running.post('/units', { token, body })).status).toBe(201);
  };
  const isShown = async (unitId: string): Promise<boolean> =>
    (await running.get(`/units/${unitId}`, { token })).status === 200;
  const remedies = async (): Promise<readonly string[]> => {
    const { readModels } = (await running.get<Readiness>('/health/ready')).body;
    return readModels.map(({ remedy = '' }) => remedy);
  };

  it('names the file and since when, answers reads, takes commands, and goes on by itself', async () => {
    await register('dien-bien');
    await eventually(() => isShown('dien-bien'), WITHIN_MS);
    other.exec('BEGIN IMMEDIATE');
    await register('lai-chau');
    await eventually(
      async () => (await remedies()).every((said) => said.includes(`Another process holds ${path} since 20`)),
      WITHIN_MS,
    );
    expect([await isShown('dien-bien'), await isShown('lai-chau')]).toEqual([true, false]);
    other.exec('ROLLBACK');
    await eventually(() => isShown('lai-chau'), WITHIN_MS);
    await eventually(async () => (await remedies()).every((said) => said === ''), WITHIN_MS);
  });
});
