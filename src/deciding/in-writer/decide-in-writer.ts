import { randomBytes } from 'node:crypto';
import type { NewEvent, Recorded } from '../../kernel/event.js';
import { type Instant, instantOf, later } from '../../kernel/instant.js';
import type { Refusal } from '../../kernel/refusal.js';
import { StreamCut } from '../../log/event-store.js';
import type { WriterWork } from '../../log/sqlite/group-commit.js';
import type { LogWriter } from '../../log/sqlite/log-writer.js';
import type { WorkStart } from '../../log/sqlite/writer-loop.js';
import { decode, encode, positionAt } from '../../log/stored-event.js';
import { type EventSchemas, NotUnderstood, type Unread } from '../../log/upcasting.js';
import { assertNotSetBack, clock, ClockImplausible } from '../clock.js';
import { decideWith, identityOf, receiptAgain, receiptOf, Refused } from '../decision.js';
import type { AtRevision } from '../folded-streams.js';
import { walk } from '../gathering.js';
import type { NextRequest } from '../next.js';
import type { DecideReply, Receipt } from '../receipt.js';
import type { DecideRequest } from '../request.js';
import { nextOf, sliceOf, withGathered, type Slices } from '../slice.js';
import { weighed, weighedBefore, type Weighed, type WeighedOn } from '../weighed.js';
import { CurrentStreams } from './current-streams.js';

/** Asks whether nothing is decided at that instant, or before it, any more. */
export type SettleRequest = Readonly<{ settle: Instant }>;

/** Asks what would be decided, and that nothing be stored. */
export type WeighRequest = Readonly<{ weigh: DecideRequest }>;

/** Asks what can be done next about a record. */
export type NextOfWriter = Readonly<{ next: NextRequest }>;

export type WorkOfWriter = DecideRequest | WeighRequest | NextOfWriter | SettleRequest;

/** Why nothing was decided is data here: an error would come to another thread without its class. */
export type ReplyOfWriter =
  | DecideReply
  | Readonly<{ weighed: Weighed }>
  | Readonly<{ follows: object | undefined }>
  | Readonly<{ refused: Refusal }>
  | Readonly<{ notUnderstood: Unread }>
  | Readonly<{ cut: Pick<StreamCut, 'stream' | 'revision'> }>
  | Readonly<{ settled: boolean }>
  | Readonly<{ implausible: string }>;

type Judged = WeighedOn &
  Readonly<{ decided: Readonly<{ events: readonly NewEvent[] }> | Readonly<{ receipt: Receipt }> }>;

/**
 * Load, decide, append, inside the transactions of the thread that writes the log. Nothing else can move a stream
 * meanwhile, so each command is decided on what those before it left, and no race is ever lost. Nothing waits: what is
 * stored becomes durable, and may be answered, with its group.
 */
export class DecideInWriter implements WriterWork<WorkOfWriter, ReplyOfWriter> {
  readonly #clock = clock();
  readonly #decision: ReturnType<typeof decideWith>;
  /** Of the next decision: a clock that is set back neither reopens what was settled nor comes before what was recorded. */
  #earliest: Instant;
  readonly #streams: CurrentStreams;

  constructor(
    private readonly slices: Slices,
    schemas: EventSchemas,
    private readonly log: LogWriter,
    { trusted = 0 }: Partial<WorkStart> = {},
  ) {
    this.#earliest = log.lastDated(trusted) ?? instantOf(0);
    this.#decision = decideWith({ schemas, now: () => this.#now(), randomBytes });
    this.#streams = new CurrentStreams(log, schemas);
  }

  /** Throws `RevisionConflict` when `ifMatch` does not hold; nothing was stored then, and nothing when it refuses. */
  do(request: WorkOfWriter): ReplyOfWriter {
    try {
      if ('settle' in request) return this.#settle(request.settle);
      if ('next' in request) return { follows: this.#next(request.next) };
      if ('weigh' in request) return { weighed: this.#weigh(request.weigh) };
      return this.#decide(request);
    } catch (error) {
      return asData(error);
    }
  }

  /** The next who asks for the stream reads it anew: what was appended may be in any schema. */
  appended(stream: string): void {
    this.#streams.forget(stream);
  }

  /** The next who asks for any stream reads it anew. What was settled stays so. */
  undone(): void {
    this.#streams.forgetAll();
  }

  doubt(): string | undefined {
    try {
      this.#now();
      return undefined;
    } catch (error) {
      if (error instanceof ClockImplausible) return error.message;
      throw error;
    }
  }

  #now(): Instant {
    const now = this.#clock();
    assertNotSetBack(this.#earliest, now);
    this.#earliest = later(now, this.#earliest);
    return this.#earliest;
  }

  /** What has passed stays so, whatever became of the clock since. */
  #settle(instant: Instant): ReplyOfWriter {
    return { settled: instant < this.#earliest || instant < this.#now() };
  }

  #decide(asked: DecideRequest): DecideReply {
    const { stream, revision, decided } = this.#judge(asked);
    if ('receipt' in decided) return { receipt: decided.receipt, again: true };
    const { events } = decided;
    const first = typeof revision === 'number' ? revision + 1 : 0;
    const encoded = events.map(encode);
    // Folded first: what its own stream cannot take must not be stored.
    this.#streams.add(
      stream,
      events.map((event, index): AtRevision<typeof event> => ({ revision: first + index, ...event })),
    );
    const end = this.log.store(stream, first, encoded);
    return { receipt: receiptOf(events, { stream, first, position: positionAt(end) }), again: false };
  }

  #weigh(asked: DecideRequest): Weighed {
    const { decided, ...on } = this.#judge(asked);
    return 'receipt' in decided ? weighedBefore(on, decided.receipt) : weighed(on, decided.events);
  }

  #next(asked: NextRequest): object | undefined {
    return walk(nextOf(this.slices, asked), ({ stream, fold }) => this.#streams.of(stream, fold));
  }

  /** What there is to be stored, or the receipt of the first time. */
  #judge(asked: DecideRequest): Judged {
    const slice = sliceOf(this.slices, asked.command);
    const request = walk(withGathered(slice, asked), ({ stream, fold }) => this.#streams.of(stream, fold));
    const { stream } = request;
    const identity = identityOf(request);
    const history = this.#streams.of(stream, slice.decider.fold);
    const decision = this.#decision(slice.decider, request, identity, history);
    const decided =
      'before' in decision ? { receipt: this.#receiptAgain(stream, decision.before, identity.digest) } : decision;
    return { stream, revision: history.revision, decided };
  }

  #receiptAgain(stream: string, first: number, digest: string): Receipt {
    const events: Recorded[] = [];
    for (const stored of this.log.read(stream, first)) {
      const event = decode(stored);
      events.push(event);
      if (events.length === event.metadata.decision.count) break;
    }
    return receiptAgain(events, digest);
  }
}

/** Why nothing was decided. @throws the error itself where that is another. */
function asData(error: unknown): ReplyOfWriter {
  if (error instanceof Refused) return { refused: error.refusal };
  if (error instanceof ClockImplausible) return { implausible: error.message };
  if (error instanceof NotUnderstood) return { notUnderstood: error.event };
  if (error instanceof StreamCut) return { cut: { stream: error.stream, revision: error.revision } };
  throw error;
}
