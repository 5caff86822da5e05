import type { ForeignStream } from '../event-store.js';
import type { Told } from './told-event.js';

/** Of the event with which the server ends a stream. */
const TOMBSTONE = '$streamDeleted';

/** Streams that others wrote to are named up to so many: where there is one, there may be thousands. */
const MOST_NAMED = 20;

/** Names what others wrote to streams of ours, each stream once. */
export class ForeignEvents {
  readonly #met = new Map<string, ForeignStream>();

  constructor(
    private readonly store: string,
    private readonly report: (problem: string) => void,
  ) {}

  /** Those that were named so far. */
  get met(): readonly ForeignStream[] {
    return [...this.#met.values()];
  }

  name({ streamId, revision, type }: Told): void {
    if (this.#met.has(streamId) || this.#met.size >= MOST_NAMED) return;
    const what = type === TOMBSTONE ? 'was ended for good' : `holds event ${revision} (${type}) of another application`;
    this.#met.set(streamId, { stream: streamId, what });
    this.report(
      `The stream ${streamId} of ${this.store} ${what}; it is passed by. Take from others the right to write there, or give this ledger a name of its own (ledger=)`,
    );
  }
}
