import { afterEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { FoldedElsewhere } from '../../projections/projector/folded-elsewhere.js';
import { Projector } from '../../projections/projector/projector.js';
import { ProjectorBeside } from '../../projections/projector/projector-beside.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { clock } from '../../src/deciding/clock.js';
import { OptimisticLedger } from '../../src/deciding/optimistic/optimistic-ledger.js';
import type { EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SCHEMAS, SLICES } from '../../src/slices.js';
import { type OpenReadiness, type Readiness, readiness } from '../../src/operations/readiness.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { refusal } from '../support/eventstoredb/protocol.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { type Answer, TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

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

describe('a service on a server where another application writes to a stream like its own', () => {
  it('goes on, shows which stream to who may know it, and counts it, up to twenty', async () => {
    const server = await TestServer.start();
    started.push(server);
    const service = await TestService.start({ EVENT_STORE: server.url });
    started.push(service);
    const token = await service.token({ subject: 'scraper', name: 'Scraper', role: 'inspector' });
    const metric = async () => {
      const answer = await service.raw('/metrics', { headers: { authorization: `Bearer ${token}` } });
      return /^event_store_foreign_streams (.*)$/m.exec(await answer.text())?.[1];
    };
    expect(await metric()).toBe('0');
    server.foreign('unit-x', 'OrderPlaced');
    await eventually(async () => (await metric()) === '1', WITHIN_MS);
    const { status, body } = await service.get<Readiness>('/health/ready', { token });
    const what = 'holds event 0 (OrderPlaced) of another application';
    expect([status, body.foreign]).toEqual([200, [{ stream: 'unit-x', what }]]);
    expect((await service.get<OpenReadiness>('/health/ready')).body).not.toHaveProperty('foreign');
    for (let count = 0; count < 30; count += 1) server.foreign(`unit-y${count}`);
    await eventually(async () => (await metric()) === '20', WITHIN_MS);
  });
});

describe('a service that follows its event store in vain', () => {
  it('says so to everyone, and to who may know what it is, with the reason; and answers on', async () => {
    const server = await TestServer.start();
    started.push(server);
    const service = await TestService.start({ EVENT_STORE: server.url });
    started.push(service);
    const token = await service.token({ subject: 'scraper', name: 'Scraper', role: 'inspector' });
    const asked = () => service.get<Readiness>('/health/ready', { token });
    const metric = async () => {
      const answer = await service.raw('/metrics', { headers: { authorization: `Bearer ${token}` } });
      return /^event_store_outage_seconds (.*)$/m.exec(await answer.text())?.[1];
    };
    server.failsToRead = (request) =>
      request.getOptions()?.hasSubscription() === true ? refusal(13, 'Received RST_STREAM with code 2') : undefined;
    server.gate.cut();
    await eventually(async () => (await asked()).body.outages !== undefined, WITHIN_MS);
    const { status, body } = await asked();
    expect([status, body.outages]).toEqual([
      200,
      [
        {
          what: expect.stringMatching(/cannot be followed/),
          reason: expect.stringMatching(/RST_STREAM/),
          ...{ seconds: expect.any(Number), tries: expect.any(Number) },
        },
      ],
    ]);
    expect(Number(await metric())).toBeGreaterThan(4);
    const open = await service.get<OpenReadiness>('/health/ready');
    expect(open.body.outages).toEqual([{ seconds: expect.any(Number), tries: expect.any(Number) }]);
    server.failsToRead = () => undefined;
    await eventually(async () => (await asked()).body.outages === undefined, WITHIN_MS);
    expect(await metric()).toBe('0');
  });
});

describe('a service that folds nothing itself', () => {
  it('tells how far its read models are, and what to do when they stay behind, by what their store says', async () => {
    const api = await TestService.start({ ROLE: 'api' });
    started.push(api);
    const { READ_MODELS, EVENT_STORE } = { READ_MODELS: api.config.readModels, EVENT_STORE: api.config.eventStore };
    const council = await api.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const scraper = await api.token({ subject: 'scraper', name: 'Scraper', role: 'inspector' });
    const register = async (unitId: string): Promise<void> => {
      const name = { full: { vi: unitId }, short: { vi: unitId } };
      const body = { unitId, kind: 'PROVINCE', name };
      expect((await api.post('/units', { token: council, body })).status).toBe(201);
    };
    const health = async () => (await api.get<Readiness>('/health/ready', { token: scraper })).body;
    const figures = async (): Promise<ReadonlySet<string>> => {
      const { body } = await api.get<string>('/metrics', { token: scraper });
      return new Set([...body.matchAll(/^projection_events_behind\{.*\} (\d+)$/gm)].map(([, count = '']) => count));
    };
    await register('lai-chau');
    const unbuilt = await health();
    expect(unbuilt.readModels.map(({ model }) => model)).toEqual(PROJECTIONS.map(({ name }) => name));
    for (const model of unbuilt.readModels) {
      expect(model).toMatchObject({ state: 'BUILDING', remedy: expect.stringMatching(/ROLE=projector/) });
      expect([model.position, model.head, model.secondsBehind > 0]).toEqual(['', head(1), true]);
    }
    expect(await figures()).toEqual(new Set(['1']));
    const projector = await TestService.start({ READ_MODELS, EVENT_STORE, ROLE: 'projector' });
    const level = async () => (await health()).readModels.every(({ position }) => position === head(1));
    await eventually(level, WITHIN_MS);
    for (const model of (await health()).readModels) {
      expect(model).toMatchObject({ state: 'STANDBY', secondsBehind: 0, secondsSilent: 0 });
      expect(model.remedy).toBeUndefined();
    }
    expect(await figures()).toEqual(new Set(['0']));
    await projector.stop();
    await register('son-la');
    expect(await api.get('/units/lai-chau', { token: council })).toMatchObject({ status: 200 });
    const left = await health();
    expect(left.readModels.map(({ secondsBehind }) => secondsBehind > 0)).toEqual(PROJECTIONS.map(() => true));
    expect(await figures()).toEqual(new Set(['1']));
  });
});

const head = (events: number): string => String(events).padStart(16, '0');

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

describe('a look at all of it', () => {
  const never = () => undefined;
  const FOLDING = {
    'of another process': (events: EventStore, readModels: ReadModelStore) =>
      new FoldedElsewhere(PROJECTIONS, { events, readModels }),
    'in this process': (events: EventStore, store: ReadModelStore) =>
      new Projector({ projections: PROJECTIONS, events, store, report: never }),
    'in a thread of its own, which set a file aside': (events: EventStore, readModels: ReadModelStore) => {
      const thread = { entry: new URL('file:///none'), data: {}, report: never, met: never };
      return new ProjectorBeside({ ...thread, projections: PROJECTIONS, events, readModels });
    },
  };

  it.each(Object.entries(FOLDING))('asks each store one question, where what folds is %s', async (_, foldingOn) => {
    const asked: string[] = [];
    const folder = temporaryFolder();
    const rows = new SqliteReadModelStore(folder.path('read-models.db'));
    const events = counting(new InMemoryEventStore(), asked);
    const readModels = counting(rows, asked);
    Object.defineProperty(rows, 'lost', { get: () => 'It was set aside' });
    const ledger = { doubt: async () => undefined, outages: [] };
    const folding = foldingOn(events, readModels);
    const models = PROJECTIONS.map(({ name }) => name);
    const stores = { events: Object.assign(events, { notUnderstood: [] }), readModels, ledger };
    const shown = await readiness({ ...stores, models, folding, remarks: [] });
    expect([shown.ready, shown.readModels.map(({ model }) => model)]).toEqual([true, models]);
    expect(asked.sort()).toEqual(['head', 'serving']);
    await rows.close();
    folder.remove();
  });

  /** The store, and which of its methods are called from outside. */
  function counting<Store extends object>(store: Store, asked: string[]): Store {
    return new Proxy(store, {
      get: (_, name) => {
        const member: unknown = Reflect.get(store, name, store);
        if (typeof member !== 'function') return member;
        return (...parts: unknown[]): unknown => {
          asked.push(String(name));
          return Reflect.apply(member, store, parts);
        };
      },
    });
  }
});

describe('a service that tries something of its log in vain', () => {
  it('shows it, whether the store or the ledger does', async () => {
    const lasting = (what: string) => ({ what, reason: 'refused', seconds: 9, tries: 3 });
    const shown = await readiness({
      events: { head: async () => BEGINNING, notUnderstood: [], outages: [lasting('following')], foreign: [] },
      readModels: { serving: async () => new Map() },
      ledger: { doubt: async () => undefined, outages: [lasting('hearing')] },
      ...{ models: [], folding: { status: async () => [] }, remarks: [] },
    });
    expect(shown.outages?.map(({ what }) => what)).toEqual(['following', 'hearing']);
  });
});

describe('a service whose clock leapt', () => {
  it('is not ready as long as no command can be dated, and says why', async () => {
    let [wall, passed] = [Date.parse('2025-03-22T08:00:00Z'), 0];
    const now = clock(
      () => wall,
      () => passed,
    );
    const running = {
      events: { head: async () => BEGINNING, notUnderstood: [], outages: [], foreign: [] },
      readModels: { serving: async () => new Map() },
      ...{ ledger: new OptimisticLedger(new InMemoryEventStore(), SLICES, SCHEMAS, { now }) },
      ...{ models: [], folding: { status: async () => [] }, remarks: [] },
    };
    expect(await readiness(running)).toMatchObject({ ready: true });
    [wall, passed] = [wall + 40 * 86_400_000, 1];
    expect(await readiness(running)).toMatchObject({
      ready: false,
      refusing: expect.stringMatching(/leapt to 2025-05-01/),
    });
    [wall, passed] = [Date.parse('2025-03-22T08:00:02Z'), 2_000];
    expect((await readiness(running)).refusing).toBeUndefined();
  });
});
