import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import type { Readiness } from '../../src/operations/readiness.js';
import { allRows } from '../projections/all-rows.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { logOf, METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { caughtUp } from './caught-up.js';

/** As much as a clock is corrected at once without being disbelieved. */
const CORRECTION_MS = 30_000;
const HEALTHY_LAG_SECONDS = 1;
const PATIENCE_MS = 30_000;

const unit = (unitId: string) => {
  const name = { full: { vi: unitId }, short: { vi: unitId } };
  return { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
};

describe('a service on an EventStoreDB', () => {
  const folder = temporaryFolder();
  let server: TestServer;
  let service: TestService;
  let log: EventStore;
  let token: string;

  beforeAll(async () => {
    server = await TestServer.start();
    service = await TestService.start({ EVENT_STORE: server.url });
    log = await openEventStore(server.url);
    token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
  });
  afterAll(async () => {
    await log.close();
    await service.stop();
    await server.stop();
    folder.remove();
  });

  const register = async (unitId: string): Promise<void> => {
    const headers = { 'idempotency-key': unitId };
    let status: number;
    // A request whose connection broke is sent again.
    do ({ status } = await service.post('/units', { token, body: unit(unitId), headers }));
    while (status === 503);
    expect(status).toBe(201);
  };
  const rename = async (unitId: string, name: string): Promise<void> => {
    const body = { occurredOn: { date: '2009-01-01' }, name: { full: { vi: name }, short: { vi: name } } };
    expect((await service.post(`/units/${unitId}/names`, { token, body })).status).toBe(201);
  };
  const readModels = async (): Promise<Readiness['readModels']> => {
    const inspector = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    return (await service.get<Readiness>('/health/ready', { token: inspector })).body.readModels;
  };

  it('whose clock is set back by half a minute records on: no stream runs backwards, and all is folded', async () => {
    await register('truoc');
    const { now } = Date;
    try {
      Date.now = () => now() - CORRECTION_MS;
      await rename('truoc', 'Tên mới');
      await register('sau');
      await caughtUp(service);
      expect((await readModels()).map(({ secondsBehind }) => secondsBehind)).toEqual(PROJECTIONS.map(() => 0));
    } finally {
      Date.now = now;
    }
    const recordedAt = (events: readonly Recorded[], stream: string): readonly string[] =>
      events.filter((event) => event.stream === stream).map(({ metadata }) => metadata.recordedAt);
    const events = await logOf(log, BEGINNING);
    const [first, second] = recordedAt(events, 'unit-truoc');
    expect(second).toBe(first);
    const [other = ''] = recordedAt(events, 'unit-sau');
    expect(other < (first ?? '')).toBe(true);
    process.stdout.write(
      'Clock set back by half a minute: commands recorded, no stream ran backwards, no read model behind\n',
    );
  });

  it('that sends every event three times, and again after each reconnect, gets every row folded once', async () => {
    server.copies = 3;
    for (let n = 0; n < 30; n += 1) {
      await register(`lap-${n}`);
      if (n % 10 === 9) server.gate.cut();
    }
    server.copies = 1;
    await caughtUp(service);
    const store = await openReadModelStore(service.config.readModels);
    const fresh = new SqliteReadModelStore(folder.path('fresh.db'));
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({
      projections: PROJECTIONS,
      events: log,
      store: fresh,
      signal: new AbortController().signal,
      ...hears,
    });
    expect(await allRows(store)).toEqual(await allRows(fresh));
    await store.close();
    await fresh.close();
    process.stdout.write('Every event delivered three times, over three reconnects: all rows as folded once\n');
  });

  it('stops at a poison event the read models that cannot fold it, names it, and moves the others on', async () => {
    const poison = { type: 'UnitRegistered', data: { unitId: 'doc' }, id: crypto.randomUUID(), metadata: METADATA };
    await log.append('unit-doc', 'absent', [poison]);
    const poisoned = async () => (await readModels()).filter((model) => model.poison !== undefined);
    await eventually(async () => (await poisoned()).length > 0, PATIENCE_MS);
    const started = performance.now();
    const receipt = await service.post<{ position: string }>('/units', { token, body: unit('sau-doc') });
    const behind = async () =>
      (await readModels()).filter(({ position, poison: by }) => !by && position < receipt.body.position);
    await eventually(async () => (await behind()).length === 0, PATIENCE_MS);
    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeLessThan(PATIENCE_MS / 1000);
    const stopped = await poisoned();
    for (const model of stopped) expect(model.poison).toMatchObject({ eventId: poison.id, type: 'UnitRegistered' });
    expect(stopped.length).toBeLessThan(PROJECTIONS.length);
    const inspector = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { body } = await service.get<string>('/metrics', { token: inspector });
    for (const { model } of stopped) expect(body).toContain(`projection_stopped{model="${model}"} 1`);
    process.stdout.write(
      `A poison event stopped ${stopped.map(({ model }) => model).join(', ')}; the other ${PROJECTIONS.length - stopped.length} ` +
        `had folded a later command ${seconds.toFixed(2)} s after it was sent (aim: ${HEALTHY_LAG_SECONDS} s)\n`,
    );
  });
});
