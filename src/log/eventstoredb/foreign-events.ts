import type { Told } from './told-event.js';

/** Of the event with which the server ends a stream. */
const TOMBSTONE = '$streamDeleted';

/** Streams that others wrote to are named up to so many: where there is one, there may be thousands. */
const MOST_NAMED = 20;

/** Names what others wrote to streams of ours, each stream once. */
export class ForeignEvents {
  readonly #named = new Set<string>();

  constructor(
    private readonly store: string,
    private readonly report: (problem: string) => void,
  ) {}

  name({ streamId, revision, type }: Told): void {
    if (this.#named.has(streamId) || this.#named.size >= MOST_NAMED) return;
    this.#named.add(streamId);
    const what = type === TOMBSTONE ? 'was ended for good' : `holds event ${revision} (${type}) of another application`;
    this.report(
      `The stream ${streamId} of ${this.store} ${what}; it is passed by. Take from others the right to write there, or give this ledger a name of its own (ledger=)`,
    );
  }
}
