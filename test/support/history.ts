import { expect } from '@jest/globals';
import { Replay } from '../../projections/projector/replay.js';
import { foldInto, keysOf, RowInProgress } from '../../projections/projector/row-in-progress.js';
import { recordingOf } from '../../projections/recording/recording.js';
import type { Kept } from '../../read-models/read-model-store.js';
import type { Recording } from '../../read-models/recording.js';
import type { Moment } from '../../read-models/replay-port.js';
import { blocStream } from '../../src/blocs/bloc.events.js';
import { commendationStream } from '../../src/commendations/commendation.events.js';
import { councilReviewStream } from '../../src/council-reviews/council-review.events.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Event, Metadata, Recorded } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import type { AnyProjection, Projection } from '../../src/kernel/projection.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { positionAt } from '../../src/log/stored-event.js';
import { movementStream } from '../../src/movements/movement.events.js';
import { rulebookStream } from '../../src/rulebooks/rulebook.events.js';
import { unitStream } from '../../src/units/unit.events.js';
import { DECIDED_AT, type Known } from './given.js';
import { report } from './mothers/origins.js';
import { rowAt } from './replayed.js';
import { METADATA } from './store-events.js';

/** A recorded fact: an act, a claim, or one with metadata of its own. */
export type Told<E extends Event> = Known<E> | Readonly<{ fact: E; metadata: Partial<Metadata>; stream?: string }>;

/** A fact whose metadata matter: `told(event, { recordedAt, origin, warnings })`; or whose stream its data do not tell. */
export function told<E extends Event>(fact: E, metadata: Partial<Metadata>, stream?: string): Told<E> {
  return { fact, metadata, ...defined({ stream }) };
}

/**
 * Sentences about a projection: `const history = historiesOf(pledgeStatus)`, then
 * `history(opened(), signed('lao-cai')).shows(row)`.
 */
export function historiesOf<Row extends object, E extends Event>(
  projection: Projection<Row, E>,
): (...facts: readonly Told<Event>[]) => History<Row> {
  return (...facts) => new History<Row>(projection, recorded(facts));
}

/**
 * The facts as a store would return them, in this order, each on its own stream. Ids (`unit-lao-cai@0`), positions and
 * instants (one second apart, from {@link DECIDED_AT} on) depend on the place alone.
 */
export function recorded(facts: readonly Told<Event>[]): readonly Recorded[] {
  const revisions = new Map<string, number>();
  return facts.map((fact, place) => {
    const { type, data, metadata, stream = streamOf(data) } = plain(fact);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return {
      type,
      data,
      id: `${stream}@${revision}`,
      stream,
      revision,
      position: positionAt(place + 1),
      metadata: { ...METADATA, recordedAt: instantOf(Date.parse(DECIDED_AT) + place * 1000), ...metadata },
    };
  });
}

/** A history, folded as the projector folds. */
export class History<Row extends object> {
  constructor(
    private readonly projection: AnyProjection,
    readonly events: readonly Recorded[],
  ) {}

  /** The recording of the event at that place in the history; counts from the end when negative. */
  recording(place: number): Recording {
    const event = this.events.at(place);
    if (event === undefined) throw new RangeError(`The history has no event ${place}`);
    return recordingOf(event);
  }

  /** The one row of the history, or the row of that key. */
  row(key?: string): Row | undefined {
    const rows = [...fold(this.projection, this.events).values()];
    if (key === undefined && rows.length > 1) throw new Error(`Say which row: ${rows.map((row) => row.key).join()}`);
    return rows.find((row) => key === undefined || row.key === key)?.row as Row | undefined;
  }

  shows(row: Row | undefined, key?: string): void {
    expect(this.row(key)).toEqual(row);
  }

  /** Folding every event again, at once and after all others, leaves rows, positions and provenance as they were. */
  isTheSameToldAgain(): void {
    const twice = [...this.events.flatMap((event) => [event, event]), ...this.events];
    expect(kept(fold(this.projection, twice))).toEqual(kept(fold(this.projection, this.events)));
  }

  /** The row as it was at that moment, by the replay of the service. */
  async asOf(moment: Moment, key: string): Promise<Row | undefined> {
    const store = new InMemoryEventStore();
    for (const { stream, revision, ...event } of this.events) {
      await store.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
    }
    return (await rowAt<Row>(new Replay([this.projection], store), { model: this.projection.name, key, moment }))?.row;
  }
}

/** The rows that the events make. @throws what a fold throws. */
export function fold(projection: AnyProjection, events: readonly Recorded[]): ReadonlyMap<string, RowInProgress> {
  const rows = new Map<string, RowInProgress>();
  for (const event of events) {
    const touched = keysOf(projection, event).map((key) => {
      const row = rows.get(key) ?? new RowInProgress(key);
      rows.set(key, row);
      return row;
    });
    foldInto(projection, event, touched, new Set());
    for (const { row } of touched) freeze(row);
  }
  return rows;
}

/** A fold that changed a row in place would fail: stores keep the text of what is the same object as before. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.values(Object.freeze(value)).forEach(freeze);
}

function kept(rows: ReadonlyMap<string, RowInProgress>): readonly Kept[] {
  return [...rows.values()].map((row) => row.kept());
}

function plain(told: Told<Event>): Event & Readonly<{ metadata: Partial<Metadata>; stream?: string }> {
  if ('fact' in told) return { ...told.fact, ...told };
  return 'claim' in told
    ? { ...told.claim, metadata: { mode: { kind: 'CLAIM', source: report } } }
    : { ...told, metadata: {} };
}

/** The stream of a fact, derived from the ids in it. */
function streamOf(data: object): string {
  const { blocId, year, unitId, rulebookId, movementId, commendationId, councilReviewId } = data as Readonly<
    Record<string, string>
  >;
  if (movementId !== undefined) return movementStream(movementId);
  if (councilReviewId !== undefined) return councilReviewStream(councilReviewId);
  if (commendationId !== undefined) return commendationStream(commendationId);
  if (blocId !== undefined) return year === undefined ? blocStream(blocId) : emulationYearStream(blocId, year);
  if (unitId !== undefined) return unitStream(unitId);
  return rulebookStream(rulebookId ?? '');
}
