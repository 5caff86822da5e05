import type { Position, Recorded } from '../../src/kernel/event.js';
import type { Stride } from './pace.js';

/** Events that lie in the log directly after that position, with nothing between. */
export type Batch = Readonly<{ after: Position; events: readonly Recorded[] }>;

/** What is read or delivered from that position on, each batch with the position it follows. */
export async function* inSequence(
  read: AsyncIterable<readonly Recorded[]>,
  from: Position,
): AsyncGenerator<Batch, void, undefined> {
  let after = from;
  for await (const events of read) {
    yield { after, events };
    after = events.at(-1)?.position ?? after;
  }
}

/** The batch in parts of a stride each, which is asked for anew before each. */
export function* inStrides({ after, events }: Batch, stride: Stride): Generator<Batch> {
  for (let from = 0; from < events.length;) {
    const part = events.slice(from, from + stride.events);
    yield { after: events[from - 1]?.position ?? after, events: part };
    from += part.length;
  }
}
