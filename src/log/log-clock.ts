import { BEGINNING, type Position, type Recorded } from '../kernel/event.js';
import { type Instant, later } from '../kernel/instant.js';
import type { EventStore } from './event-store.js';

/** A place in the log and the latest `recordedAt` up to it. */
type Mark = Readonly<{ position: Position; latest: Instant }>;

const START: Mark = { position: BEGINNING, latest: '' as Instant };

/** How many events are read again at most to find the exact place between two marks. */
const STEP = 1_000;

/**
 * `EventStore.lastBy` for engines that keep no index of instants: it reads the log, and remembers every thousandth place it
 * has passed, so that each full thousand is searched once.
 */
export class LogClock {
  private readonly marks: Mark[] = [START];
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly events: Pick<EventStore, 'readAll'>) {}

  async lastBy(instant: Instant): Promise<Position> {
    // One reader at a time, since the marks are in order. An earlier failure has reached its own caller.
    this.reading = this.reading.catch(() => undefined).then(() => this.readPast(instant));
    await this.reading;
    return this.lastUntil(instant, this.marks.findLast(({ latest }) => latest <= instant) ?? START);
  }

  private async readPast(instant: Instant): Promise<void> {
    let mark = this.marks.at(-1) ?? START;
    if (mark.latest > instant) return;
    for await (const batch of this.events.readAll(mark.position, STEP)) {
      mark = batch.reduce(passing, mark);
      if (batch.length === STEP) this.marks.push(mark);
      if (mark.latest > instant) return;
    }
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

function passing({ latest }: Mark, { position, metadata }: Recorded): Mark {
  return { position, latest: later(latest, metadata.recordedAt) };
}
