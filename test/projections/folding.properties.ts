import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lane } from '../../projections/projector/lane.js';
import { Patience } from '../../projections/projector/patience.js';
import type { Pace } from '../../projections/projector/pace.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { Replay } from '../../projections/projector/replay.js';
import { Tenure } from '../../projections/projector/tenure.js';
import { KnownLog } from '../../projections/projector/vetting.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { servedBy } from '../support/serving.js';
import { logOf } from '../support/store-events.js';
import { rowAt } from '../support/replayed.js';
import { BLOCS, entries, Historian, joined, left, moved, type RosterEvent, rosters } from './rosters.js';

/** The life of a process that folds: it ends after so many rows, which are kept, and the checkpoint after them is not. */
type Life = { rowsLeft: number };

function mortal(store: ReadModelStore): Life {
  const life: Life = { rowsLeft: Number.POSITIVE_INFINITY };
  const commit = store.commit.bind(store);
  store.commit = async (model, rows, step) => {
    if (rows.length <= life.rowsLeft) {
      life.rowsLeft -= rows.length;
      return commit(model, rows, step);
    }
    await commit(model, rows.slice(0, life.rowsLeft), { ...step, to: step.from });
    throw new Error('the process ends here');
  };
  return life;
}

/** A part of the log as it is told to a projector, and what happens meanwhile. */
type Telling = Readonly<{ events: number; times: number; rowsAtOnce: number; end: 'NOTHING' | 'RESTART' | number }>;

const unit = fc.constantFrom('a', 'b', 'c', 'd');
const bloc = fc.constantFrom(...BLOCS);
const history: fc.Arbitrary<readonly RosterEvent[]> = fc.array(
  fc.oneof(
    fc.tuple(bloc, unit).map(([where, who]) => joined(where, who)),
    fc.tuple(bloc, unit).map(([where, who]) => left(where, who)),
    fc.tuple(bloc, bloc, unit).map(([from, to, who]) => moved(from, to, who)),
  ),
  { minLength: 1, maxLength: 40 },
);
const tellings: fc.Arbitrary<readonly Telling[]> = fc.array(
  fc.record({
    events: fc.integer({ min: 1, max: 12 }),
    times: fc.integer({ min: 1, max: 3 }),
    rowsAtOnce: fc.integer({ min: 1, max: 4 }),
    end: fc.oneof(fc.constant('NOTHING' as const), fc.constant('RESTART' as const), fc.integer({ min: 0, max: 3 })),
  }),
  { minLength: 1, maxLength: 12 },
);

function laneOf(projection: AnyProjection, store: ReadModelStore, events: EventStore): Lane {
  // No second try: a store that dies ends the lane, as the end of the process would.
  const patience = new Patience({ first: 0, longest: 0 }, AbortSignal.abort());
  const tenure = new Tenure(store, 'the only one', Number.POSITIVE_INFINITY);
  const known = new KnownLog(events);
  return new Lane({ projection, store, known, tenure, patience, report: () => undefined, advanced: () => undefined });
}

async function entered(projection: AnyProjection, store: ReadModelStore, events: EventStore): Promise<Lane> {
  const lane = laneOf(projection, store, events);
  await lane.enter();
  return lane;
}

/** Tells an empty store the log as the tellings say, each new lane from the checkpoint that is kept; the rest at the end. */
async function tell(
  store: ReadModelStore,
  projection: AnyProjection,
  events: EventStore,
  how: readonly Telling[],
): Promise<ReadModelStore> {
  const log = await logOf(events, BEGINNING);
  const life = mortal(store);
  let lane = await entered(projection, store, events);
  for (const { events: many, times, rowsAtOnce, end } of how) {
    const from = log.findIndex(({ position }) => position > lane.position);
    if (from < 0) break;
    const begin = Math.max(0, from - 2);
    const after = log[begin - 1]?.position ?? BEGINNING;
    const batch = log.slice(begin, from + many).flatMap((event) => Array<Recorded>(times).fill(event));
    life.rowsLeft = typeof end === 'number' ? end : Number.POSITIVE_INFINITY;
    const alive = await lane.advance({ after, events: batch }, pace(rowsAtOnce)).then(
      () => true,
      () => false,
    );
    life.rowsLeft = Number.POSITIVE_INFINITY;
    if (end === 'RESTART' || !alive) lane = await entered(projection, store, events);
  }
  await lane.advance({ after: BEGINNING, events: log }, pace(100));
  // As a build does: a file without the indexes of what serves is taken for damaged at the next look.
  await lane.makeIndexes();
  await lane.serve();
  return store;
}

function pace(rowsAtOnce: number): Pace {
  return { events: 100, rowsAtOnce, sliceMs: 1_000 };
}

/** The hash of all that is kept under those keys, absences included. */
async function digest(store: ReadModelStore, projection: AnyProjection, keys: readonly string[]): Promise<string> {
  const current = await servedBy(store, projection.name);
  if (!current) throw new Error(`${projection.name} does not serve`);
  const kept = await store.load({ ...projection, ...current }, keys);
  const rows = [...kept.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const plain = rows.map(({ key, row, position, provenance }) => [
    key,
    row,
    position,
    Object.entries(provenance).sort(),
  ]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}

async function recorded(facts: readonly RosterEvent[]): Promise<InMemoryEventStore> {
  const events = new InMemoryEventStore();
  await new Historian(events).record(...facts);
  return events;
}

/** What folding must give on every engine, tried so many times. `open` opens an empty store. */
export function foldingProperties(engine: string, open: () => Promise<ReadModelStore>, runs: number): void {
  describe.each([
    ['rows of many events, that come and go', rosters],
    ['a row for each event', entries],
  ] as const)(`folding into ${engine} %s`, (_, projection: AnyProjection) => {
    const keysIn = (log: readonly Recorded[]) => (projection === rosters ? BLOCS : log.map(({ id }) => id));

    it('gives the same rows however the log is cut, repeated and interrupted', async () => {
      await fc.assert(
        fc.asyncProperty(history, tellings, async (facts, how) => {
          const events = await recorded(facts);
          const log = await logOf(events, BEGINNING);
          const whole = await tell(await open(), projection, events, []);
          const told = await tell(await open(), projection, events, how);
          expect(await digest(told, projection, keysIn(log))).toBe(await digest(whole, projection, keysIn(log)));
          await Promise.all([whole.close(), told.close()]);
        }),
        { numRuns: runs },
      );
    });

    it('gives the same rows when rebuilt beside, and the same row when replayed to the end of the log', async () => {
      await fc.assert(
        fc.asyncProperty(history, tellings, async (facts, how) => {
          const events = await recorded(facts);
          const log = await logOf(events, BEGINNING);
          const store = await tell(await open(), projection, events, how);
          const before = await digest(store, projection, keysIn(log));
          const signal = new AbortController().signal;
          await rebuild({
            projections: [projection],
            events,
            store,
            signal,
            progress: () => undefined,
            report: () => undefined,
          });
          expect(await servedBy(store, projection.name)).toEqual({ version: 1, build: 2 });
          expect(await digest(store, projection, keysIn(log))).toBe(before);
          const replay = new Replay([projection], events);
          for (const key of keysIn(log)) {
            const past = await rowAt(replay, {
              model: projection.name,
              key,
              moment: { position: await events.head() },
            });
            expect(past).toEqual(await store.find(projection.name, key));
          }
          await store.close();
        }),
        { numRuns: runs / 2 },
      );
    });
  });
}
