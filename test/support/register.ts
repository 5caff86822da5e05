import { walk, type Reading } from '../../src/deciding/gathering.js';
import type { StreamState } from '../../src/deciding/folded-streams.js';
import type { Slice } from '../../src/deciding/slice.js';
import type { Command, Fact } from '../../src/kernel/decider.js';
import type { Mode, Origin } from '../../src/kernel/event.js';
import { DECIDED_AT } from './given.js';
import { council } from './mothers/origins.js';

/** Streams in memory, on which commands are decided with what their slices gather. */
export class Register {
  readonly #streams = new Map<string, Fact[]>();

  constructor(private readonly mode: Mode) {}

  /** The code of the refusal, or `undefined` where the facts were recorded. */
  send<C extends Command>(slice: Slice<C>, command: C, origin: Origin = council, mode = this.mode): string | undefined {
    const read = (reading: Reading): StreamState<unknown> => this.#folded(reading);
    const gathered = walk(slice.gather(command, { mode, origin }), read);
    const stream = slice.streamOf(command);
    const { state } = read({ stream, fold: slice.decider.fold });
    const decision = slice.decider.decide({ ...command, mode, origin, now: DECIDED_AT, gathered }, state);
    if (!decision.accepted) return decision.refusal.code;
    const facts = this.#streams.get(stream) ?? [];
    const more = decision.events.map((event, place) => ({
      ...event,
      revision: facts.length + place,
      metadata: { mode: { kind: mode.kind } },
    }));
    this.#streams.set(stream, [...facts, ...more]);
    return undefined;
  }

  #folded({ stream, fold }: Reading): StreamState<unknown> {
    const facts = this.#streams.get(stream) ?? [];
    const state = facts.reduce((known, fact) => fold.evolve(known, fact), fold.initial);
    const last = facts.length - 1;
    const seen = last < 0 ? { eventId: undefined } : { eventId: `${stream}@${last}` };
    return { state, revision: last < 0 ? 'absent' : last, recordedAt: undefined, decisions: new Map(), ...seen };
  }
}
