import { BEGINNING, type Position } from '../../kernel/event.js';
import { commitIn } from './log-position.js';
import type { Readings } from './readings.js';

/** Up to where the log was searched, and the last event of ours that was found. */
type Searched = Readonly<{ upTo: bigint; head: Position }>;

const NOT_SEARCHED: Searched = { upTo: -1n, head: BEGINNING };

/** Finds the last event of ours in a log that others write as well, and searches nothing twice. */
export class EndOfLog {
  #searched = NOT_SEARCHED;

  constructor(private readonly readings: Readings) {}

  /** `BEGINNING` when there is none of ours. */
  async position(): Promise<Position> {
    let top: bigint | undefined;
    const known = await this.#stillKnown();
    for await (const { commit, ours, position } of this.readings.backwards()) {
      top ??= commit;
      if (commit <= known.upTo) return this.#found(top, known.head);
      if (ours) return this.#found(top, position);
    }
    return this.#found(top ?? -1n, BEGINNING);
  }

  /** What was searched before, unless an older copy of the log was put back since. */
  async #stillKnown(): Promise<Searched> {
    const commit = commitIn(this.#searched.head);
    if (commit === undefined || (await this.readings.at(commit)) !== undefined) return this.#searched;
    return NOT_SEARCHED;
  }

  #found(upTo: bigint, head: Position): Position {
    this.#searched = { upTo, head };
    return head;
  }
}
