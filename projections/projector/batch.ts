import type { Position, Recorded } from '../../src/kernel/event.js';

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
