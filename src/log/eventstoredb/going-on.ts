import { type ReadPosition, START } from '@eventstore/db-client';
import { BEGINNING, type Position, type Recorded } from '../../kernel/event.js';
import type { EventStore } from '../event-store.js';
import { forCertain } from '../for-certain.js';
import { commitIn } from './log-position.js';

/** The log as it is asked whether an event is still there. */
export type AskedLog = Pick<EventStore, 'at' | 'connection' | 'certain'>;

/** The event after which a reader of the log goes on. Before it was given out here, its id is not known. */
type Place = Readonly<{ position: Position; id?: string }>;

/**
 * Where a reader of the log may go on, and nothing else says it:
 *
 * | it has been given | the log has at that place | it goes on |
 * | --- | --- | --- |
 * | nothing, from the beginning | | from the start |
 * | an event | that event | behind it |
 * | an event | none of ours, or another, for certain | nowhere: it is another log, or an older copy |
 *
 * Never from a checkpoint of the server: some are no place of the log, where others stood the event may be scavenged, and
 * then the server passes over the next one in silence; beyond the end it is silent for ever. A leader that was replaced while it hung
 * does not know what was given out since, so that it is not there is a no that a majority of the nodes has to bear out.
 */
export class Bookmark {
  #place: Place;

  /** @throws RangeError when the position comes from another engine. */
  constructor(
    after: Position,
    private readonly log: AskedLog,
  ) {
    commitIn(after);
    this.#place = { position: after };
  }

  get reached(): Position {
    return this.#place.position;
  }

  /** Read back before each subscription. @throws PlaceLost @throws StoreUnavailable */
  async from(): Promise<ReadPosition> {
    const { position, id } = this.#place;
    const commit = commitIn(position);
    if (position === BEGINNING || commit === undefined) return START;
    const isThere = async (): Promise<boolean> => {
      const there = await this.log.at(position);
      return there !== undefined && (id === undefined || there.id === id);
    };
    if (!(await forCertain(this.log, isThere, { answers: (is) => !is }))) throw new PlaceLost(position);
    return { commit, prepare: commit };
  }

  /** What of it is new: what the server gives twice, after a reconnect or by itself, was given out already. */
  news(events: readonly Recorded[]): readonly Recorded[] {
    const news: Recorded[] = [];
    for (const event of events) {
      if (event.position <= this.reached) continue;
      this.#place = event;
      news.push(event);
    }
    return news;
  }
}

/** The event after which a reader was to go on is not in the log: it is another one, or an older copy was put back. */
export class PlaceLost extends Error {
  constructor(position: Position) {
    super(
      `The log has no event of this ledger at ${position} any more, or another one: it is another log, or an older copy of it; what was made of it is built anew`,
    );
    this.name = 'PlaceLost';
  }
}
