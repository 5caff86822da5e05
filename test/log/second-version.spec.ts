import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { Projector } from '../../projections/projector/projector.js';
import { Replay } from '../../projections/projector/replay.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { DecideInWriter } from '../../src/deciding/in-writer/decide-in-writer.js';
import { OptimisticLedger } from '../../src/deciding/optimistic/optimistic-ledger.js';
import type { DecideRequest } from '../../src/deciding/request.js';
import type { Command } from '../../src/kernel/decider.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { EventStore } from '../../src/log/event-store.js';
import { GroupCommit } from '../../src/log/sqlite/group-commit.js';
import { LogWriter } from '../../src/log/sqlite/log-writer.js';
import { openForWriting } from '../../src/log/sqlite/open-log.js';
import { UnderstoodEventStore } from '../../src/log/understood-event-store.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { AUDITED_TYPES } from '../../projections/audit-trail/audited.js';
import { SLICES } from '../../src/slices.js';
import { unitStream } from '../../src/units/unit.events.js';
import { ENGINES, type Opened } from '../support/each-engine.js';
import { eventually } from '../support/eventually.js';
import { council } from '../support/mothers/origins.js';
import { MERGER_DAY, registered, TRANSPORT } from '../support/mothers/units.js';
import { pastOf, rowAt } from '../support/replayed.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

/** The first version of a registration, which exists for this test alone: the kind had another word, the name was one text. */
type First = Readonly<{ unitId: string; sort: string; title: string; occurredOn: object }>;

const SCHEMAS = new EventSchemas(AUDITED_TYPES, {
  UnitRegistered: {
    1: (data) => {
      const { sort, title, ...same } = data as First;
      return { ...same, kind: sort, name: { full: { vi: title }, short: { vi: title } } };
    },
  },
});

const STREAM = unitStream(TRANSPORT);
const { data: second } = registered({ unitId: TRANSPORT, name: { full: { vi: 'Sở A' }, short: { vi: 'Sở A' } } });
const { kind, name: _, ...same } = second;
const first = { ...same, sort: kind, title: 'Sở A' };
const rename = {
  unitId: TRANSPORT,
  occurredOn: onDay('2024-07-01'),
  name: { full: { vi: 'Sở B' }, short: { vi: 'B' } },
};

/** The same fact as it was written then, and as it is written now. */
const VERSIONS = [
  [1, first],
  [2, second],
] as const;

const historyIn = (schema: number, data: object) => [
  { type: 'UnitRegistered', data, id: 'a', metadata: { ...METADATA, schema } },
  { type: 'UnitRenamed', data: rename, id: 'b', metadata: METADATA },
];

const asked = (command: Command): DecideRequest => ({
  command,
  requested: { mode: { kind: 'ACT' }, origin: council, idempotencyKey: 'key', correlationId: 'c', policy: 1 },
});
/** Refused for a unit that is known, and accepted: both rest on the registration. */
const COMMANDS: readonly Command[] = [
  { type: 'RegisterUnit', data: second },
  { type: 'RegisterUnit', data: { ...second, unitId: 'so-con', parentId: TRANSPORT } },
  { type: 'MergeUnit', data: { unitId: TRANSPORT, occurredOn: onDay(MERGER_DAY), into: 'so-khong-co' } },
];

