import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { AskedPast } from '../../projections/projector/asked-past.js';
import { Replay } from '../../projections/projector/replay.js';
import { KnownLog } from '../../projections/projector/vetting.js';
import type { Moment } from '../../read-models/replay-port.js';
import { Refused } from '../../src/deciding/decision.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import type { Requested } from '../../src/deciding/request.js';
import type { Position, Recorded } from '../../src/kernel/event.js';
import { instantOf, type LocalDate } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable, type EventStore } from '../../src/log/event-store.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { moveLog } from '../../src/log/move-log.js';
import { UnderstoodEventStore } from '../../src/log/understood-event-store.js';
import { SCHEMAS } from '../../src/slices.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitStream } from '../../src/units/unit.events.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { council } from '../support/mothers/origins.js';
import { CONSTRUCTION, MERGER_DAY, registered, TRANSPORT } from '../support/mothers/units.js';
import { TestService } from '../support/service.js';

const NAME = { full: { vi: 'Sở Giao thông' }, short: { vi: 'GT' } };
const OTHER = { full: { vi: 'Sở Vận tải' }, short: { vi: 'VT' } };

const register = (unitId: string): UnitCommand => ({
  type: 'RegisterUnit',
  data: registered({ unitId, name: { full: { vi: `Sở ${unitId}` }, short: { vi: unitId } } }).data,
});
const rename = (name = NAME): UnitCommand => ({
  type: 'RenameUnit',
  data: { unitId: TRANSPORT, occurredOn: onDay('2024-07-01'), name },
});
const merge = (): UnitCommand => ({
  type: 'MergeUnit',
  data: { unitId: TRANSPORT, occurredOn: onDay(MERGER_DAY), into: CONSTRUCTION },
});

let cluster: TestCluster;
const stores: EventStore[] = [];
/** Of this process, and of another one. */
const ledgers: Ledger[] = [];

beforeEach(async () => {
  cluster = await TestCluster.start();
});
afterEach(ended);

async function ended(): Promise<void> {
  ledgers.length = 0;
  for (const store of stores.splice(0)) await store.close();
  await cluster.stop();
}
async function begunAnew(): Promise<void> {
  await ended();
  cluster = await TestCluster.start();
}

/** Starts one more process. */
async function connected(url: string): Promise<void> {
  const store = await EventStoreDbEventStore.open(url, PATIENT);
  stores.push(store);
  ledgers.push(ledgerOn(store));
}

async function decide(process: number, command: UnitCommand, more: Partial<Requested> = {}): Promise<string> {
  const key = crypto.randomUUID();
  const said: Requested = {
    ...{ mode: { kind: 'ACT' }, origin: council, policy: 1 },
    ...{ idempotencyKey: key, correlationId: key },
    ...more,
  };
  return ledgers[process]!.decide({ command, requested: said }).then(
    ({ receipt }) => `recorded at ${receipt.revision}`,
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal.code;
      if (error instanceof RevisionConflict) return `at ${error.actual}`;
      if (error instanceof OutcomeUnknown) return 'OUTCOME_UNKNOWN';
      return error instanceof StoreUnavailable ? 'UNAVAILABLE' : String(error);
    },
  );
}

/** Another node leads while the first one hangs; what happens then it has not heard of when it wakes. */
async function deposed(meanwhile: () => Promise<unknown>): Promise<void> {
  cluster.node(0).fallAsleep();
  cluster.lead(1);
  await connected(cluster.node(1).url);
  await meanwhile();
  cluster.node(0).wake();
}

/** `before`: what both know; `meanwhile`: what only the others know. */
type Case = Readonly<{
  before: readonly UnitCommand[];
  meanwhile: UnitCommand;
  then: UnitCommand;
  more?: Partial<Requested>;
  answer: string;
}>;

const CASES: Readonly<Record<string, Case>> = {
  'on a unit that was registered meanwhile': {
    ...{ before: [], meanwhile: register(TRANSPORT) },
    ...{ then: rename(), answer: 'recorded at 1' },
  },
  'on facts of a unit that was registered meanwhile': {
    ...{ before: [register(TRANSPORT)], meanwhile: register(CONSTRUCTION) },
    ...{ then: merge(), answer: 'recorded at 1' },
  },
  'for a revision that was reached meanwhile': {
    ...{ before: [register(TRANSPORT)], meanwhile: rename() },
    ...{ then: rename(OTHER), more: { ifMatch: 1 }, answer: 'recorded at 2' },
  },
};

