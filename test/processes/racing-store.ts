import type { Event, NewEvent, Position, Recorded } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type Grounds,
  GroundsMoved,
  OutcomeUnknown,
  type PartOfStream,
  StoreUnavailable,
} from '../../src/log/event-store.js';
import type { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';

/** What becomes of an append beside its answer: that is lost, or the append never arrives. */
export type Fate = 'ANSWERED' | 'ANSWER_LOST' | 'NEVER_ARRIVES';

/**
 * The log as one process sees it over its connection to a cluster: each call goes and comes when `step` lets it. While the node
 * it asks is a leader that was replaced, reads show what that one knew, and what needs other nodes turns to the one that leads.
 */
export class RacingStore extends EventStore {
  readonly shared = true;
  #connection = 1;
  #stale: Readonly<{ until: Position; over: Promise<void>; end: () => void }> | undefined;

  constructor(
    private readonly log: InMemoryEventStore,
    private readonly step: (what: string) => Promise<unknown>,
    private readonly fate: () => Fate,
  ) {
    super();
  }

  /** The node that it asks is replaced, and does not know it. */
  async depose(): Promise<void> {
    if (this.#stale) return;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    this.#stale = { until: await this.log.head(), over, end };
  }

  /** Another connection is made, to a node that leads. */
  reconnect(): void {
    this.#stale?.end();
    this.#stale = undefined;
    this.#connection += 1;
  }

  override get connection(): number {
    return this.#connection;
  }

  override async certain(connection: number): Promise<boolean> {
    await this.step('certain');
    if (this.#stale) this.reconnect();
    return connection === this.#connection;
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    grounds?: Grounds,
  ): Promise<Appended> {
    await this.step('append');
    if (this.#stale) this.reconnect();
    if (grounds && !(await this.#stillHold(grounds))) throw new GroundsMoved(stream);
    const fate = this.fate();
    if (fate === 'NEVER_ARRIVES') throw new StoreUnavailable('The cluster');
    const appended = await this.log.append(stream, expected, events);
    await this.step('answer');
    if (fate === 'ANSWER_LOST') throw new OutcomeUnknown(new Error('lost'));
    return appended;
  }

  /** Over the connection that there is, once its node leads. */
  async #stillHold(grounds: Grounds): Promise<boolean> {
    let over: number | undefined = grounds.connection;
    while (over !== undefined && (this.#stale || over !== this.#connection)) {
      if (this.#stale) this.reconnect();
      over = await grounds.again();
    }
    return over !== undefined;
  }

  async *read<E extends Event = Event>(
    stream: string,
    from?: number,
    part?: PartOfStream,
  ): AsyncGenerator<Recorded<E>> {
    await this.step('read');
    const until = this.#stale?.until;
    for await (const event of this.log.read<E>(stream, from, part)) {
      if (until === undefined || event.position <= until) yield event;
    }
  }

  async *subscribe(after: Position, signal: AbortSignal): AsyncGenerator<readonly Recorded[]> {
    for await (const events of this.log.subscribe(after, signal)) {
      await this.#stale?.over;
      yield events;
    }
  }

  readAll(after: Position, batchSize?: number): AsyncIterable<readonly Recorded[]> {
    return this.log.readAll(after, batchSize);
  }

  head(): Promise<Position> {
    return this.log.head();
  }

  at(position: Position): Promise<Recorded | undefined> {
    return this.log.at(position);
  }

  identity(): Promise<string> {
    return this.log.identity();
  }

  lastBy(instant: Instant): Promise<Position> {
    return this.log.lastBy(instant);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
