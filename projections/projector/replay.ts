import type { Stored } from '../../read-models/read-model-store.js';
import { type Moment, ReplayPort } from '../../read-models/replay-port.js';
import type { Recorded } from '../../src/kernel/event.js';
import { endOfDayInHanoi, type LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf, type PartialDate } from '../../src/kernel/partial-date.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import type { EventStore } from '../../src/log/event-store.js';
import { LogClock } from './log-clock.js';
import { foldInto, keysOf, RowInProgress } from './row-in-progress.js';

/** Reads the log again: one event, or a row folded with the same folds that the projector uses. */
export class Replay extends ReplayPort {
  private readonly projections: ReadonlyMap<string, AnyProjection>;
  private readonly clock: LogClock;

  constructor(
    projections: readonly AnyProjection[],
    private readonly events: EventStore,
  ) {
    super();
    this.projections = new Map(projections.map((projection) => [projection.name, projection]));
    this.clock = new LogClock(events);
  }

  async event(stream: string, revision: number): Promise<Recorded | undefined> {
    for await (const event of this.events.read(stream, revision)) return event;
    return undefined;
  }

  async row<Row extends object>(model: string, key: string, moment: Moment): Promise<Stored<Row> | undefined> {
    const projection = this.projections.get(model);
    if (!projection) throw new RangeError(`There is no read model ${model}`);
    const counts = await this.countingAt(moment);
    const row = new RowInProgress(key);
    const changed = new Set<RowInProgress>();
    for (const event of await this.history(projection.streams(key))) {
      if (counts(event) && keysOf(projection, event).includes(key)) foldInto(projection, event, [row], changed);
    }
    const kept = row.kept();
    return kept.row && { ...kept, row: kept.row as Row };
  }

  private async countingAt(moment: Moment): Promise<(event: Recorded) => boolean> {
    if ('position' in moment) return ({ position }) => position <= moment.position;
    if ('instant' in moment) {
      const end = await this.clock.positionAt(moment.instant);
      return ({ position }) => position <= end;
    }
    const recordedUntil = await this.clock.positionAt(endOfDayInHanoi(moment.day));
    return (event) => {
      const day = dayOf(event);
      return day === undefined ? event.position <= recordedUntil : day <= moment.day;
    };
  }

  /** The events of some streams in the order of the log. */
  private async history(streams: readonly string[]): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    for (const stream of new Set(streams)) {
      for await (const event of this.events.read(stream)) events.push(event);
    }
    return events.sort((a, b) => (a.position < b.position ? -1 : 1));
  }
}

/** The last day the event can have happened on, when it says a day at all. */
function dayOf({ data }: Recorded): LocalDate | undefined {
  const { occurredOn } = data as { occurredOn?: PartialDate };
  return occurredOn && lastDayOf(occurredOn);
}
