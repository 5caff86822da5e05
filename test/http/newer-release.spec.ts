import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onDay } from '../../src/kernel/partial-date.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import type { Problem } from '../../src/http/problems/problem.js';
import type { Readiness } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import { registered } from '../support/mothers/units.js';
import { TestService } from '../support/service.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const name = { full: { vi: 'Sở A' }, short: { vi: 'Sở A' } };
const { data } = registered({ unitId: 'so-a', name });
const NEWER = { type: 'UnitDivided', data: { unitId: 'so-a', occurredOn: onDay('2024-01-01'), parts: 2 }, id: 'newer' };
const UNREAD = { type: 'UnitDivided', schema: 1, stream: 'unit-so-a', revision: 1 };

describe('a service on a log to which a newer release has written', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let service: TestService;
  beforeEach(async () => {
    folder = temporaryFolder();
    const log = await SqliteEventStore.open(folder.path('ledger.db'));
    await log.append('unit-so-a', 'absent', [{ type: 'UnitRegistered', data, id: 'a', metadata: METADATA }]);
    await log.append('unit-so-a', 0, [{ ...NEWER, metadata: METADATA }]);
    await log.close();
    service = await TestService.start({ EVENT_STORE: `sqlite:${folder.path('ledger.db')}` });
  });
  afterEach(async () => {
    await service.stop();
    folder.remove();
  });

  const asked = async (token?: string) => (await service.get<Readiness>('/health/ready', { token })).body;
  const inspector = () => service.token({ subject: 'tt', name: 'Thanh tra', role: 'inspector' });

  it('names it in its health, with the read models that stand before it', async () => {
    await eventually(async () => (await asked()).readModels.every(({ state }) => state !== 'BUILDING'));
    const { notUnderstood, readModels } = await asked(await inspector());
    expect(notUnderstood).toEqual([{ ...UNREAD, obscure: 'TYPE' }]);
    const { type, schema } = UNREAD;
    expect((await asked()).notUnderstood).toEqual([{ type, schema }]);
    const stopped = readModels.filter(({ state }) => state === 'POISONED').map(({ model }) => model);
    expect(stopped).toHaveLength(readModels.length - 2);
    expect(stopped).not.toContain('audit-trail');
  });

  it('answers a command on that stream with the remedy, and writes nothing', async () => {
    const token = await service.token({ subject: 'hd', name: 'Hội đồng', role: 'council' });
    const body = { occurredOn: onDay('2024-07-01'), name };
    const headers = { 'idempotency-key': 'key' };
    const answer = await service.post('/units/so-a/names', { token, body, headers });
    expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_UNDERSTOOD', facts: UNREAD } });
    expect((answer.body as { messages: { en: string } }).messages.en).toContain('start a newer release');
  });

  it.each([
    ['dashboard', false],
    ['representative', false],
    ['secretary', true],
    ['inspector', true],
  ] as const)(
    'tells its place in the log to a caller alone who may read the trail there: %s %s',
    async (role, told) => {
      const token = await service.token({ subject: 'x', name: 'X', role, bloc: 'cum-a', unit: 'so-b' });
      const answer = await service.get<Problem>('/units/so-a?asOf=0000000000000002', { token });
      const { type, schema, stream, revision } = UNREAD;
      expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_UNDERSTOOD' } });
      expect(answer.body.facts).toEqual({ type, schema, ...(told && { stream, revision }) });
      expect(JSON.stringify(answer.body.messages)).not.toContain(stream);
    },
  );

  it('shows it to auditors as it was recorded, and marked', async () => {
    const token = await inspector();
    const alone = await service.get('/audit/streams/unit-so-a/events/1', { token });
    expect(alone).toMatchObject({
      status: 200,
      body: { row: { type: 'UnitDivided', data: NEWER.data, obscure: 'TYPE' } },
    });
    await eventually(async () => (await service.get('/audit/events/newer', { token })).status === 200);
    const entry = await service.get('/audit/events/newer', { token });
    expect(entry).toMatchObject({
      body: { row: { type: 'UnitDivided', schema: 1, data: NEWER.data, obscure: 'TYPE' } },
    });
  });
});
