import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { PROJECTIONS } from '../../projections/all.js';
import { Refused } from '../../src/deciding/decision.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { AppendMetrics } from '../../src/operations/append-metrics.js';
import { MeasuredEventStore } from '../../src/operations/measured-event-store.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { signingOn, toSign } from '../support/store-commands.js';

const UNITS = 20;

const unit = (unitId: string) => ({ unitId, kind: 'PROVINCE', name: { full: { vi: unitId }, short: { vi: unitId } } });

describe('the metrics', () => {
  let service: TestService;
  let before: ReadonlyMap<string, number>;
  let after: ReadonlyMap<string, number>;

  beforeAll(async () => {
    service = await TestService.start();
    before = await figures();
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const names = Array.from({ length: UNITS }, (_, n) => `don-vi-${n}`);
    const answers = await Promise.all(names.map((unitId) => service.post('/units', { token, body: unit(unitId) })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
    await service.get('/units/don-vi-0', { token, headers: { 'if-position': await head() } });
    await service.raw('/units/don-vi-0', { method: 'HEAD', headers: { authorization: `Bearer ${token}` } });
    await service.raw('/nowhere');
    after = await figures();
  });
  afterAll(() => service.stop());

  const head = async (): Promise<string> => {
    const token = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { body } = await service.get<{ readModels: { head: string }[] }>('/health/ready', { token });
    return body.readModels[0]?.head ?? '';
  };
  /** The figures by name and labels, as a scraper reads them. */
  const figures = async (of: TestService = service): Promise<ReadonlyMap<string, number>> => {
    const token = await of.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { body } = await of.get<string>('/metrics', { token });
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  };
  const grown = (figure: string): number => (after.get(figure) ?? 0) - (before.get(figure) ?? 0);

  it('count every request once, by the route that took it', () => {
    const counted = (method: string, route: string, status: number): number =>
      grown(`http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`);
    expect(counted('POST', '/units', 201)).toBe(UNITS);
    expect(counted('GET', '/units/:unitId', 200)).toBe(1);
    expect(counted('HEAD', '/units/:unitId', 200)).toBe(1);
    expect(counted('GET', 'unmatched', 401)).toBe(1);
    const all = [...after.keys()].filter((figure) => figure.startsWith('http_request_seconds_count'));
    // What is not readable yet is asked again, as often as the machine is busy.
    const final = all.filter((figure) => !figure.includes('status="503"'));
    // The others are answers to /health/ready and to the first request for these figures.
    expect(final.reduce((sum, figure) => sum + grown(figure), 0)).toBe(UNITS + 5);
  });

  it('time every append and tell how many were answered together', () => {
    expect(grown('event_store_append_seconds_count{outcome="stored"}')).toBe(UNITS);
    expect(grown('event_store_append_seconds_sum{outcome="stored"}')).toBeGreaterThan(0);
    expect(grown('event_store_group_size_sum')).toBe(UNITS);
    expect(grown('event_store_group_size_count')).toBeLessThanOrEqual(UNITS);
  });

  it('have a figure for each way in which an append can fail, before it does', () => {
    for (const outcome of ['conflict', 'overloaded', 'too_large', 'unavailable', 'unknown']) {
      expect(after.get(`event_store_appends_failed_total{outcome="${outcome}"}`)).toBe(0);
    }
  });

  it('count the appends that were put again and the subscriptions that were taken up again', async () => {
    const server = await TestServer.start();
    const other = await TestService.start({ EVENT_STORE: server.url });
    const reconnects = async () => (await figures(other)).get('event_store_reconnects_total') ?? 0;
    const repeats = async () => (await figures(other)).get('event_store_appends_repeated_total');
    expect([await reconnects(), await repeats()]).toEqual([0, 0]);
    server.mishaps.push('BUSY', 'TIMEOUT');
    const token = await other.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    expect(await other.post('/units', { token, body: unit('dien-bien') })).toMatchObject({ status: 201 });
    expect(await repeats()).toBe(2);
    server.gate.cut();
    await eventually(async () => (await reconnects()) > 0);
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

describe('a race for one stream', () => {
  it('is counted: each conflict is decided again or refused to the caller', async () => {
    const registry = new Registry();
    const store = new MeasuredEventStore(new InMemoryEventStore(), new AppendMetrics(registry));
    const processes = [signingOn(store), signingOn(store), signingOn(store)];
    const racers = processes.flatMap((handle, process) =>
      Array.from({ length: 20 }, (_, nth) =>
        handle(toSign(`${process}-${nth}`, `key-${process}-${nth}`)).then(
          () => [],
          (error: unknown) => [error instanceof Refused ? error.refusal.code : error],
        ),
      ),
    );
    const refusals = (await Promise.all(racers)).flat();
    expect(new Set(refusals)).toEqual(new Set(refusals.length > 0 ? ['CONCURRENCY_CONFLICT'] : []));
    const conflicts = await valueOf(registry, 'event_store_appends_failed_total', { outcome: 'conflict' });
    const again = await valueOf(registry, 'event_store_decided_again_total');
    expect(again).toBeGreaterThan(0);
    expect(again).toBe(conflicts - refusals.length);
  });
});

async function valueOf(registry: Registry, figure: string, labels: object = {}): Promise<number> {
  const values = (await registry.getSingleMetric(figure)?.get())?.values ?? [];
  return values.find((each) => isDeepStrictEqual(each.labels, labels))?.value ?? NaN;
}
