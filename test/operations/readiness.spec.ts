import { afterEach, describe, expect, it } from '@jest/globals';
import type { Readiness } from '../../src/operations/readiness.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { type Answer, TestService } from '../support/service.js';

/** Long enough that a machine that pauses for seconds does not look like a lost store. */
const WITHIN_MS = 60_000;
const ROLES = ['all', 'api', 'projector'];

/** Stopped in reverse order. */
const started: { stop: () => Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.stop();
});

type Asked = () => Promise<Answer<Readiness>>;

async function isReadyAgain(asked: Asked): Promise<void> {
  let last: Answer<Readiness> | undefined;
  const ready = eventually(async () => (last = await asked()).status === 200, WITHIN_MS);
  await ready.catch(() => {
    throw new Error(`Not ready again: ${JSON.stringify(last?.body)}`);
  });
}

async function service(environment: Readonly<Record<string, string>>): Promise<Asked> {
  const service = await TestService.start(environment);
  started.push(service);
  return () => service.get<Readiness>('/health/ready');
}

describe('a service whose event store is away', () => {
  it.each(ROLES)('says with ROLE=%s that it is this one, and is ready again when it is back', async (ROLE) => {
    const server = await TestServer.start();
    started.push(server);
    const asked = await service({ ROLE, EVENT_STORE: server.url });
    expect(await asked()).toMatchObject({
      status: 200,
      body: { ready: true, eventStore: 'REACHABLE', readModelStore: 'REACHABLE' },
    });
    await server.gate.shut();
    const away = await asked();
    expect(away.headers.get('retry-after')).toBe('1');
    expect(away).toMatchObject({
      status: 503,
      body: { ready: false, eventStore: 'UNREACHABLE', readModelStore: 'REACHABLE' },
    });
    await server.gate.open();
    await isReadyAgain(asked);
  });
});

describeOnMongodb('a service whose read models are away', () => {
  it.each(ROLES)('says with ROLE=%s that it is these, not the event store', async (ROLE) => {
    const databases = new TestDatabases();
    started.push({ stop: () => databases.drop() });
    const gate = await gateToMongodb();
    started.push({ stop: () => gate.shut() });
    const server = await TestServer.start();
    started.push(server);
    const asked = await service({
      ROLE,
      EVENT_STORE: server.url,
      READ_MODELS: databases.url(`127.0.0.1:${gate.port}`),
    });
    expect(await asked()).toMatchObject({ status: 200 });
    await gate.shut();
    expect(await asked()).toMatchObject({
      status: 503,
      body: { ready: false, eventStore: 'REACHABLE', readModelStore: 'UNREACHABLE' },
    });
    await gate.open();
    await isReadyAgain(asked);
  });
});
