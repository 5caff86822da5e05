import { defined } from './defined.js';
import type { Event, Facts, Gathered, Mode, Origin, Warning } from './event.js';
import { happenedOn } from './happened-on.js';
import type { InputFault } from './input-words.js';
import { type Instant } from './instant.js';
import type { KindOfThing } from './kind-words.js';
import type { BindingCode, FinalCode, RefusalCode } from './refusal-table.js';
import type { RemarkCode } from './remark-table.js';
import { claimSurvives, refusal, saysOfClaims, type Refusal } from './refusal.js';

/** A request with all the data that its decision needs. */
export type Command<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** The circumstances of a command, the same for every type. */
export type Circumstances = Readonly<{
  mode: Mode;
  origin: Origin;
  /** When it is decided; also the `recordedAt` of its events. */
  now: Instant;
  /** Facts of other streams that the decision rests on. */
  gathered: readonly Gathered[];
}>;

/** What a decider answers: new facts with warnings, or the reason there are none. */
export type Decision<E extends Event> =
  | Readonly<{ accepted: true; events: readonly E[]; warnings: readonly Warning[] }>
  | Readonly<{ accepted: false; refusal: Refusal }>;

/**
 * What a fold for decisions sees of a recorded event: the fact, its place in its stream, whether it was claimed, and when it was recorded,
 * of which {@link histories} alone makes use.
 */
export type Fact<E extends Event = Event> = E &
  Readonly<{
    revision: number;
    metadata: Readonly<{ mode: Readonly<{ kind: Mode['kind'] }>; recordedAt?: Instant }>;
  }>;

/** What becomes of a state. A method, so that the folds of all slices can stand in one table. */
export interface StateFold<S, E extends Event> {
  readonly initial: S;
  /** Types of events of whose data nothing is read: it need not be read from the log either, which may hold megabytes of it. */
  readonly passesOver?: readonly E['type'][];
  evolve(this: void, state: S, fact: Fact<E>): S;
}

/** An interface, so that command, state and event are inferred through it. */
export interface Decider<C extends Command, S, E extends Event> {
  /** What others that read the stream fold it by too, so that it is folded and kept once. */
  readonly fold: StateFold<S, E>;
  decide(this: void, command: C & Circumstances, state: S): Decision<E>;
}

/** A rule that does not hold. Yielded by a decision; {@link judge} says what it means for an act and for a claim. */
export type Breach =
  | Readonly<{ breach: RefusalCode; rule?: string; facts: Facts }>
  | Readonly<{ remark: Remarked; rule: string; facts: Facts }>;

/** What is remarked refuses nothing; dates out of order refuse an act (decision 29), and are remarked of a claim. */
type Remarked = RemarkCode | 'INVALID_DATES';

/**
 * Rules checked one after the other, as one reads them aloud: `yield` each that is broken. After a `yield` the text goes
 * on, because for a claim a broken rule is a warning. `T` is what the checks found out on the way.
 */
export type Checks<T = void> = Generator<Breach, T, void>;

/** A whole decision: the checks in their order, then the events. */
export type Deciding<E extends Event> = Checks<readonly E[]>;

/** Facts about a value of the body: `field` is its JSON pointer, `allowed` what would be right there. */
type OfValue = Facts & Readonly<{ field: string }>;

/**
 * A rule that refuses an act and warns about a claim: the decision goes on behind it. `rule` is needed only for a code
 * that serves two rules (REASON_REQUIRED is R10 or R11).
 */
export function breach(code: Exclude<BindingCode, 'INVALID_CHOICE'>, facts?: Facts, rule?: string): Breach;
export function breach(code: 'INVALID_CHOICE', facts: OfValue): Breach;
export function breach(code: BindingCode, facts: Facts = {}, rule?: string): Breach {
  return { breach: code, facts, ...defined({ rule }) };
}

/** Codes whose words name a kind of thing. */
type AboutKind = 'UNKNOWN_REFERENCE' | 'ALREADY_EXISTS' | 'NOT_ON_RECORD' | 'UNKNOWN_IN_ACT';

/**
 * Ends the decision with what no source can heal: an unknown unit, a fact recorded twice. It refuses act and claim alike,
 * so nothing is decided behind it: `return yield* refuse(…)` stands for a value of any type.
 */
export function refuse(code: AboutKind, facts: Facts & Readonly<{ kind: KindOfThing }>): Checks<never>;
export function refuse(code: 'INVALID_INPUT', facts: OfValue & Readonly<{ why: InputFault }>): Checks<never>;
export function refuse(code: Exclude<FinalCode, AboutKind | 'INVALID_INPUT'>, facts?: Facts): Checks<never>;
export function* refuse(code: FinalCode, facts: Facts = {}): Checks<never> {
  yield { breach: code, facts };
  throw new Error(`${code} refuses even a claim: nothing may be decided after it`);
}

/**
 * What a source may not know and the rule of an act needs: an act without it is refused, a claim goes on without it, unwarned,
 * since the event says itself that it is unknown. `field` is its JSON pointer into the body.
 */
