import { isDeepStrictEqual } from 'node:util';
import { FoldedStream } from '../deciding/folded-streams.js';
import type { Slice, Slices } from '../deciding/slice.js';
import { BEGINNING, type Event, type Gathered, type Recorded } from '../kernel/event.js';
import { type EventStore, StoreUnavailable, StreamCut } from '../log/event-store.js';
import { type EventSchemas, NotUnderstood } from '../log/upcasting.js';
import { firstDifference } from './first-difference.js';

/**
 * Why a decision may come out otherwise. ALTERED: what is kept of it does not fit together. RULES_CHANGED: it says of itself that it was made
 * under rights or in a schema of another release; CLAIMED: it only entered what a source tells, and the rules find fault with that otherwise
 * than it says. These two clear nobody: whoever alters an event can write either into it.
 */
export type Cause = 'ALTERED' | 'RULES_CHANGED' | 'CLAIMED';

/** What of it comes out otherwise. */
export type Aspect =
  | 'REFUSED'
  | 'OTHER_EVENTS'
  | 'OTHER_WARNINGS'
  | 'BASIS_GONE'
  | 'NOT_WHOLE'
  | 'NO_COMMAND'
  | 'OTHER_STREAM'
  | 'UNREADABLE';

/** A decision that is made otherwise today than it is recorded: `expected` is what the rules give, `found` what the log holds, at the JSON pointer `at`. */
export type Difference = Readonly<{
  stream: string;
  revision: number;
  command: string;
  cause: Cause;
  aspect: Aspect;
  at?: string;
  expected?: unknown;
  found?: unknown;
}>;

/** `policy`: the version of the table of rights that is in force. */
type Parts = Readonly<{ store: EventStore; slices: Slices; schemas: EventSchemas; policy: number }>;

/** So many places of other streams are remembered as seen. */
const MOST_REMEMBERED = 10_000;

/**
 * Makes every decision of the log again, by the rules of this release: the recorded command, with the facts of other streams that were kept
 * with it, on the state before it, at the instant when it was decided. Reads each stream once more where the log first names it, and what
 * cannot be read ends that stream alone; memory grows with the number of streams, not of events.
 */
export class DecidingAgain {
  readonly #parts: Parts;
  readonly #bases = new Map<string, boolean>();
  #decisions = 0;
  #streams = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** So many were made again so far. */
  get decisions(): number {
    return this.#decisions;
  }

  get streams(): number {
    return this.#streams;
  }

  /** `made` is called after each. @throws whatever keeps the store from answering. */
  async *differences(made: () => void = () => undefined): AsyncGenerator<Difference, void, undefined> {
    const begun = new Set<string>();
    for await (const batch of this.#parts.store.readAll(BEGINNING)) {
      for (const { stream } of batch) {
        if (begun.has(stream)) continue;
        begun.add(stream);
        yield* this.#ofStream(stream, made);
      }
    }
  }

