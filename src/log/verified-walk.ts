import { defined } from '../kernel/defined.js';
import type { Position, Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import { ClockTrail } from './clock-trail.js';
import type { Testimony } from './testimony.js';
import type { EventSchemas } from './upcasting.js';

/** The first bad place of a log. `position`, `stream` and `revision` are there as far as they are known. */
export type Fault = Readonly<{ problem: string; position?: string; stream?: string; revision?: number }>;

/** `remark` is about a log that is sound: what an operator should know of its clocks. */
export type Verdict = Readonly<{ events: number; streams: number; fault?: Fault; remark?: string }>;

/** What is checked beside where events are kept: whether this release understands them, and what they say of themselves. */
export type Checks = Readonly<{ schemas?: EventSchemas; testimony?: Testimony }>;

/** Where an event stands. */
export type Place = Readonly<{ position: Position; stream: string; revision: number }>;

/** Where a stream stands: what the next event must follow. */
type Head = Readonly<{ revision: number; recordedAt: Instant }>;

/**
 * Holds events, given in the order of the log, to what was before them, on any engine: revisions have no gaps, every event can be
 * read in its newest schema and says nothing of itself that is not so, `recordedAt` never runs back within a stream. Memory grows
 * with the number of streams, not of events.
 */
export class VerifiedWalk {
  readonly #heads = new Map<string, Head>();
  readonly #clock = new ClockTrail();
  #checked = 0;

  constructor(private readonly checks: Checks) {}

  /** So many events were sound. */
  get checked(): number {
    return this.#checked;
  }

  /** The streams of the events so far. */
  get streams(): Iterable<string> {
    return this.#heads.keys();
  }

  /** What is wrong with the revision of the next event, if anything. */
  outOfOrder({ stream, revision }: Place): string | undefined {
    const next = (this.#heads.get(stream)?.revision ?? -1) + 1;
    return revision === next ? undefined : `revision ${next} of the stream is expected here`;
  }

  /** What is wrong with the next event itself, which `read` gives, if anything. */
  problemWith(place: Place, read: () => Recorded): string | undefined {
    try {
      const event = read();
      const problem = this.checks.testimony?.problemWith(event) ?? this.#outOfTime(event, place);
      if (problem === undefined) this.#checked += 1;
      return problem;
    } catch (error) {
      return `the event cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** What is missing after the last event, if anything. */
  get missing(): string | undefined {
    return this.checks.testimony?.problemAtEnd();
  }

  verdict(fault: Fault | undefined): Verdict {
    return { events: this.#checked, streams: this.#heads.size, ...defined({ fault, remark: this.#clock.remark }) };
  }

  /** @throws NotUnderstood for what this release cannot read, where that is asked. */
  #outOfTime(event: Recorded, { stream, revision, position }: Place): string | undefined {
    const { recordedAt } = (this.checks.schemas?.upcast(event) ?? event).metadata;
    const before = this.#heads.get(stream)?.recordedAt;
    this.#clock.passes(recordedAt, position);
    if (before !== undefined && recordedAt < before)
      return `recorded at ${recordedAt}, before the event before it (${before})`;
    this.#heads.set(stream, { revision, recordedAt });
    return undefined;
  }
}