export function* mustSay<Value>(
  { mode }: Pick<Circumstances, 'mode'>,
  value: Value | undefined,
  what: Readonly<{ kind: KindOfThing; field: string }>,
): Checks<Value | undefined> {
  if (value === undefined && mode.kind === 'ACT') yield* refuse('UNKNOWN_IN_ACT', what);
  return value;
}

/** An act gives its reason; a source may not tell it. */
export function* mustSayWhy(
  command: Pick<Circumstances, 'mode'> & Readonly<{ data: Readonly<{ reason?: string }> }>,
): Checks {
  yield* mustSay(command, command.data.reason, { kind: 'reason', field: '/reason' });
}

/** Checks of one entry of several in a body, whose fields are told by their place in the whole. */
export function* placedAt<T>(field: string, checks: Checks<T>): Checks<T> {
  for (;;) {
    const step = checks.next();
    if (step.done === true) return step.value;
    const { facts } = step.value;
    const own = facts['field'];
    yield typeof own === 'string' ? { ...step.value, facts: { ...facts, field: field + own } } : step.value;
  }
}

/** Something worth seeing that refuses nothing. */
export function remark(code: Remarked, rule: string, facts: Facts): Breach {
  return { remark: code, rule, facts };
}

/**
 * Acts: the first broken rule refuses. Claims: what has happened cannot be refused, so a broken rule is kept beside
 * the fact as a warning, but for the few that no source can heal (`claimSurvives`).
 */
export function judge<E extends Event>(mode: Mode, deciding: Deciding<E>): Decision<E> {
  const warnings: Warning[] = [];
  for (;;) {
    const step = deciding.next();
    if (step.done) return { accepted: true, events: step.value, warnings };
    const found = step.value;
    if ('remark' in found) {
      warnings.push({ code: found.remark, rule: found.rule, facts: found.facts });
      continue;
    }
    const reason = refusal(found.breach, found.facts, found.rule);
    if (mode.kind === 'ACT' || !claimSurvives(found.breach)) return { accepted: false, refusal: reason };
    warnings.push({ code: reason.code, rule: reason.rule, facts: reason.facts });
  }
}

/**
 * The two histories of a stream: what was done here, and what is known. They are one and the same until the first claim.
 */
export type Histories<S> = Readonly<{ acts: S; known: S }>;

/** A fold kept twice: once over the acts alone, once over everything known. No fact of it happened later than it was recorded (decision 46). */
export function histories<S, E extends Event>({
  initial,
  evolve,
  passesOver = [],
}: StateFold<S, E>): StateFold<Histories<S>, E> {
  const unread: ReadonlySet<string> = new Set(passesOver);
  return {
    initial: { acts: initial, known: initial },
    passesOver,
    evolve: ({ acts, known }, told) => {
      const fact = unread.has(told.type) ? told : dated(told);
      const next = evolve(known, fact);
      if (fact.metadata.mode.kind === 'CLAIM') return { acts, known: next };
      return { acts: acts === known ? next : evolve(acts, fact), known: next };
    },
  };
}

function dated<E extends Event>(fact: Fact<E>): Fact<E> {
  const occurredOn = happenedOn(fact);
  const isSaid = occurredOn === undefined || ('occurredOn' in fact.data && fact.data.occurredOn === occurredOn);
  return isSaid ? fact : { ...fact, data: { ...fact.data, occurredOn } };
}

/** What a decision in that mode is compared with: an act with acts alone, a claim with everything known. */
export function comparedWith<S>({ acts, known }: Histories<S>, mode: Mode): S {
  return mode.kind === 'ACT' ? acts : known;
}

/**
 * Makes a decider of one decision and the fold of both histories. A claim unlocks no act, and who signed by a claim may still sign by an
 * act.
 */
export function decider<C extends Command, S, E extends Event>(slice: {
  fold: StateFold<Histories<S>, E>;
  decide: (command: C & Circumstances, state: S) => Deciding<E>;
}): Decider<C, Histories<S>, E> {
  return {
    fold: slice.fold,
    decide: (command, state) => {
      const decideOn = (history: S): Decision<E> => judge(command.mode, slice.decide(command, history));
      const decision = decideOn(comparedWith(state, command.mode));
      const { acts, known } = state;
      return command.mode.kind === 'CLAIM' || acts === known
        ? decision
        : sayingOfClaims(decision, () => decideOn(known));
    },
  };
}

/**
 * What an act misses may be known by a claim, which unlocks nothing: then the refusal says so, where its sentence has a place for it. It is
 * known where the act would pass with it, or where a thing that it names is no longer what is missed.
 */
function sayingOfClaims<E extends Event>(decision: Decision<E>, withClaims: () => Decision<E>): Decision<E> {
  if (decision.accepted || !saysOfClaims(decision.refusal.code)) return decision;
  const other = withClaims();
  const { code, facts, rule } = decision.refusal;
  if (!other.accepted && (facts['kind'] === undefined || isSame(other.refusal, decision.refusal))) return decision;
  return { accepted: false, refusal: refusal(code, { ...facts, knownBy: 'CLAIM' }, rule) };
}

function isSame(one: Refusal, other: Refusal): boolean {
  const { kind, id, field } = one.facts;
  return (
    one.code === other.code &&
    kind === other.facts['kind'] &&
    id === other.facts['id'] &&
    field === other.facts['field']
  );
}
