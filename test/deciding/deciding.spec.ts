import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Refused } from '../../src/deciding/decision.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import type { Requested } from '../../src/deciding/request.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { RevisionConflict, type EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import type { MergeUnit, RegisterUnit, RenameUnit, UnitCommand } from '../../src/units/unit.commands.js';
import { unitStream } from '../../src/units/unit.events.js';
import type { UnitName } from '../../src/units/unit.values.js';
import { council } from '../support/mothers/origins.js';
import { CONSTRUCTION, MERGER_DAY, registered, TRANSPORT } from '../support/mothers/units.js';
import { logOf, METADATA, streamOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const STREAM = unitStream(TRANSPORT);
const INTO = unitStream(CONSTRUCTION);

const nameOf = (short: string): UnitName => ({ full: { vi: `Sở ${short}` }, short: { vi: short } });

const register = (unitId = TRANSPORT, name = nameOf(unitId)): RegisterUnit => ({
  type: 'RegisterUnit',
  data: registered({ unitId, name }).data,
});
const rename = (short: string, unitId = TRANSPORT): RenameUnit => ({
  type: 'RenameUnit',
  data: { unitId, occurredOn: onDay('2024-07-01'), name: nameOf(short) },
});
const merge: MergeUnit = {
  type: 'MergeUnit',
  data: { unitId: TRANSPORT, occurredOn: onDay(MERGER_DAY), into: CONSTRUCTION },
};

const keyed = (idempotencyKey: string, more: Partial<Requested> = {}): Requested => ({
  mode: { kind: 'ACT' },
  origin: council,
  idempotencyKey,
  correlationId: `correlation of ${idempotencyKey}`,
  policy: 1,
  ...more,
});

let folder: ReturnType<typeof temporaryFolder>;
let store: EventStore;
let ledger: Ledger;

const openSqlite = (): Promise<EventStore> => SqliteEventStore.open(folder.path('ledger.db'));

function use(opened: EventStore): void {
  store = opened;
  ledger = ledgerOn(opened);
}

const decide = async (command: UnitCommand, key: string, more?: Partial<Requested>) =>
  (await ledger.decide({ command, requested: keyed(key, more) })).receipt;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

/** The last revision of a command, or the code of its refusal. */
async function fateOf(answer: ReturnType<typeof decide>): Promise<number | string> {
  return answer.then(
    ({ revision }) => revision,
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );
}

const fatesOf = (answers: readonly ReturnType<typeof decide>[]) => Promise.all(answers.map(fateOf));

/** The names of the unit, one after the other. */
async function namesOf(stream: string): Promise<readonly string[]> {
  return (await streamOf(store, stream)).map(({ data }) => ('name' in data ? (data.name as UnitName).short.vi : ''));
}

describe.each([
  ['before the store', async (): Promise<EventStore> => new InMemoryEventStore()],
  ['where SQLite writes', openSqlite],
])('deciding %s', (_, open) => {
  beforeEach(async () => use(await open()));

  it('makes a command history and answers where it is', async () => {
    await decide(register(CONSTRUCTION), 'other');
    const receipt = await decide(register(), 'key');
    const [event, ...more] = await streamOf(store, STREAM);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ stream: STREAM, revision: 0, type: 'UnitRegistered', data: register().data });
    expect(event?.metadata).toMatchObject({
      schema: 1,
      mode: { kind: 'ACT' },
      origin: council,
      policy: 1,
      correlationId: 'correlation of key',
      decision: { key: 'key', index: 0, count: 1 },
      command: { type: 'RegisterUnit', payload: register().data, gathered: [] },
    });
    expect(receipt).toEqual({
      stream: STREAM,
      revision: 0,
      position: await store.head(),
      events: [{ id: event?.id, type: 'UnitRegistered', revision: 0 }],
      warnings: [],
    });
  });

  it('answers the same to the same key with the same payload, whatever has happened since', async () => {
    const first = await decide(register(), 'key');
    expect(await decide(register(), 'key')).toEqual(first);
    const second = await decide(rename('A'), 'key-2');
    await decide(rename('B'), 'key-3');
    await decide(register(CONSTRUCTION), 'key-4');
    expect(await decide(register(), 'key')).toEqual(first);
    // Even with the expected revision of the first time, which is outdated by now.
    expect(await decide(rename('A'), 'key-2', { ifMatch: 0 })).toEqual(second);
    expect(await logOf(store, BEGINNING)).toHaveLength(4);
  });

  it('answers the same to the same command sent many times at once, and stores it once', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => decide(register(), 'key')));
    expect(others).toEqual(Array.from({ length: 19 }, () => first));
    expect(await logOf(store, BEGINNING)).toHaveLength(1);
  });

  it('refuses the same key with another payload, and stores nothing of it', async () => {
    await decide(register(), 'key');
    await decide(rename('A'), 'key-2');
    expect(await fateOf(decide(rename('B'), 'key-2'))).toBe('DUPLICATE_COMMAND');
    expect(await namesOf(STREAM)).toEqual([TRANSPORT, 'A']);
  });

  it("takes another caller's same key for another command", async () => {
    await decide(register(), 'key');
    await decide(rename('A'), 'key-2');
    const other = { ...council, subject: 'local|council-2' };
    expect(await fateOf(decide(rename('B'), 'key-2', { origin: other }))).toBe(2);
    expect(await namesOf(STREAM)).toEqual([TRANSPORT, 'A', 'B']);
  });

  it('refuses what breaks a rule, and stores nothing of it', async () => {
    const refused = decide(rename('A'), 'key');
    await expect(refused).rejects.toBeInstanceOf(Refused);
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'UNKNOWN_UNIT', facts: { unit: TRANSPORT } } });
    expect(await logOf(store, BEGINNING)).toEqual([]);
    // After a refusal the key can still be used.
    await decide(register(), 'key');
    expect(await namesOf(STREAM)).toEqual([TRANSPORT]);
  });

  it('decides only where the caller believes the stream to be', async () => {
    await decide(register(), 'key', { ifMatch: 'absent' });
    await decide(rename('A'), 'key-2', { ifMatch: 0 });
    const late = decide(rename('B'), 'key-3', { ifMatch: 0 });
    await expect(late).rejects.toBeInstanceOf(RevisionConflict);
    await expect(late).rejects.toMatchObject({ stream: STREAM, expected: 0, actual: 1 });
    await expect(decide(rename('B'), 'key-3', { ifMatch: 'absent' })).rejects.toMatchObject({ actual: 1 });
    const early = decide(register(CONSTRUCTION), 'key-4', { ifMatch: 0 });
    await expect(early).rejects.toMatchObject({ stream: INTO, expected: 0, actual: 'absent' });
    expect(await logOf(store, BEGINNING)).toHaveLength(2);
  });

  it('refuses before it says whether the caller knows the revision', async () => {
    await decide(register(), 'key');
    for (const ifMatch of [0, 7, 'absent'] as const) {
      await expect(decide(register(), 'key-2', { ifMatch })).rejects.toMatchObject({
        refusal: { code: 'ALREADY_EXISTS' },
      });
    }
  });

  it('lets exactly one of many register a unit at once', async () => {
    const fates = await fatesOf(Array.from({ length: 50 }, (_, nth) => decide(register(), `key-${nth}`)));
    expect(fates).toEqual([0, ...Array.from({ length: 49 }, () => 'ALREADY_EXISTS')]);
    expect(await logOf(store, BEGINNING)).toHaveLength(1);
  });

  it('decides commands sent at once on what those before them left', async () => {
    await decide(register(CONSTRUCTION), 'into');
    const fates = await fatesOf([
      decide(rename('A'), 'too early'),
      decide(register(), 'key'),
      ...Array.from({ length: 30 }, (_, nth) => decide(rename(`${nth}`), `key-${nth}`)),
      decide(merge, 'merge'),
      decide(merge, 'again'),
    ]);
    const accepted = Array.from({ length: 32 }, (_, revision) => revision);
    expect(fates).toEqual(['UNKNOWN_UNIT', ...accepted, 'UNIT_NOT_ACTIVE']);
    const names = Array.from({ length: 30 }, (_, nth) => `${nth}`);
    expect(await namesOf(STREAM)).toEqual([TRANSPORT, ...names, '']);
  });

  it('gathers the facts of other streams as they are by then, and keeps them with the event', async () => {
    await decide(register(), 'key');
    expect(await fateOf(decide(merge, 'merge'))).toBe('UNKNOWN_UNIT');
    await decide(register(CONSTRUCTION), 'into');
    const renaming = await decide(rename('Sở Xây dựng', CONSTRUCTION), 'renamed');
    await decide(merge, 'merge');
    await decide(rename('Later', CONSTRUCTION), 'later');
    const [, merger] = await streamOf(store, STREAM);
    expect(merger?.metadata.command?.gathered).toEqual([
      {
        stream: INTO,
        revision: 1,
        eventId: renaming.events[0]?.id,
        type: 'UnitStanding',
        data: { unitId: CONSTRUCTION, kind: 'DEPARTMENT', name: nameOf('Sở Xây dựng') },
      },
    ]);
  });
});

