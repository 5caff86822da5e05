import { BEGINNING, type Position, type Recorded } from '../kernel/event.js';
import { type Instant, later } from '../kernel/instant.js';
import type { EventStore } from './event-store.js';

/** A place in the log, the id of the event there, and the latest `recordedAt` up to it. */
type Mark = Readonly<{ position: Position; id?: string; latest: Instant }>;

const START: Mark = { position: BEGINNING, latest: '' as Instant };

/** How many events are read again at most to find the exact place between two marks. */
const STEP = 1_000;

/**
 * `EventStore.lastBy` for engines that keep no index of instants: it reads the log, and remembers every thousandth place it
 * has passed, so that each full thousand is searched once. Where the last of them is not in the log any more, it is another log by
 * now, or an older copy, and none of them is known of it.
 */
export class LogClock {
  private readonly marks: Mark[] = [START];
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly events: Pick<EventStore, 'readAll' | 'at'>) {}

  async lastBy(instant: Instant): Promise<Position> {
    // One reader at a time, since the marks are in order. An earlier failure has reached its own caller.
    this.reading = this.reading.catch(() => undefined).then(() => this.readPast(instant));
    await this.reading;
    return this.lastUntil(instant, this.marks.findLast(({ latest }) => latest <= instant) ?? START);
  }

  private async readPast(instant: Instant): Promise<void> {
    let mark = await this.lastMark();
    if (mark.latest > instant) return;
    for await (const batch of this.events.readAll(mark.position, STEP)) {
      mark = batch.reduce(passing, mark);
      if (batch.length === STEP) this.marks.push(mark);
      if (mark.latest > instant) return;
    }
  }

  private async lastMark(): Promise<Mark> {
    const { position, id } = this.marks.at(-1) ?? START;
    if (id !== undefined && (await this.events.at(position))?.id !== id) this.marks.splice(1);
    return this.marks.at(-1) ?? START;
  }

  private async lastUntil(instant: Instant, mark: Mark): Promise<Position> {
    for await (const batch of this.events.readAll(mark.position, STEP)) {
      for (const event of batch) {
        const next = passing(mark, event);
        if (next.latest > instant) return mark.position;
        mark = next;
      }
    }
    return mark.position;
  }
}

function passing({ latest }: Mark, { position, id, metadata }: Recorded): Mark {
  return { position, id, latest: later(latest, metadata.recordedAt) };
}
