import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { Projector } from '../../projections/projector/projector.js';
import { Replay } from '../../projections/projector/replay.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import type { Ledger } from '../../src/deciding/ledger.js';
import type { Requested } from '../../src/deciding/request.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { ledgerOn } from '../../src/ledger-on.js';
import type { EventStore } from '../../src/log/event-store.js';
import { UnderstoodEventStore } from '../../src/log/understood-event-store.js';
import { NotUnderstood } from '../../src/log/upcasting.js';
import { SCHEMAS } from '../../src/slices.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitStream } from '../../src/units/unit.events.js';
import { ENGINES, type Opened } from '../support/each-engine.js';
import { eventually } from '../support/eventually.js';
import { council } from '../support/mothers/origins.js';
import { CONSTRUCTION, MERGER_DAY, registered, TRANSPORT } from '../support/mothers/units.js';
import { pastOf, rowAt } from '../support/replayed.js';
import { METADATA } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const STREAM = unitStream(TRANSPORT);
const name = { full: { vi: 'Sở Giao thông' }, short: { vi: 'Sở Giao thông' } };
const works = { full: { vi: 'Sở Công chính' }, short: { vi: 'Sở Công chính' } };
const renamed = { unitId: TRANSPORT, occurredOn: onDay('2024-07-01'), name: works };
const RENAME: UnitCommand = { type: 'RenameUnit', data: renamed };
const MERGE: UnitCommand = {
  type: 'MergeUnit',
  data: { unitId: CONSTRUCTION, occurredOn: onDay(MERGER_DAY), into: TRANSPORT },
};
const register = (unitId: string): UnitCommand => ({
  type: 'RegisterUnit',
  data: registered({ unitId, name }).data,
});

const requested = (idempotencyKey: string): Requested => ({
  mode: { kind: 'ACT' },
  origin: council,
  idempotencyKey,
  correlationId: idempotencyKey,
  policy: 1,
});

/** What only a newer release can have written, and the read models that it stops. */
const NEWER = [
  ['an unknown type', { type: 'UnitDivided', schema: 1, obscure: 'TYPE' }, () => true],
  [
    'a newer schema',
    { type: 'UnitRenamed', schema: 2, obscure: 'SCHEMA' },
    (model: string) => ['unit-directory', 'name-index', 'documents'].includes(model),
  ],
] as const;

const AUDIT = ['audit-trail', 'document-citations'];

describe.each(NEWER)('an event of %s', (_, written, concerns) => {
  const { type, schema } = written;
  const unread = { ...written, stream: STREAM, revision: 1 };
  const event = { type, data: renamed, id: 'newer', metadata: { ...METADATA, schema } };

  describe.each(ENGINES)('%s', (__, open) => {
    let opened: Opened;
    let ledger: Ledger;
    let events: UnderstoodEventStore;
    let met: NotUnderstood[];
    const decide = (command: UnitCommand) => ledger.decide({ command, requested: requested(JSON.stringify(command)) });

    beforeEach(async () => {
      opened = await open();
      met = [];
      events = new UnderstoodEventStore(opened.store, SCHEMAS, (one) => void met.push(one));
      ledger = ledgerOn(opened.store);
      await decide(register(TRANSPORT));
      await decide(register(CONSTRUCTION));
      await opened.store.append(STREAM, 0, [event]);
    });
    afterEach(() => opened.remove());

    it('keeps its stream from being decided on, and says what to do', async () => {
      const refused = new NotUnderstood(unread);
      expect(refused.message).toContain('start a newer release');
      await expect(decide(RENAME)).rejects.toEqual(refused);
      expect(await decide(RENAME).catch((error: unknown) => error instanceof NotUnderstood)).toBe(true);
    });

    it('keeps others from being decided that rest on it, and no one else', async () => {
      await expect(decide(MERGE)).rejects.toEqual(new NotUnderstood(unread));
      const other: UnitCommand = { type: 'RenameUnit', data: { ...renamed, unitId: CONSTRUCTION } };
      expect((await decide(other)).receipt.revision).toBe(1);
    });

    it('stops the read models that it may concern before it, and the audit trail shows it', async () => {
      const folder = temporaryFolder();
      const store = new SqliteReadModelStore(folder.path('rows.db'));
      const projector = new Projector({ projections: PROJECTIONS, events, store, report: () => undefined });
      projector.start();
      try {
        const status = () => projector.status(instantOf(0));
        await eventually(async () => (await status()).every(({ state }) => state === 'POISONED' || state === 'LIVE'));
        for (const { model, state, poison } of await status()) {
          const stops = concerns(model) && !AUDIT.includes(model);
          expect([model, state, poison]).toEqual([
            model,
            stops ? 'POISONED' : 'LIVE',
            stops
              ? { model, type, eventId: 'newer', stream: STREAM, revision: 1, error: String(new NotUnderstood(unread)) }
              : undefined,
          ]);
        }
        const { rows } = await store.page('audit-trail', { where: { eventId: 'newer' }, limit: 1 });
        expect(rows.map(({ row }) => row)).toMatchObject([{ ...written, revision: 1, data: renamed }]);
      } finally {
        await projector.stop();
        await store.close();
        folder.remove();
      }
      expect(events.notUnderstood).toEqual([unread]);
      expect(met).toEqual([new NotUnderstood(unread)]);
    });

    it('is in no answer about the past after it, and in each before it', async () => {
      const replay = new Replay(PROJECTIONS, events);
      const { before, after } = await placesIn(opened.store);
      const of = { model: 'unit-directory', key: TRANSPORT };
      expect(await rowAt(replay, { ...of, moment: { position: before } })).toMatchObject({
        row: { unitId: TRANSPORT },
      });
      await expect(rowAt(replay, { ...of, moment: { position: after } })).rejects.toEqual(new NotUnderstood(unread));
    });

    it('is shown alone as it was recorded, and marked', async () => {
      expect(await pastOf(events).event(STREAM, 1)).toMatchObject({ ...event, obscure: written.obscure });
    });
  });
});

async function placesIn(store: EventStore) {
  const places = [];
  for await (const { position } of store.read(STREAM)) places.push(position);
  const [before = undefined, after = undefined] = places;
  if (before === undefined || after === undefined) throw new Error('Two events were recorded');
  return { before, after };
}
