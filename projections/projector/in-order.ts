import type { Recorded } from '../../src/kernel/event.js';

type Head = { event: Recorded; readonly history: AsyncIterator<Recorded> };

/** The events of several streams in the order of the log, each stream read only as far as it is needed. */
export async function* inOrder(streams: readonly AsyncIterable<Recorded>[]): AsyncGenerator<Recorded, void, undefined> {
  const histories = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    const heads: Head[] = [];
    for (const history of histories) {
      const first = await history.next();
      if (first.done !== true) heads.push({ event: first.value, history });
    }
    while (heads.length > 0) {
      const head = heads.reduce((earliest, other) =>
        other.event.position < earliest.event.position ? other : earliest,
      );
      yield head.event;
      const next = await head.history.next();
      if (next.done === true) heads.splice(heads.indexOf(head), 1);
      else head.event = next.value;
    }
  } finally {
    for (const history of histories) await history.return?.();
  }
}
