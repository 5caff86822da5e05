import { BEGINNING, type Position } from '../src/kernel/event.js';
import { type Instant, later } from '../src/kernel/instant.js';
import type { EventStore } from '../src/event-store/event-store.js';

/** A place in the log and the latest `recordedAt` up to it. */
type Mark = Readonly<{ position: Position; latest: Instant | '' }>;

/** How many events are read again at most to find the exact place between two marks. */
const STEP = 1_000;

/**
 * Tells up to which position the log had come at an instant. The clocks of two processes may differ, so an event counts
 * from the latest `recordedAt` of the log up to it: what counted once never ceases to count.
 * It remembers every thousandth place it has passed and reads each part of the log once.
 */
export class LogClock {
  private readonly marks: Mark[] = [{ position: BEGINNING, latest: '' }];
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly events: EventStore) {}

  /** The position of the last event that counts at that instant; `BEGINNING` when there is none. */
  async positionAt(instant: Instant): Promise<Position> {
    // One reader at a time: the marks are in order. Whoever failed before is none of this one's business.
    this.reading = this.reading.catch(() => undefined).then(() => this.readPast(instant));
    await this.reading;
    const mark = this.marks.findLast(({ latest }) => latest <= instant);
    return this.lastBetween(mark ?? { position: BEGINNING, latest: '' }, instant);
  }

  private async readPast(instant: Instant): Promise<void> {
    let { position, latest } = this.marks.at(-1) ?? { position: BEGINNING, latest: '' };
    if (latest > instant) return;
    for await (const batch of this.events.readAll(position, STEP)) {
      for (const event of batch) latest = latestOf(latest, event.metadata.recordedAt);
      position = batch.at(-1)?.position ?? position;
      if (batch.length === STEP) this.marks.push({ position, latest });
      if (latest > instant) return;
    }
  }

  private async lastBetween({ position, latest }: Mark, instant: Instant): Promise<Position> {
    let last = position;
    for await (const batch of this.events.readAll(position, STEP)) {
      for (const event of batch) {
        latest = latestOf(latest, event.metadata.recordedAt);
        if (latest > instant) return last;
        last = event.position;
      }
    }
    return last;
  }
}

function latestOf(latest: Instant | '', recordedAt: Instant): Instant {
  return latest === '' ? recordedAt : later(latest, recordedAt);
}