describe.each<[string, () => string]>([
  ['names that node alone', () => cluster.node(0).url],
  ['names all nodes', () => cluster.url],
])('a leader that was replaced while it hung, asked by a process whose URL %s', (_, url) => {
  it.each(Object.entries(CASES))('gives no final no %s', async (_what, { before, meanwhile, then, more, answer }) => {
    await connected(url());
    for (const command of before) expect(await decide(0, command)).toMatch('recorded');
    await deposed(async () => expect(await decide(1, meanwhile)).toMatch('recorded'));
    expect(await decide(0, then, more)).toBe(answer);
  });

  it('refuses for good what the leader refuses as well', async () => {
    await connected(url());
    expect(await decide(0, register(TRANSPORT))).toBe('recorded at 0');
    await deposed(() => decide(1, register(CONSTRUCTION)));
    expect(await decide(0, register(TRANSPORT))).toBe('ALREADY_EXISTS');
    expect(await decide(0, rename(), { ifMatch: 7 })).toBe('at 0');
  });
});

const THIRD = 'so-ct-lang-son';
const dissolve = (): UnitCommand => ({
  type: 'MergeUnit',
  data: { unitId: CONSTRUCTION, occurredOn: onDay('2024-09-01'), into: THIRD },
});

/** The woken node hears that it was replaced as soon as the append after so many others comes, and sends the caller on from then. */
function hearsAtAppend(after: number): void {
  const node = cluster.node(0);
  let appends = 0;
  Object.defineProperty(node, 'refuses', {
    get: () => {
      if (node.calls.at(-1) === 'append' && (appends += 1) > after) node.rejoin();
      return undefined;
    },
  });
}

describe.each<[string, () => string]>([
  ['names that node alone', () => cluster.node(0).url],
  ['names all nodes', () => cluster.url],
])('a yes on facts that a leader told which had been replaced, by a process whose URL %s', (_, url) => {
  /** `atFirst`: what is answered where the node sends on the first append; `later`: where that is in doubt before. */
  it.each<[string, () => UnitCommand, string, string]>([
    ['is decided again where they are not so any more', dissolve, 'UNIT_NOT_ACTIVE', 'OUTCOME_UNKNOWN'],
    ['stands where they are still so', () => register('so-khac'), 'recorded at 1', 'recorded at 1'],
    ['is decided again where its own stream has moved as well', rename, 'recorded at 2', 'recorded at 2'],
  ])('%s', async (_what, meanwhile, atFirst, later) => {
    for (const [after, answer] of [atFirst, later].entries()) {
      await connected(url());
      for (const unit of [TRANSPORT, CONSTRUCTION, THIRD]) expect(await decide(0, register(unit))).toMatch('recorded');
      await decide(0, { ...rename(), data: { ...rename().data, unitId: CONSTRUCTION } } as UnitCommand);
      await deposed(async () => expect(await decide(1, meanwhile())).toMatch('recorded'));
      hearsAtAppend(after);
      const idempotencyKey = crypto.randomUUID();
      expect(await decide(0, merge(), { idempotencyKey })).toBe(answer);
      const settled = answer === 'OUTCOME_UNKNOWN' ? atFirst : answer;
      expect(await decide(0, merge(), { idempotencyKey })).toBe(settled);
      await begunAnew();
    }
  });
});

describe('a service that asks a leader which was replaced while it hung', () => {
  it('knows every position and every event that was acknowledged elsewhere', async () => {
    await connected(cluster.node(0).url);
    const service = await TestService.start({ EVENT_STORE: cluster.node(0).url });
    const token = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const statusOf = async (query: string) => (await service.get(`/units?${query}`, { token })).status;
    expect(await decide(0, register(CONSTRUCTION))).toBe('recorded at 0');
    expect(await statusOf(`atLeast=${await stores[0]!.head()}`)).toBe(200);
    await deposed(() => decide(1, register(TRANSPORT)));
    const position = await stores[1]!.head();
    const ask = () => service.raw(`/units?atLeast=${position}`, { headers: { authorization: `Bearer ${token}` } });
    const answered = (await (await ask()).json()) as object;
    // Where this took long, the service has turned to the leader by itself, and shows what was acknowledged there.
    if ('status' in answered) expect(answered).toMatchObject({ status: 503, code: 'NOT_READABLE_YET' });
    else expect(JSON.stringify(answered)).toContain(TRANSPORT);
    const past = new AskedPast({
      events: stores[0]!,
      ledger: { now: () => instantOf(0), settles: async () => 0 },
      replay: async () => ({ row: undefined }),
    });
    const asking = { caller: 'a', signal: new AbortController().signal };
    expect(await past.row('units', TRANSPORT, { position }, asking)).toBeUndefined();
    expect((await past.event(unitStream(TRANSPORT), 0))?.type).toBe('UnitRegistered');
    cluster.node(0).rejoin();
    await service.stop();
  });
});