describe.each(ENGINES)('what was written in the first version of an event, %s', (__, open) => {
  let logs: Opened[];
  let stores: readonly EventStore[];
  beforeEach(async () => {
    logs = [];
    for (const [schema, data] of VERSIONS) {
      const log = await open();
      logs.push(log);
      await log.store.append(STREAM, 'absent', historyIn(schema, data));
    }
    stores = logs.map(({ store }) => new UnderstoodEventStore(store, SCHEMAS));
  });
  afterEach(async () => {
    for (const { remove } of logs) await remove();
  });

  it('makes the rows that the newest version makes, but for the trail, which shows it as it was written', async () => {
    const [old = [], now = []] = await Promise.all(stores.map(rowsOn));
    expect(old).toEqual(now);
    expect(now).not.toEqual([]);
    const [trail, trailNow] = await Promise.all(stores.map(trailOn));
    expect(trail).toMatchObject({ schema: 1, data: first });
    expect(trailNow).toMatchObject({ schema: 2, data: second });
  });

  it('is the same past, and is shown alone as it was written', async () => {
    const pasts = await Promise.all(
      stores.map(async (store) => {
        const moment = { position: await store.head() };
        const replay = new Replay(PROJECTIONS, store);
        return (await rowAt(replay, { model: 'unit-directory', key: TRANSPORT, moment }))?.row;
      }),
    );
    expect(pasts[0]).toMatchObject({ unitId: TRANSPORT, kind, name: rename.name });
    expect(pasts[0]).toEqual(pasts[1]);
    const [old] = stores;
    const alone = old && (await pastOf(old).event(STREAM, 0));
    expect(alone).toMatchObject({ data: first, metadata: { schema: 1 } });
    expect(alone).not.toHaveProperty('written');
  });

  it('is decided on as what was written in the newest', async () => {
    const [old, now] = await Promise.all(
      stores.map(async (store) => {
        const ledger = new OptimisticLedger(store, SLICES, SCHEMAS, {
          now: () => instantOf(Date.UTC(2025, 5, 1)),
        });
        const outcomes = [];
        for (const command of COMMANDS) outcomes.push(await ledger.decide(asked(command)).then(fateOf, fateOf));
        return outcomes;
      }),
    );
    expect(old).toEqual(now);
    expect(old).toMatchObject(['ALREADY_EXISTS', 0, 'UNKNOWN_UNIT']);
  });
});

describe('in the thread that writes', () => {
  it('it is decided on as what was written in the newest, and the newest is written', () => {
    const outcomes = VERSIONS.map(([schema, data]) => {
      const folder = temporaryFolder();
      const log = new LogWriter(openForWriting(folder.path('ledger.db')));
      const groups = new GroupCommit(log, new DecideInWriter(SLICES, SCHEMAS, log));
      groups.commit([{ append: { stream: STREAM, expected: 'absent', events: historyIn(schema, data) } }]);
      const replies = groups.commit(COMMANDS.map((command) => ({ work: asked(command) })));
      const [registration] = [...log.read(unitStream('so-con'))].map(
        ([, , , , , , metadata]) => JSON.parse(metadata) as object,
      );
      log.close();
      folder.remove();
      return { fates: replies.map((outcome) => ('reply' in outcome ? fateOf(outcome.reply) : outcome)), registration };
    });
    expect(outcomes[0]?.fates).toEqual(outcomes[1]?.fates);
    expect(outcomes[0]?.fates).toEqual(['ALREADY_EXISTS', 0, 'UNKNOWN_UNIT']);
    expect(outcomes[0]?.registration).toMatchObject({ schema: 2 });
  });
});

/** The revision of what was recorded, or the code of the refusal. */
function fateOf(outcome: unknown): unknown {
  if (typeof outcome !== 'object' || outcome === null) return outcome;
  if ('receipt' in outcome) return (outcome.receipt as { revision: number }).revision;
  if ('refused' in outcome) return (outcome.refused as { code: string }).code;
  return 'refusal' in outcome ? (outcome.refusal as { code: string }).code : outcome;
}

async function projected<T>(events: EventStore, ask: (store: SqliteReadModelStore) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  const store = new SqliteReadModelStore(folder.path('rows.db'));
  const projector = new Projector({ projections: PROJECTIONS, events, store, report: () => undefined });
  projector.start();
  try {
    await eventually(async () => (await projector.status(instantOf(0))).every(({ state }) => state === 'LIVE'));
    return await ask(store);
  } finally {
    await projector.stop();
    await store.close();
    folder.remove();
  }
}

/** The rows of every read model but the trail, without their places, which differ from engine to engine. */
function rowsOn(events: EventStore): Promise<readonly unknown[]> {
  return projected(events, async (store) => {
    const rows: unknown[] = [];
    for (const { name: model } of PROJECTIONS.filter((one) => one.name !== 'audit-trail')) {
      for (const { key, row } of (await store.page(model, { limit: 100 })).rows) rows.push([model, key, row]);
    }
    return rows;
  });
}

function trailOn(events: EventStore): Promise<unknown> {
  return projected(events, async (store) => {
    const { rows } = await store.page('audit-trail', { where: { eventId: 'a' }, limit: 1 });
    return rows[0]?.row;
  });
}
