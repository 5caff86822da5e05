import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { Projector } from '../../projections/projector/projector.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import type { DecideRequest } from '../../src/deciding/request.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { LogCut, StreamCut } from '../../src/log/event-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import { Historian, joined, type Roster, rosters } from '../projections/rosters.js';
import { eventually } from '../support/eventually.js';
import { METADATA, NOON } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const EVENTS = 9;
/** Every second event is of the other stream. */
const streamAt = (place: number): string => (place % 2 === 1 ? 'north' : 'south');
const revisionAt = (place: number): number => Math.floor((place - 1) / 2);

let folder: ReturnType<typeof temporaryFolder>;
let closing: (() => Promise<void>)[];

beforeEach(() => {
  folder = temporaryFolder();
  closing = [];
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  folder.remove();
});

async function opened(): Promise<SqliteEventStore> {
  const store = await SqliteEventStore.open(folder.path('ledger.db'));
  closing.push(() => store.close());
  return store;
}

async function record(historian: Historian, from: number, to: number): Promise<void> {
  for (let place = from; place <= to; place += 1) await historian.record(joined(streamAt(place), `unit-${place}`));
}

/** As a tool for SQLite does it while nothing runs. */
function remove(places: readonly number[]): void {
  const log = new Database(folder.path('ledger.db'));
  for (const place of places) log.prepare('DELETE FROM events WHERE position = ?').run(place);
  log.close();
}

describe('a log of which events were deleted', () => {
  const HOLES: readonly (readonly number[])[] = [[1], [2], [5], [8], [1, 2, 3], [4, 5, 6, 7], [3, 7], [7, 8]];

  it.each(HOLES.map((hole) => [hole]))('is not read beyond the first that is missing: %j', async (hole) => {
    const store = await SqliteEventStore.open(folder.path('ledger.db'));
    await record(new Historian(store), 1, EVENTS);
    await store.close();
    remove(hole);
    const cut = await opened();
    const [first = 0] = hole;
    const missing = new LogCut(positionAt(first));
    for (const size of [1, 2, 3, EVENTS, 500]) {
      const reads = [cut.readAll(BEGINNING, size), cut.subscribe(BEGINNING, new AbortController().signal, size)];
      for (const read of reads) {
        const seen: Recorded[] = [];
        const reading = (async () => {
          for await (const batch of read) seen.push(...batch);
        })();
        await expect(reading).rejects.toEqual(missing);
        expect([size, seen.map(({ position }) => position)]).toEqual([size, placesBefore(first)]);
      }
    }
  });

  it.each(HOLES.map((hole) => [hole]))('gives no stream that lacks one of them: %j', async (hole) => {
    const store = await SqliteEventStore.open(folder.path('ledger.db'));
    await record(new Historian(store), 1, EVENTS);
    await store.close();
    remove(hole);
    const cut = await opened();
    for (const stream of ['north', 'south']) {
      const places = Array.from({ length: EVENTS }, (_, n) => n + 1).filter((place) => streamAt(place) === stream);
      const last = places.findLast((place) => !hole.includes(place)) ?? 0;
      for (let from = 0; from <= revisionAt(last); from += 1) {
        const lost = places.find((place) => revisionAt(place) >= from && hole.includes(place) && place < last);
        for (const leaveOut of [undefined, [], ['UnitJoined'], ['UnitLeft']]) {
          const reading = (async () => {
            for await (const _ of cut.read(`bloc-${stream}`, from, leaveOut && { leaveOut }));
            return 'whole';
          })();
          const outcome = await reading.catch((error: unknown) => error);
          expect([stream, from, leaveOut, outcome]).toEqual([
            ...[stream, from, leaveOut],
            lost === undefined ? 'whole' : new StreamCut(`bloc-${stream}`, revisionAt(lost)),
          ]);
        }
      }
    }
  });

  it('is decided on no further where the stream lacks one, and nothing is stored', async () => {
    const store = await SqliteEventStore.open(folder.path('ledger.db'));
    const ledger = ledgerOn(store);
    for (const revision of [0, 1, 2, 3]) await ledger.decide(revision === 0 ? register() : rename(revision));
    await store.close();
    remove([2]);
    const cut = await opened();
    const head = await cut.head();
    await expect(ledgerOn(cut).decide(rename(4))).rejects.toEqual(new StreamCut('unit-so-mot', 1));
    await expect(ledgerOn(cut).weigh(rename(4))).rejects.toEqual(new StreamCut('unit-so-mot', 1));
    expect(await cut.head()).toBe(head);
    // What is whole goes on.
    await ledgerOn(cut).decide(register('so-hai'));
  });
});

describe('read models of a log of which events were deleted', () => {
  const LEASES = { beat: 10, silence: 100 };
  const WAITS = { first: 1, longest: 4 };

  async function projected(events: SqliteEventStore): Promise<{ projector: Projector; rows: SqliteReadModelStore }> {
    const rows = new SqliteReadModelStore(folder.path('read-models.db'));
    const setting = { projections: [rosters], events, store: rows, report: () => undefined };
    const projector = new Projector({ ...setting, leases: LEASES, waits: WAITS });
    projector.start();
    closing.push(async () => {
      await projector.stop();
      await rows.close();
    });
    return { projector, rows };
  }
  const stopped = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const statusOf = async (projector: Projector) => (await projector.status(NOON))[0];

  it('are built no further than that, and say why and what to do', async () => {
    await record(new Historian(await opened()), 1, EVENTS);
    await stopped();
    remove([5]);
    const { projector } = await projected(await opened());
    await eventually(async () => (await statusOf(projector))?.remedy !== undefined);
    expect(await statusOf(projector)).toMatchObject({
      state: 'BUILDING',
      remedy: expect.stringMatching(/lacks its event at position 0{15}5,.* restore/),
    });
  });

  it('show what they showed before, and go no further', async () => {
    const log = await opened();
    const historian = new Historian(log);
    await record(historian, 1, 3);
    const before = await projected(log);
    await eventually(async () => {
      const status = await statusOf(before.projector);
      return status?.state === 'LIVE' && status.position === positionAt(3);
    });
    await before.projector.stop();
    await record(historian, 4, EVENTS);
    await stopped();
    remove([5]);
    const { projector, rows } = await projected(await opened());
    await eventually(async () => (await statusOf(projector))?.remedy !== undefined);
    expect(await statusOf(projector)).toMatchObject({
      ...{ state: 'LIVE', position: positionAt(4), head: positionAt(EVENTS) },
      remedy: new LogCut(positionAt(5)).message,
    });
    expect((await rows.find<Roster>('rosters', 'south'))?.row.units).toEqual(['unit-2', 'unit-4']);
  });
});

function placesBefore(place: number): readonly string[] {
  return Array.from({ length: place - 1 }, (_, before) => positionAt(before + 1));
}

function register(unitId = 'so-mot'): DecideRequest {
  const text = { vi: unitId };
  return request('RegisterUnit', unitId, { unitId, kind: 'DEPARTMENT', name: { full: text, short: text } });
}

function rename(nth: number): DecideRequest {
  const text = { vi: `Sở thứ ${nth}` };
  return request('RenameUnit', `rename-${nth}`, { unitId: 'so-mot', name: { full: text, short: text } });
}

function request(type: string, key: string, data: object): DecideRequest {
  return {
    command: { type, data: { ...data, occurredOn: { date: '2020-01-01' } } },
    requested: {
      mode: { kind: 'ACT' },
      origin: { ...METADATA.origin, role: 'administrator' },
      idempotencyKey: key,
      correlationId: key,
      policy: 1,
    },
  };
}
