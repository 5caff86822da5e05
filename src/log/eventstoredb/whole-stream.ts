import type { Event, Recorded } from '../../kernel/event.js';
import { StreamCut } from '../event-store.js';

/** What was asked for: the stream from that revision on, at most so many events. */
export type PartAsked = Readonly<{ stream: string; from: number; most: number }>;

/**
 * What a read shows of a stream that is there, held to what was asked for. Deletion and truncation act on reads at once, and
 * the server says nothing of it:
 *
 * | shown | then |
 * | --- | --- |
 * | the revision asked for, and each after the one before | it is whole |
 * | another one | it is cut |
 * | nothing from its beginning on | it is cut |
 * | nothing from a later revision on | there is nothing more |
 *
 * Where no such stream is found, its metadata says whether it was deleted.
 * @throws StreamCut
 */
export async function* whole<E extends Event>(
  batches: AsyncIterable<readonly Recorded<E>[]>,
  { stream, from, most }: PartAsked,
): AsyncGenerator<Recorded<E>, void, undefined> {
  let next = from;
  for await (const batch of batches) {
    for (const event of batch) {
      if (event.revision !== next) throw new StreamCut(stream, next);
      next += 1;
      yield event;
    }
  }
  if (next === 0 && most > 0) throw new StreamCut(stream, 0);
}