describe('an answer about the past', () => {
  const MOMENTS: Readonly<Record<string, (position: Position) => Moment>> = {
    position: (position) => ({ position }),
    instant: () => ({ instant: instantOf(Date.now() + 60_000) }),
    day: () => ({ day: '2030-01-01' as LocalDate }),
  };

  it.each(Object.entries(MOMENTS))('as of a %s lacks nothing that was acknowledged elsewhere', async (_, momentOf) => {
    await connected(cluster.node(0).url);
    expect(await decide(0, register(TRANSPORT))).toBe('recorded at 0');
    const replayOf = (store: EventStore) => new Replay(PROJECTIONS, new UnderstoodEventStore(store, SCHEMAS));
    const past = replayOf(stores[0]!);
    const asked = (moment: Moment) => ({ model: 'unit-directory', key: TRANSPORT, moment });
    await past.answer(asked(momentOf(await stores[0]!.head())));
    await deposed(async () => expect(await decide(1, rename())).toBe('recorded at 1'));
    const moment = momentOf(await stores[1]!.head());
    const answer = await past.answer(asked(moment));
    expect(answer).toEqual(await replayOf(stores[1]!).answer(asked(moment)));
    expect(JSON.stringify(answer.row)).toContain(NAME.full.vi);
  });
});

describe('what was recorded elsewhere meanwhile', () => {
  let stale: EventStore;
  let last: Recorded;
  beforeEach(async () => {
    await connected(cluster.node(0).url);
    expect(await decide(0, register(TRANSPORT))).toBe('recorded at 0');
    await stores[0]!.identity();
    await deposed(() => decide(1, rename()));
    stale = stores[0]!;
    last = (await stores[1]!.at(await stores[1]!.head()))!;
  });

  it('bears out the rows that were folded from it, and others not', async () => {
    const known = new KnownLog(stale);
    const { position, id: eventId, metadata } = last;
    expect(await known.bearsOut({ position, eventId, salt: metadata.salt })).toBe(true);
    expect(await known.bearsOut({ position, eventId, salt: 'another' })).toBe(false);
  });

  it('is no lost place to who follows the log from it', async () => {
    const stop = new AbortController();
    const next = stale.subscribe(last.position, stop.signal)[Symbol.asyncIterator]().next();
    expect(await decide(1, register(CONSTRUCTION))).toBe('recorded at 0');
    expect((await next).value).toMatchObject([{ stream: unitStream(CONSTRUCTION) }]);
    stop.abort();
  });

  it('is moved with the rest', async () => {
    const target = new InMemoryEventStore(await stale.identity());
    const { events } = await moveLog({ source: stale, target, atOnce: 1, progress: () => undefined });
    expect([events, await target.at(await target.head())]).toEqual([2, expect.objectContaining({ id: last.id })]);
  });
});

describe('a no', () => {
  it('is not given while no majority names a leader, and records nothing; a yes needs none', async () => {
    await connected(cluster.node(0).url);
    expect(await decide(0, register(TRANSPORT))).toBe('recorded at 0');
    const { members } = cluster.node(2);
    for (const node of [cluster.node(1), cluster.node(2)]) node.members = () => [];
    expect(await decide(0, register(TRANSPORT))).toBe('UNAVAILABLE');
    expect(await decide(0, rename())).toBe('recorded at 1');
    for (const node of [cluster.node(1), cluster.node(2)]) node.members = members;
    expect(await decide(0, register(TRANSPORT))).toBe('ALREADY_EXISTS');
  });

  it('is not held up by a node that hangs', async () => {
    await connected(cluster.node(0).url);
    expect(await decide(0, register(TRANSPORT))).toBe('recorded at 0');
    cluster.node(2).gate.hold(true);
    expect(await decide(0, register(TRANSPORT))).toBe('ALREADY_EXISTS');
  });
});
