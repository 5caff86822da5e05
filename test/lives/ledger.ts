import { walk, type Reading } from '../../src/deciding/gathering.js';
import type { CommandRequest } from '../../src/deciding/request.js';
import { sliceOf, withGathered, type Slice } from '../../src/deciding/slice.js';
import type { StreamState } from '../../src/deciding/folded-streams.js';
import type { Command, Decision } from '../../src/kernel/decider.js';
import type { Event, Mode, Origin, Recorded } from '../../src/kernel/event.js';
import { dayInHanoi, instantOf, type Instant } from '../../src/kernel/instant.js';
import { asRecordedOn, type PartialDate } from '../../src/kernel/partial-date.js';
import { positionAt } from '../../src/log/stored-event.js';
import { SLICES } from '../../src/slices.js';
import { DECIDED_AT } from '../support/given.js';
import { METADATA } from '../support/store-events.js';

/** A command as somebody sends it: as an act, or with the source of a claim. */
export type Sent = Readonly<{ command: Command; mode: Mode; origin: Origin }>;

/** A command that was sent, what it was decided on, and what came of it. */
export type Step = Readonly<{
  sent: Sent;
  request: CommandRequest;
  now: Instant;
  /** The state of its stream before it; of the slice that decides it. */
  before: unknown;
  decision: Decision<Event>;
  recorded: readonly Recorded[];
}>;

type Fold = Reading['fold'];

/** A stream with the folds that were asked of it, each as far as it has been folded. */
type Stream = Readonly<{ events: readonly Recorded[]; states: Map<Fold, Readonly<{ state: unknown; upTo: number }>> }>;

/**
 * A log in memory, to which every command is decided as the service decides it: on its own stream, and on what its slice
 * gathers of others. It has neither clock nor chance: each decision comes a second after the one before.
 */
export class Ledger {
  readonly #streams = new Map<string, Stream>();
  readonly #log: Recorded[];

  constructor(begun?: Ledger) {
    this.#log = [...(begun?.log ?? [])];
    for (const [name, { events, states }] of begun === undefined ? [] : begun.#streams) {
      this.#streams.set(name, { events, states: new Map(states) });
    }
  }

  /** All facts in the order in which they were recorded. */
  get log(): readonly Recorded[] {
    return this.#log;
  }

  /** The stream as that fold leaves it. */
  state<S, E extends Event>({ stream, fold }: Reading<S, E>): S {
    return this.#read({ stream, fold }).state as S;
  }

  send(sent: Sent): Step {
    const slice = sliceOf(SLICES, sent.command);
    const { mode, origin } = sent;
    const now = instantOf(Date.parse(DECIDED_AT) + this.#log.length * 1000);
    const command = received(sent.command, now);
    const requested = { ...REQUESTED, mode, origin };
    const request = walk(withGathered(slice, { command, requested }), (reading) => this.#read(reading));
    const before = this.#read({ stream: request.stream, fold: slice.decider.fold }).state;
    const decision = decided(slice, request, { now, state: before });
    const recorded = decision.accepted ? this.#append(request, decision, now) : [];
    return { sent, request, now, before, decision, recorded };
  }

  #append(
    { stream, mode, origin }: CommandRequest,
    { events, warnings }: Extract<Decision<Event>, { accepted: true }>,
    recordedAt: Instant,
  ): readonly Recorded[] {
    const known = this.#streams.get(stream) ?? NO_STREAM();
    const recorded = events.map(({ type, data }, nth): Recorded => {
      const revision = known.events.length + nth;
      return {
        ...{ type, data, stream, revision, id: `${stream}@${revision}` },
        position: positionAt(this.#log.length + nth + 1),
        metadata: { ...METADATA, recordedAt, mode, origin, warnings },
      };
    });
    this.#log.push(...recorded);
    this.#streams.set(stream, { ...known, events: [...known.events, ...recorded] });
    return recorded;
  }

  #read({ stream, fold }: Reading): StreamState<unknown> {
    const { events, states } = this.#streams.get(stream) ?? NO_STREAM();
    const kept = states.get(fold) ?? { state: fold.initial, upTo: 0 };
    const state = events.slice(kept.upTo).reduce((known, event) => fold.evolve(known, event), kept.state);
    states.set(fold, { state, upTo: events.length });
    const last = events.at(-1);
    return { state, revision: last?.revision ?? 'absent', recordedAt: undefined, eventId: last?.id, decisions: NONE };
  }
}

/** The command as a request brings it: of a date that is no day it is known that it was no later than today. */
function received({ type, data }: Command, now: Instant): Command {
  const { occurredOn } = data as Readonly<{ occurredOn: PartialDate }>;
  return { type, data: { ...data, occurredOn: asRecordedOn(occurredOn, dayInHanoi(now)) } };
}

const NO_STREAM = (): Stream => ({ events: [], states: new Map() });
const NONE: StreamState<unknown>['decisions'] = new Map();

const REQUESTED = { idempotencyKey: 'key', correlationId: 'correlation', policy: 1 };

/** Decides a request on that state, as the service does. */
export function decided(
  { decider }: Slice,
  { command, mode, origin, gathered }: CommandRequest,
  { now, state }: Readonly<{ now: Instant; state: unknown }>,
): Decision<Event> {
  return decider.decide({ mode, origin, gathered, now, ...command }, state);
}
