import { LRUCache } from 'lru-cache';
import type { NewEvent, Recorded } from '../../kernel/event.js';
import type { EventStore } from '../../log/event-store.js';
import { type Outage, Outages, type Trying } from '../../log/outages.js';

/** How long what was appended is waited for to be heard, in milliseconds, before it is read. */
const HEARD_WITHIN = 1_000;

/** How long the log is not followed again after that failed, in milliseconds. */
const PAUSE = 1_000;

const OUTAGE: Trying = {
  fails: 'What was appended is not heard of the log, and is read back',
  over: 'What was appended is heard of the log again',
};

/** So many of the events heard last are known by their ids: what is there already is not told again. */
const MOST_KNOWN = 1_000;

/** Whose facts the log says it has: this process's, another's; or it was not heard. */
export type Echo = 'OURS' | 'ANOTHERS' | 'NOT_HEARD';

/** Hears of each outage, and of each failure. */
export type Report = Readonly<{ report?: (problem: string) => void; onFailure?: () => void }>;

type Waiting = Readonly<{ salt: string; settle: (echo: Echo) => void }>;

/**
 * What the log says of what was just appended. Two payloads under one key make the same event ids, and where two processes append
 * them at once, the store takes the second for a repeat of the first and answers it likewise: whose facts are stored only the log
 * knows, by their salt. It is followed from now on, so that it need not be asked for each; where that is not heard in time, the
 * next ones are not waited for until something is heard again.
 *
 * | the log | then |
 * | --- | --- |
 * | refuses to be followed, or is another one by now | told once, counted each time; followed again after a pause |
 * | does not say in time what was appended | likewise, and still followed |
 * | says something | the outage is over |
 */
export class Echoes {
  readonly #waiting = new Map<string, Waiting>();
  readonly #lately = new LRUCache<string, true>({ max: MOST_KNOWN });
  #isFollowed = false;
  #hears = false;
  #notBefore = 0;
  readonly #outages: Outages;

  /** `hear` is given each event that the log tells and this process was not waiting for. */
  constructor(
    private readonly store: EventStore,
    private readonly hear: (event: Recorded) => void,
    private readonly within = HEARD_WITHIN,
    { report = () => undefined, onFailure }: Report = {},
  ) {
    this.#outages = new Outages(report, onFailure);
  }

  /** Since when what was appended has to be read back. */
  get outages(): readonly Outage[] {
    return this.#outages.lasting;
  }

  /** To be called before the append. What it answers is to be called once that was answered. */
  expect({ id, metadata: { salt } }: NewEvent): () => Promise<Echo> {
    if (!this.#isFollowed && performance.now() >= this.#notBefore) void this.#follow();
    if (!this.#hears || this.#lately.has(id)) return async () => 'NOT_HEARD';
    const echo = new Promise<Echo>((settle) => this.#waiting.set(id, { salt, settle }));
    return async () => {
      const timer = setTimeout(() => this.#fails(new Error(`not heard within ${this.within} ms`)), this.within);
      try {
        return await echo;
      } finally {
        clearTimeout(timer);
      }
    };
  }

  /** Nothing more is expected of it: the append was not answered with a place. */
  forget({ id }: NewEvent): void {
    this.#waiting.delete(id);
  }

  /** Never ends as long as the store does not. */
  async #follow(): Promise<void> {
    this.#isFollowed = true;
    try {
      const head = await this.store.head();
      for await (const events of this.store.subscribe(head, new AbortController().signal)) {
        this.#hears = true;
        this.#outages.succeeded(OUTAGE);
        for (const event of events) this.#heard(event);
      }
    } catch (error) {
      this.#fails(error);
      this.#notBefore = performance.now() + PAUSE;
    }
    this.#isFollowed = false;
    this.#deaf();
  }

  #heard(event: Recorded): void {
    const waiting = this.#waiting.get(event.id);
    this.#waiting.delete(event.id);
    this.#lately.set(event.id, true);
    const isOurs = waiting?.salt === event.metadata.salt;
    // What follows the first event of a decision is of the same process.
    if (!isOurs && event.metadata.decision.index === 0) this.hear(event);
    waiting?.settle(isOurs ? 'OURS' : 'ANOTHERS');
  }

  #fails(error: unknown): void {
    this.#outages.failed(OUTAGE, error);
    this.#deaf();
  }

  #deaf(): void {
    this.#hears = false;
    for (const { settle } of this.#waiting.values()) settle('NOT_HEARD');
    this.#waiting.clear();
  }
}
