import { setMaxListeners } from 'node:events';
import { setImmediate as immediate } from 'node:timers/promises';
import { LONG_BATCH } from '../long-batch.js';
import type { Entry } from './told-event.js';

/** What came in at once: nothing where a subscription begins to stand, or has heard nothing for a while. */
export type Chunk = readonly Entry[];

/** The part of a readable stream that is used here. */
type Source = Readonly<{
  read: () => unknown;
  on: (event: string, listener: (...args: unknown[]) => void) => unknown;
  removeAllListeners: (event: string) => unknown;
  resume: () => unknown;
}>;

export type InflowOptions = Readonly<{
  /** Events of a chunk at most; it ends before that where they are large. */
  most: number;
  /** How long the server may be silent, in milliseconds. */
  patience: number;
  /**
   * How long a subscription that stands may say nothing, in milliseconds, before an empty chunk is given out. Where it is not
   * given, that is no different from an answer that does not come.
   */
  silence?: number;
  /** Where an answer that does not come is no silence as long as this does not fail: asked whenever the patience is over. */
  stillThere?: () => Promise<void>;
  signal?: AbortSignal;
}>;

const NEVER = new AbortController().signal;
// As many listen as calls are under way.
setMaxListeners(0, NEVER);

/** The server said nothing for longer than it may. */
export class Silence extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'Silence';
  }
}

/**
 * A stream of the client as chunks of what has come in, read only when asked for, so that a slow reader slows the
 * server down. What came before an error is given out before it is thrown.
 *
 * The client's streams emit errors after nobody listens any more, which would end the process, and stay open on the
 * server when one merely stops reading: so this keeps listening, and ends the call itself.
 */
export class Inflow {
  readonly #stream: Source;
  readonly #endCall: () => Promise<void>;
  #failure: Error | undefined;
  #over = false;
  /** Whether a subscription was confirmed, and that it is to be told. */
  #stands = false;
  #toTell = false;
  #wake: () => void = () => undefined;

  constructor(stream: Source, endCall: () => Promise<void>) {
    this.#stream = stream;
    this.#endCall = endCall;
    stream.on('readable', () => this.#wake());
    stream.on('confirmation', () => {
      this.#stands = true;
      this.#toTell = true;
      this.#wake();
    });
    stream.on('error', (error) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#wake();
    });
    for (const ending of ['end', 'close']) stream.on(ending, () => this.#finish());
  }

  /** The server gives a sign of life, though nothing of what was asked for. */
  alive(): void {
    this.#wake();
  }

  /** Ends when the stream does or the signal aborts. @throws Silence, and what the client says of a failed call. */
  async *chunks(options: InflowOptions): AsyncGenerator<Chunk, void, undefined> {
    const { most, signal = NEVER } = options;
    const finish = () => this.#finish();
    signal.addEventListener('abort', finish);
    try {
      while (!signal.aborted) {
        const chunk = this.#taken(most);
        if (chunk) yield chunk;
        else if (this.#failure) throw this.#failure;
        else if (this.#over) return;
        else if (this.#beginsToStand() || (await this.#silent(options))) yield [];
      }
    } finally {
      signal.removeEventListener('abort', finish);
      this.#endCall().catch(() => undefined);
      // A call with something left unread never ends, and the client keeps what has not ended.
      this.#stream.removeAllListeners('readable');
      this.#stream.resume();
    }
  }

  #taken(most: number): Chunk | undefined {
    const entries: Entry[] = [];
    for (let size = 0; entries.length < most && size < LONG_BATCH;) {
      const entry = this.#stream.read() as Entry | null;
      if (entry === null) break;
      entries.push(entry);
      size += entry.size ?? 0;
    }
    return entries.length > 0 ? entries : undefined;
  }

  #beginsToStand(): boolean {
    const begins = this.#toTell;
    this.#toTell = false;
    return begins;
  }

  /** Waits for whatever comes. @returns whether nothing came, where that is to be told. @throws Silence where it is a failure. */
  async #silent({ patience, silence, stillThere }: InflowOptions): Promise<boolean> {
    const mayBeSilent = this.#stands ? silence : undefined;
    let timer: NodeJS.Timeout | undefined;
    const woken = await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), mayBeSilent ?? patience);
      this.#wake = () => resolve(true);
    });
    clearTimeout(timer);
    if (woken) {
      // What came in with the same packet is told one by one: it is taken together.
      await immediate();
      return false;
    }
    if (mayBeSilent !== undefined) return true;
    if (stillThere === undefined) throw new Silence(patience);
    await stillThere();
    return false;
  }

  #finish(): void {
    this.#over = true;
    this.#wake();
  }
}
