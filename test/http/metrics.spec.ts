import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { TestService } from '../support/service.js';

const UNITS = 20;

describe('the metrics', () => {
  let service: TestService;
  let before: ReadonlyMap<string, number>;
  let after: ReadonlyMap<string, number>;

  beforeAll(async () => {
    service = await TestService.start();
    before = await figures();
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const names = Array.from({ length: UNITS }, (_, n) => `don-vi-${n}`);
    const body = (unitId: string) => ({
      unitId,
      kind: 'PROVINCE',
      name: { full: { vi: unitId }, short: { vi: unitId } },
    });
    const answers = await Promise.all(names.map((unitId) => service.post('/units', { token, body: body(unitId) })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
    await service.get('/units/don-vi-0', { token, headers: { 'if-position': await head() } });
    after = await figures();
  });
  afterAll(() => service.stop());

  const head = async (): Promise<string> => {
    const { body } = await service.get<{ readModels: { head: string }[] }>('/health/ready');
    return body.readModels[0]?.head ?? '';
  };
  /** Each figure by its name and labels, as a scraper reads them. */
  const figures = async (of: TestService = service): Promise<ReadonlyMap<string, number>> => {
    const token = await of.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { body } = await of.get<string>('/metrics', { token });
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  };
  const grown = (figure: string): number => (after.get(figure) ?? 0) - (before.get(figure) ?? 0);

  it('time every append and tell how many were answered together', () => {
    expect(grown('event_store_append_seconds_count{outcome="stored"}')).toBe(UNITS);
    expect(grown('event_store_append_seconds_sum{outcome="stored"}')).toBeGreaterThan(0);
    expect(grown('event_store_group_size_sum')).toBe(UNITS);
    expect(grown('event_store_group_size_count')).toBeLessThanOrEqual(UNITS);
  });

  it('have a figure for each way in which an append can fail, before it does', () => {
    for (const outcome of ['conflict', 'overloaded', 'unavailable', 'unknown']) {
      expect(after.get(`event_store_appends_failed_total{outcome="${outcome}"}`)).toBe(0);
    }
  });

  it('count the subscriptions that were taken up again', async () => {
    const server = await TestServer.start();
    const other = await TestService.start({ EVENT_STORE: server.url });
    const reconnects = async () => (await figures(other)).get('event_store_reconnects_total') ?? 0;
    expect(await reconnects()).toBe(0);
    server.gate.cut();
    while ((await reconnects()) === 0) await new Promise((next) => setTimeout(next, 20));
    await other.stop();
    await server.stop();
  });

  it('tell for each read model how far behind it is, in events and in seconds, and whether it has stopped', () => {
    for (const { name } of PROJECTIONS) {
      expect([name, after.get(`projection_events_behind{model="${name}"}`)]).toEqual([name, 0]);
      expect([name, after.get(`projection_seconds_behind{model="${name}"}`)]).toEqual([name, 0]);
      expect([name, after.get(`projection_stopped{model="${name}"}`)]).toEqual([name, 0]);
    }
    expect(after.get('projection_failures_total')).toBe(0);
  });
});
