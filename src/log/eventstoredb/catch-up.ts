import type { Position, Recorded } from '../../kernel/event.js';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { BackOff, rest, type Waits } from '../back-off.js';
import type { InflowOptions } from './inflow.js';
import { Bookmark } from './going-on.js';
import type { Readings } from './readings.js';

/** The log after a position, up to and with another, in batches that are full but for the last. */
export async function* upTo(
  end: Position,
  after: Position,
  readings: Readings,
  options: InflowOptions,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const bookmark = new Bookmark(after, readings);
  const waiting: Recorded[] = [];
  for await (const news of newsFrom(bookmark, readings, options)) {
    waiting.push(...news.filter(({ position }) => position <= end));
    const done = bookmark.reached >= end;
    while (waiting.length >= options.most || (done && waiting.length > 0)) yield waiting.splice(0, options.most);
    if (done) return;
  }
  throw new Error('The event store was closed before the end of the log was reached');
}

/** The log after a position and on, until the signal aborts: across every break, each event once and in order. */
export async function* onAndOn(
  after: Position,
  readings: Readings,
  options: InflowOptions & Readonly<{ signal: AbortSignal; waits: Waits; reconnecting: () => void }>,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  const { signal, waits, reconnecting } = options;
  const bookmark = new Bookmark(after, readings);
  const backOff = new BackOff(waits);
  while (!signal.aborted) {
    try {
      for await (const news of newsFrom(bookmark, readings, options)) {
        backOff.succeeded();
        yield news;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || error instanceof StoreRefuses) throw error;
    }
    await rest(backOff.failed(), signal);
    if (!signal.aborted) reconnecting();
  }
}

async function* newsFrom(
  bookmark: Bookmark,
  readings: Readings,
  options: InflowOptions,
): AsyncGenerator<readonly Recorded[], void, undefined> {
  for await (const flow of readings.following(await bookmark.from(), options)) {
    const news = bookmark.news(flow);
    if (news.length > 0) yield news;
  }
}
