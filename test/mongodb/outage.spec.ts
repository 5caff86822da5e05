import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MongodbConnection } from '../../read-models/mongodb/connection.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { type ModelId, ReadModelsUnavailable, type ReadModelStore } from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import { eventually } from '../support/eventually.js';
import type { Gate } from '../support/gate.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { TestService } from '../support/service.js';
import { keep, LOG, mark } from '../support/read-model-commits.js';

const WITHIN_MS = 15_000;
const position = '000001' as Position;
const units: ModelId = { name: 'units', version: 1, build: 1, indexes: [['name']] };
const row = (key: string) => ({ key, row: { name: key }, position, provenance: {} });

describeOnMongodb('a MongoDB that is away', () => {
  const databases = new TestDatabases();
  let gate: Gate;
  let url: string;
  let service: TestService | undefined;

  beforeEach(async () => {
    gate = await gateToMongodb();
    url = databases.url(`127.0.0.1:${gate.port}`);
  });
  afterEach(async () => {
    await service?.stop();
    await gate.shut();
  });
  afterAll(() => databases.drop());

  describe('for a store', () => {
    let store: ReadModelStore;

    beforeEach(async () => {
      store = await openReadModelStore(url);
      await store.declare(units, LOG);
      await keep(store, units, [row('a')], position);
      await store.switchTo(units);
    });
    afterEach(() => store.close());

    const everything: readonly [string, () => Promise<unknown>][] = [
      ['find', () => store.find('units', 'a')],
      ['page', () => store.page('units', { limit: 1 })],
      ['serving', () => store.serving(['units'])],
      ['checkpoint', () => store.checkpoint(units)],
      ['load', () => store.load(units, ['a'])],
      ['commit', () => store.commit(units, [row('b')], { from: mark(position), to: mark(position), fence: 0 })],
      ['index', () => store.index(units)],
      ['switchTo', () => store.switchTo(units)],
      ['lease', () => store.lease(units)],
    ];

    it('is told by every method within seconds, and it works again as soon as the server is back', async () => {
      await gate.shut();
      const started = performance.now();
      const outcomes = await Promise.allSettled(everything.map(([, act]) => act()));
      expect(performance.now() - started).toBeLessThan(WITHIN_MS);
      for (const outcome of outcomes) {
        expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(ReadModelsUnavailable);
      }
      await gate.open();
      await answered(() => keep(store, units, [row('b')], position));
      expect((await store.page('units', { limit: 5 })).rows.map(({ key }) => key)).toEqual(['a', 'b']);
    });

    it('is asked through another client, if the one in use stays silent, only once the other was answered', async () => {
      const connection = await MongodbConnection.open(url, { givenUpMs: 1 });
      const left = connection.database.client;
      const leaving = jest.spyOn(left, 'close');
      const ping = (): Promise<unknown> => connection.reach(() => connection.database.command({ ping: 1 }));
      try {
        await gate.shut();
        for (let asked = 0; asked < 5; asked += 1) await expect(ping()).rejects.toThrow(ReadModelsUnavailable);
        await gate.open();
        await answered(ping);
        await eventually(() => connection.database.client !== left);
        // It would keep its connections, and look for the server, until the store is closed.
        await eventually(() => leaving.mock.calls.length > 0);
      } finally {
        await connection.close();
      }
    });

    it('is told within seconds too when the server takes what is sent and says nothing', async () => {
      gate.hold(true);
      const started = performance.now();
      const outcomes = await Promise.allSettled(everything.map(([, act]) => act()));
      expect(performance.now() - started).toBeLessThan(WITHIN_MS);
      expect(outcomes.map(({ status }) => status)).toEqual(everything.map(() => 'rejected'));
      gate.hold(false);
      await answered(async () => expect(await store.find('units', 'a')).toBeDefined());
    });

    it('is told within seconds when the server falls silent while it makes indexes, however long these may take', async () => {
      gate.holdsAfter = 'createIndexes';
      const started = performance.now();
      await expect(store.index(units)).rejects.toThrow(ReadModelsUnavailable);
      expect(performance.now() - started).toBeLessThan(WITHIN_MS);
      gate.holdsAfter = undefined;
      gate.hold(false);
      await answered(() => store.index(units));
    });
  });

  it('keeps no command from being recorded; queries say so, and all is there when it is back', async () => {
    const running = await TestService.start({ READ_MODELS: url });
    service = running;
    const administrator = await running.token({ subject: 'a', name: 'A', role: 'administrator' });
    const inspector = await running.token({ subject: 'i', name: 'I', role: 'inspector' });
    const register = (unitId: string) =>
      running.post<{ position: string }>('/units', { token: administrator, body: unit(unitId) });
    const units = (atLeast = '') =>
      running.get<{ items?: { unitId: string }[]; code?: string }>(`/units${atLeast && `?atLeast=${atLeast}`}`, {
        token: inspector,
      });
    const before = await register('lao-cai');
    expect(before.status).toBe(201);
    await eventually(async () => (await units(before.body.position)).status === 200);
    expect((await units()).body.items).toHaveLength(1);

    await gate.shut();
    const during = await register('son-la');
    expect(during.status).toBe(201);
    const refused = await units();
    expect([refused.status, refused.body.code]).toEqual([503, 'READ_MODELS_UNAVAILABLE']);
    expect(refused.headers.get('retry-after')).toBe('5');

    await gate.open();
    await eventually(async () => (await units(during.body.position)).status === 200);
    expect((await units()).body.items).toHaveLength(2);
  });
});

/** Asks until the store is there again. @throws at once whatever else it says */
async function answered(ask: () => Promise<unknown>): Promise<void> {
  await eventually(() =>
    ask().then(
      () => true,
      (error: unknown) => {
        if (error instanceof ReadModelsUnavailable) return false;
        throw error;
      },
    ),
  );
}

function unit(unitId: string) {
  const name = { full: { vi: `Ủy ban nhân dân tỉnh ${unitId}` }, short: { vi: unitId } };
  return { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
}