  async *#ofStream(stream: string, made: () => void): AsyncGenerator<Difference, void, undefined> {
    this.#streams += 1;
    let next = 0;
    try {
      let history: FoldedStream<unknown, Event> | undefined;
      for await (const decision of this.#decisionsOf(stream)) {
        if (decision[0].revision !== next) yield gap(stream, next);
        const slice = this.#sliceOf(decision);
        history ??= slice && new FoldedStream(slice.decider.fold);
        const difference = await this.#differenceOf(decision, slice, history?.now().state);
        if (difference !== undefined) yield difference;
        decision.forEach((event) => history?.add(event));
        next = decision[0].revision + decision.length;
        this.#decisions += 1;
        made();
      }
    } catch (error) {
      yield unreadable(error, stream, next);
    }
  }

  #sliceOf([{ metadata }]: readonly [Recorded, ...Recorded[]]): Slice | undefined {
    return metadata.command && this.#parts.slices.get(metadata.command.type);
  }

  /** What was decided at once: the events from one with a command up to the next. */
  async *#decisionsOf(stream: string): AsyncGenerator<readonly [Recorded, ...Recorded[]], void, undefined> {
    let decision: [Recorded, ...Recorded[]] | undefined;
    for await (const read of this.#parts.store.read(stream)) {
      const event = this.#parts.schemas.upcast(read);
      if (decision !== undefined && event.metadata.decision.index > 0) decision.push(event);
      else {
        if (decision !== undefined) yield decision;
        decision = [event];
      }
    }
    if (decision !== undefined) yield decision;
  }

  async #differenceOf(
    decision: readonly [Recorded, ...Recorded[]],
    slice: Slice | undefined,
    state: unknown,
  ): Promise<Difference | undefined> {
    const [{ stream, revision, metadata }] = decision;
    const { command } = metadata;
    const found = (await this.#brokenIn(decision, slice)) ?? decidedOtherwise(decision, slice, state);
    if (found === undefined) return undefined;
    return { stream, revision, command: command?.type ?? '–', cause: this.#causeOf(decision, found.aspect), ...found };
  }

  /** What keeps the decision from being made again as it was. */
  async #brokenIn(decision: readonly [Recorded, ...Recorded[]], slice: Slice | undefined): Promise<Found | undefined> {
    const [{ stream, metadata }] = decision;
    const { command } = metadata;
    if (command === undefined || slice === undefined) return { aspect: 'NO_COMMAND' };
    const expected = slice.streamOf({ type: command.type, data: command.payload });
    if (expected !== stream) return { aspect: 'OTHER_STREAM', expected, found: stream };
    const isWhole = decision.every((event, index) => isAt(event, index, decision.length));
    if (!isWhole) return { aspect: 'NOT_WHOLE', expected: metadata.decision.count, found: decision.length };
    for (const basis of command.gathered) {
      if (!(await this.#holds(basis))) return { aspect: 'BASIS_GONE', expected: placeOf(basis) };
    }
    return undefined;
  }

  /** Whether the event that a fact of another stream was read at stands where it stood. */
  async #holds(basis: Gathered): Promise<boolean> {
    const { stream, revision, eventId } = basis;
    const place = placeOf(basis);
    const known = this.#bases.get(place);
    if (known !== undefined) return known;
    let holds = false;
    for await (const { id } of this.#parts.store.read(stream, revision, { most: 1 })) holds = id === eventId;
    if (this.#bases.size >= MOST_REMEMBERED) this.#bases.clear();
    this.#bases.set(place, holds);
    return holds;
  }

  #causeOf(decision: readonly [Recorded, ...Recorded[]], aspect: Aspect): Cause {
    const [{ metadata }] = decision;
    const isEarlier = metadata.policy < this.#parts.policy || decision.some(({ written }) => written !== undefined);
    if (isEarlier && BY_RULES.has(aspect)) return 'RULES_CHANGED';
    return aspect === 'OTHER_WARNINGS' && metadata.mode.kind === 'CLAIM' ? 'CLAIMED' : 'ALTERED';
  }
}

function gap(stream: string, revision: number): Difference {
  return { stream, revision, command: '–', cause: 'ALTERED', aspect: 'NOT_WHOLE', expected: revision };
}

/** @throws the error where the store itself does not answer. */
function unreadable(error: unknown, stream: string, next: number): Difference {
  if (error instanceof StoreUnavailable) throw error;
  if (error instanceof StreamCut) return gap(stream, error.revision);
  const cause: Cause = error instanceof NotUnderstood ? 'RULES_CHANGED' : 'ALTERED';
  const revision = error instanceof NotUnderstood ? error.event.revision : next;
  const found = error instanceof Error ? error.message : String(error);
  return { stream, revision, command: '–', cause, aspect: 'UNREADABLE', found };
}

type Found = Pick<Difference, 'aspect' | 'at' | 'expected' | 'found'>;

/** What other rules can be the reason of. */
const BY_RULES: ReadonlySet<Aspect> = new Set(['REFUSED', 'OTHER_EVENTS', 'OTHER_WARNINGS']);

function decidedOtherwise(
  decision: readonly [Recorded, ...Recorded[]],
  slice: Slice | undefined,
  state: unknown,
): Found | undefined {
  const [{ metadata }] = decision;
  const { command, mode, origin, recordedAt: now, warnings } = metadata;
  if (command === undefined || slice === undefined) return undefined;
  const { type, payload: data, gathered } = command;
  const again = slice.decider.decide({ type, data, mode, origin, gathered, now }, state);
  if (!again.accepted) return { aspect: 'REFUSED', expected: again.refusal.code };
  const events = decision.map((event) => ({ type: event.type, data: event.data }));
  if (!isDeepStrictEqual(asJson(again.events), asJson(events))) {
    return { aspect: 'OTHER_EVENTS', ...firstDifference(asJson(again.events), asJson(events)) };
  }
  if (!isDeepStrictEqual(asJson(again.warnings), asJson(warnings))) {
    return { aspect: 'OTHER_WARNINGS', ...firstDifference(asJson(again.warnings), asJson(warnings)) };
  }
  return undefined;
}

/** As the log keeps it: without what is undefined. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isAt({ metadata: { decision } }: Recorded, index: number, count: number): boolean {
  return decision.index === index && decision.count === count;
}

function placeOf({ stream, revision, eventId }: Gathered): string {
  return `${stream}@${revision} ${eventId}`;
}
