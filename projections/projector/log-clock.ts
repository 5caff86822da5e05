import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import { type Instant, later } from '../../src/kernel/instant.js';
import type { EventStore } from '../../src/log/event-store.js';

/** A place in the log and the latest `recordedAt` up to it. */
type Mark = Readonly<{ position: Position; latest: Instant }>;

const START: Mark = { position: BEGINNING, latest: '' as Instant };

/** How many events are read again at most to find the exact place between two marks. */
const STEP = 1_000;

/**
 * Tells up to which position the log had come at an instant. The clocks of two processes may differ, so an event counts
 * from the latest `recordedAt` of the log up to it: what counted once never ceases to count.
 * It remembers every thousandth place it has passed, so that each full thousand is searched once.
 */
export class LogClock {
  private readonly marks: Mark[] = [START];
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly events: EventStore) {}

  /** The position of the last event that counts at that instant; `BEGINNING` when there is none. */
  async positionAt(instant: Instant): Promise<Position> {
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
