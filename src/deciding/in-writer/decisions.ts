import { randomBytes } from 'node:crypto';
import type { Gathered, Recorded } from '../../kernel/event.js';
import { clock } from '../clock.js';
import type { DecideRequest, CommandRequest } from '../request.js';
import { deciding, identityOf, receiptAgain, receiptOf } from '../decision.js';
import type { AtRevision } from '../folded-streams.js';
import type { DecideReply, Receipt } from '../receipt.js';
import type { Gathering } from '../gathering.js';
import type { Slice } from '../slice.js';
import { decode, encode, positionAt } from '../../log/stored-event.js';
import { SCHEMAS } from '../../log/upcasting.js';
import type { CurrentStreams } from './current-streams.js';
import type { LogWriter } from '../../log/sqlite/log-writer.js';

/**
 * Load, decide, append, for the one who writes the log: nobody else can move a stream meanwhile, so each command is
 * decided on what those before it left, and no race is ever lost. Nothing waits: what is stored becomes durable, and may be
 * answered, with the group it stands in.
 */
export class Decisions {
  readonly #decide = deciding({ schemas: SCHEMAS, now: clock(), randomBytes });

  constructor(
    private readonly slices: Readonly<Record<string, Slice>>,
    private readonly log: LogWriter,
    private readonly streams: CurrentStreams,
  ) {}

  /** Throws `Refused`, and `RevisionConflict` when `ifMatch` does not hold; nothing was stored then. */
  make({ slice: name, command, requested }: DecideRequest): DecideReply {
    const slice = this.slices[name];
    if (slice === undefined) throw new RangeError(`Nobody decides for ${name}`);
    const stream = slice.streamOf(command);
    const gathered = this.#walk(slice.gather(command, requested));
    const request: CommandRequest = { stream, command, gathered, ...requested };
    const identity = identityOf(request);
    const history = this.streams.of(stream, slice.decider);
    const decided = this.#decide(slice.decider, request, identity, history);
    if ('before' in decided) {
      return { receipt: this.#receiptAgain(stream, decided.before, identity.digest), again: true };
    }
    const { events } = decided;
    const first = typeof history.revision === 'number' ? history.revision + 1 : 0;
    const encoded = events.map(encode);
    // StreamState first: what its own stream cannot take must not be stored.
    this.streams.add(
      stream,
      events.map((event, index): AtRevision<typeof event> => ({ revision: first + index, ...event })),
    );
    const end = this.log.store(stream, first, encoded);
    return { receipt: receiptOf(events, { stream, first, position: positionAt(end) }), again: false };
  }

  #walk(gathering: Gathering<readonly Gathered[]>): readonly Gathered[] {
    let step = gathering.next();
    while (step.done !== true) step = gathering.next(this.streams.of(step.value.stream, step.value.fold));
    return step.value;
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