describe('deciding before the store and where SQLite writes', () => {
  /** The event without the fields that depend on time or chance. */
  const settled = ({ metadata: { salt, recordedAt, ...metadata }, ...event }: Recorded) => {
    expect([salt.length, recordedAt.length]).toEqual([22, 24]);
    return { ...event, metadata };
  };

  it('stores the same events and answers the same', async () => {
    const histories = [];
    for (const opened of [new InMemoryEventStore(), await openSqlite()]) {
      use(opened);
      const receipts = [
        await decide(register(CONSTRUCTION), 'key'),
        await decide(register(), 'key', { signature: 'jws' }),
        await decide(rename('A'), 'key-2', { mode: { kind: 'CLAIM', source: { title: 'Báo Lạng Sơn' } } }),
        await decide(rename('B'), 'key-3', { undated: true }),
        await decide(merge, 'key-4'),
      ];
      histories.push({ receipts, log: (await logOf(opened, BEGINNING)).map(settled) });
      if (histories.length === 1) await opened.close();
    }
    const [before, where] = histories;
    expect(before?.log).toHaveLength(5);
    expect(where).toStrictEqual(before);
  });
});

describe('deciding where SQLite writes', () => {
  beforeEach(async () => use(await openSqlite()));

  async function reopen(): Promise<void> {
    await store.close();
    use(await openSqlite());
  }

  it('goes on where it was when the store is opened again', async () => {
    const first = await decide(register(), 'key');
    await decide(rename('A'), 'key-2');
    await reopen();
    expect(await decide(register(), 'key')).toEqual(first);
    expect(await fateOf(decide(rename('B'), 'key-2'))).toBe('DUPLICATE_COMMAND');
    expect(await fateOf(decide(register(), 'key-3'))).toBe('ALREADY_EXISTS');
    expect(await fateOf(decide(rename('B'), 'key-3'))).toBe(2);
    expect(await namesOf(STREAM)).toEqual([TRANSPORT, 'A', 'B']);
  });

  it('gathers what was decided in the same breath', async () => {
    const fates = await fatesOf([
      decide(register(), 'key'),
      decide(merge, 'too early'),
      decide(register(CONSTRUCTION), 'into'),
      decide(rename('A', CONSTRUCTION), 'renamed'),
      decide(merge, 'merge'),
      decide(rename('B', CONSTRUCTION), 'later'),
    ]);
    expect(fates).toEqual([0, 'UNKNOWN_UNIT', 0, 1, 1, 2]);
    const [, merger] = await streamOf(store, STREAM);
    expect(merger?.metadata.command?.gathered).toMatchObject([
      { stream: INTO, revision: 1, data: { name: nameOf('A') } },
    ]);
  });

  it('sees what was appended to a stream since it decided on it, in the same breath and later', async () => {
    await decide(register(CONSTRUCTION), 'into');
    await decide(register(), 'key');
    await decide(rename('A'), 'key-2');
    const { type, data } = merge;
    const metadata = { ...METADATA, command: { type, payload: data, gathered: [] } };
    const appended = store.append(STREAM, 1, [{ type: 'UnitMerged', data, id: 'appended', metadata }]);
    const fates = await fatesOf([decide(merge, 'key-3'), decide(rename('B'), 'key-4', { ifMatch: 2 })]);
    expect(await appended).toMatchObject({ revision: 2 });
    expect(fates).toEqual(['UNIT_NOT_ACTIVE', 3]);
    expect(await fateOf(decide(merge, 'key-5'))).toBe('UNIT_NOT_ACTIVE');
  });

  it('gathers what was appended to a stream since it was gathered', async () => {
    await decide(register(CONSTRUCTION), 'into');
    await decide(register(), 'key');
    const other = registered({ unitId: 'so-khac' }).data;
    await decide({ type: 'RegisterUnit', data: other }, 'other');
    await decide({ type: 'MergeUnit', data: { ...merge.data, unitId: 'so-khac' } }, 'gathers');
    const data = { unitId: CONSTRUCTION, occurredOn: onDay('2024-12-01'), reason: 'Sắp xếp tổ chức bộ máy' };
    await store.append(INTO, 0, [{ type: 'UnitDissolved', data, id: 'appended', metadata: METADATA }]);
    await expect(decide(merge, 'merge')).rejects.toMatchObject({
      refusal: { code: 'UNIT_NOT_ACTIVE', facts: { unitId: CONSTRUCTION } },
    });
  });
});
