import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { logOf } from '../support/store-events.js';
import { caughtUp } from './caught-up.js';
import { answersIn, Load, recorded, type Sent } from './load.js';

/** A tenth of the usual ones, so that an absence of seconds has as many tries as one of a minute has with those. */
const WAITS = { first: 10, longest: 500 };
const GONE_MS = 12 * WAITS.longest;
/**
 * Bounds the answer to a command whatever the server does: patience with the call, and the tries to settle an append.
 */
const BOUND_MS = 20_000;

describe('an EventStoreDB that is gone under load', () => {
  let server: TestServer;
  let service: TestService;
  let token: string;

  beforeAll(async () => {
    server = await TestServer.start();
    service = await TestService.start({ EVENT_STORE: server.url }, undefined, { waits: WAITS });
    token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
  });
  afterAll(async () => {
    await service.stop();
    await server.stop();
  });

  const unitsInLog = async (): Promise<readonly string[]> => {
    const store = await openEventStore(server.url);
    const log = await logOf(store, BEGINNING);
    await store.close();
    return log.map(({ data }) => (data as { unitId: string }).unitId);
  };
  const slowest = (sent: readonly Sent[]): number => Math.max(0, ...sent.map(({ slowestMs }) => slowestMs));

  it(`for ${GONE_MS / 1000} s: commands fail fast or wait within a bound, and nothing acknowledged is lost`, async () => {
    const load = new Load(service, token, { prefix: 'khi-mat' });
    await eventually(() => load.sent.length >= 50);
    await server.gate.shut();
    const before = load.sent.length;
    await new Promise((resolve) => setTimeout(resolve, GONE_MS));
    await server.gate.open();
    const back = performance.now();
    await eventually(() => load.sent.length >= before + 50);
    const seconds = (performance.now() - back) / 1000;
    await load.stop();
    const lag = await caughtUp(service);

    const answers = answersIn(load.sent);
    expect(
      Object.keys(answers).filter((answer) => !/^(201|503 (STORE_UNAVAILABLE|OUTCOME_UNKNOWN))$/.test(answer)),
    ).toEqual([]);
    expect(answers['503 STORE_UNAVAILABLE']).toBeGreaterThan(0);
    expect(load.sent.filter(({ retryAfter }) => !retryAfter)).toEqual([]);
    expect(slowest(load.sent)).toBeLessThan(BOUND_MS);
    const units = await unitsInLog();
    expect([...units].sort()).toEqual(
      load.sent
        .filter(recorded)
        .map(({ unitId }) => unitId)
        .sort(),
    );
    process.stdout.write(
      `Event store gone ${GONE_MS / 1000} s: ${units.length} acknowledged, 0 lost, 0 doubled; ${JSON.stringify(answers)}; ` +
        `slowest answer ${(slowest(load.sent) / 1000).toFixed(1)} s; 50 commands recorded ${seconds.toFixed(1)} s after ` +
        `its return, read models level ${lag.toFixed(1)} s later\n`,
    );
  });

  it('and one whose connections are cut in the middle of appends: the same keys settle them, each once', async () => {
    const load = new Load(service, token, { prefix: 'khi-dut' });
    for (let cut = 0; cut < 40; cut += 1) {
      server.mishaps.push(cut % 2 === 0 ? 'CUT_AFTER' : 'CUT_BEFORE');
      await eventually(() => server.mishaps.length === 0);
    }
    await load.stop();
    const units = (await unitsInLog()).filter((unitId) => unitId.startsWith('khi-dut'));
    expect(load.sent.filter((sent) => !recorded(sent))).toEqual([]);
    expect([...units].sort()).toEqual(load.sent.map(({ unitId }) => unitId).sort());
    process.stdout.write(
      `40 connections cut in the middle of an append: ${JSON.stringify(answersIn(load.sent))}; ${units.length} recorded, each once\n`,
    );
  });
});
