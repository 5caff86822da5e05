import { randomUUID } from 'node:crypto';
import type { Event, NewEvent, Position } from '../../src/kernel/event.js';
import { type Instant, instantOf } from '../../src/kernel/instant.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import type { Projection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { METADATA } from '../support/store-events.js';

/** A small history for the machinery of projections: units join blocs, move between them and leave. */
type Dated = Readonly<{ occurredOn?: PartialDate }>;
type UnitJoined = Event<'UnitJoined', { bloc: string; unit: string } & Dated>;
type UnitMoved = Event<'UnitMoved', { from: string; to: string; unit: string } & Dated>;
type UnitLeft = Event<'UnitLeft', { bloc: string; unit: string } & Dated>;
export type RosterEvent = UnitJoined | UnitMoved | UnitLeft;

/** Which units are in a bloc. `changes` counts each event, so that one folded twice shows; no unit, no row. */
export type Roster = Readonly<{ bloc: string; units: readonly string[]; changes: number }>;

export const BLOCS = ['north', 'south', 'west'] as const;

export const rosters: Projection<Roster, RosterEvent> = {
  name: 'rosters',
  version: 1,
  key: (event) => (event.type === 'UnitMoved' ? [event.data.from, event.data.to] : event.data.bloc),
  on: {
    UnitJoined: (row, { data }) => change(row, data.bloc, [...(row?.units ?? []), data.unit]),
    UnitMoved: (row, { data }) => {
      const others = (row?.units ?? []).filter((unit) => unit !== data.unit);
      // The two rows of one event are folded apart; only the one that has the unit can be the one it leaves.
      return row?.units.includes(data.unit)
        ? change(row, row.bloc, others)
        : change(row, data.to, [...others, data.unit]);
    },
    UnitLeft: (row, { data }) =>
      row &&
      change(
        row,
        data.bloc,
        row.units.filter((unit) => unit !== data.unit),
      ),
  },
  indexes: [['changes']],
  streams: () => BLOCS.map(streamOfBloc),
};

/** One row for each event, as an audit trail has. */
export const entries: Projection<Readonly<{ type: string }>, RosterEvent> = {
  name: 'entries',
  version: 1,
  key: ({ id }) => id,
  on: {
    UnitJoined: (_, { type }) => ({ type }),
    UnitMoved: (_, { type }) => ({ type }),
    UnitLeft: (_, { type }) => ({ type }),
  },
  indexes: [['type']],
  streams: () => BLOCS.map(streamOfBloc),
};

export const poisoned: Projection<Roster, RosterEvent> = {
  ...rosters,
  name: 'poisoned',
  on: {
    ...rosters.on,
    UnitLeft: () => {
      throw new TypeError('nobody leaves');
    },
  },
};

export function streamOfBloc(bloc: string): string {
  return `bloc-${bloc}`;
}

export function joined(bloc: string, unit: string, more: Dated = {}): UnitJoined {
  return { type: 'UnitJoined', data: { bloc, unit, ...more } };
}

export function moved(from: string, to: string, unit: string): UnitMoved {
  return { type: 'UnitMoved', data: { from, to, unit } };
}

export function left(bloc: string, unit: string, more: Dated = {}): UnitLeft {
  return { type: 'UnitLeft', data: { bloc, unit, ...more } };
}

/** Writes history into a store, each event onto the stream of its bloc. */
export class Historian {
  private readonly revisions = new Map<string, number>();

  constructor(private readonly store: EventStore) {}

  /** @returns the position of the last of them */
  async record(...events: readonly RosterEvent[]): Promise<Position> {
    for (const event of events) await this.recordAt(METADATA.recordedAt, event);
    return this.store.head();
  }

  async recordAt(recordedAt: Instant, event: RosterEvent): Promise<Position> {
    const stream = streamOfBloc(event.type === 'UnitMoved' ? event.data.from : event.data.bloc);
    const last = this.revisions.get(stream);
    const added: NewEvent = { ...event, id: randomUUID(), metadata: { ...METADATA, recordedAt } };
    const { revision, position } = await this.store.append(stream, last ?? 'absent', [added]);
    this.revisions.set(stream, revision);
    return position;
  }
}

export function minute(n: number): Instant {
  return instantOf(Date.UTC(2025, 0, 1, 0, n));
}

function change(row: Roster | undefined, bloc: string, units: readonly string[]): Roster | undefined {
  return units.length === 0 ? undefined : { bloc, units, changes: (row?.changes ?? 0) + 1 };
}
