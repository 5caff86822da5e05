import { expect } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { yearHistories, type EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import {
  decider,
  type Circumstances,
  type Command,
  type Decider,
  type Decision,
  type Fact,
  type Histories,
  type StateFold,
} from '../../src/kernel/decider.js';
import { type Decisions, decideBy } from '../../src/kernel/decisions.js';
import type { Event, Facts, Gathered, Mode, Origin, Source } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import { INPUT_WORDS } from '../../src/kernel/input-words.js';
import { messageOf, refusal, type Refusal } from '../../src/kernel/refusal.js';
import { REFUSALS, type RefusalCode } from '../../src/kernel/refusal-table.js';
import type { RemarkCode } from '../../src/kernel/remark-table.js';
import { report, secretary } from './mothers/origins.js';

/** A broken rule as a test expects it; `rule` only where the code serves two rules. */
export type Reason = Readonly<{ code: RefusalCode; facts?: Facts; rule?: string }>;

/** A warning as a test expects it. One that refuses nothing even as an act names its rule. */
export type ExpectedWarning = Reason | Readonly<{ code: RemarkCode; facts: Facts; rule: string }>;

/** An event of the history: an act unless it is {@link claimed}. */
export type Known<E extends Event> = E | Readonly<{ claim: E }>;

export function claimed<E extends Event>(claim: E): Known<E> {
  return { claim };
}

/** The default instant of decisions in tests: after everything that S0 to S4 report. */
export const DECIDED_AT = '2025-12-01T02:00:00.000Z' as Instant;

const USUAL: Circumstances = { mode: { kind: 'ACT' }, origin: secretary(), now: DECIDED_AT, gathered: [] };

/**
 * Sentences about a decider: `given(...history).when(command).then(...events)`. `usual` holds the circumstances of
 * every command of the file (caller, gathered facts); `by`, `at`, `knowing` and `claiming` change them for one
 * sentence.
 */
export function scenarios<C extends Command, S, E extends Event>(
  subject: Decider<C, S, E>,
  usual: Partial<Circumstances> = {},
): (...history: readonly Known<E>[]) => Given<C, S, E> {
  return (...history) => new Given(subject, folded(subject, history), { ...USUAL, ...usual });
}

/** One part of a year as a decider of its own, without the steps before and after it in the composition. */
export function partOfYear<C extends Command, E extends EmulationYearEvent>(
  decisions: Decisions<C, EmulationYear, E>,
): Decider<C, Histories<EmulationYear | undefined>, EmulationYearEvent> {
  return decider<C, EmulationYear | undefined, EmulationYearEvent>({
    fold: yearHistories,
    *decide(command, year) {
      if (year === undefined) throw new Error('Given: the year must be opened first');
      return yield* decideBy(decisions, command, year);
    },
  });
}

/** The state after the history, whose revisions count from 0. */
export function folded<S, E extends Event>(
  { fold: { initial, evolve } }: Readonly<{ fold: StateFold<S, E> }>,
  history: readonly Known<E>[],
): S {
  return history.reduce((state, known, revision) => evolve(state, factOf(known, revision)), initial);
}

function factOf<E extends Event>(known: Known<E>, revision: number): Fact<E> {
  return 'claim' in known
    ? { ...known.claim, revision, metadata: { mode: { kind: 'CLAIM' } } }
    : { ...known, revision, metadata: { mode: { kind: 'ACT' } } };
}

export class Given<C extends Command, S, E extends Event> {
  constructor(
    private readonly subject: Decider<C, S, E>,
    readonly state: S,
    private readonly circumstances: Circumstances,
  ) {}

  by(origin: Origin): Given<C, S, E> {
    return this.in({ origin });
  }

  at(now: Instant): Given<C, S, E> {
    return this.in({ now });
  }

  knowing(...gathered: readonly Gathered[]): Given<C, S, E> {
    return this.in({ gathered });
  }

  claiming(source: Source = report): Given<C, S, E> {
    const mode: Mode = { kind: 'CLAIM', source };
    return this.in({ mode });
  }

  when(command: C): Outcome<E> {
    return new Outcome(this.subject.decide({ ...command, ...this.circumstances }, this.state));
  }

  private in(changed: Partial<Circumstances>): Given<C, S, E> {
    return new Given(this.subject, this.state, { ...this.circumstances, ...changed });
  }
}

export class Outcome<E extends Event> {
  constructor(readonly decision: Decision<E>) {
    const reasons = decision.accepted ? decision.warnings : [decision.refusal];
    for (const reason of reasons) if (isRefusalCode(reason.code)) mustSayWhatIsWrong({ ...reason, code: reason.code });
  }

  /** Accepted with exactly these events and without a warning. */
  then(...events: readonly E[]): void {
    this.thenWarns([], ...events);
  }

  /** Accepted with exactly these warnings, in their order, and exactly these events. */
  thenWarns(warnings: readonly ExpectedWarning[], ...events: readonly E[]): void {
    const decision = this.decision.accepted
      ? { ...this.decision, warnings: this.decision.warnings.map((warning, nth) => asFarAs(warning, warnings[nth])) }
      : this.decision;
    expect(decision).toEqual({ accepted: true, events, warnings: warnings.map(stated) });
  }

  thenRefused(reason: Reason): void {
    const decision = this.decision.accepted
      ? this.decision
      : { accepted: false, refusal: asFarAs(this.decision.refusal, reason) };
    expect(decision).toEqual({ accepted: false, refusal: stated(reason) });
  }
}

/** Facts beside the words of a reason: what would be right, and the ids behind the names. A test tells them where it is about them. */
const BESIDE = new Set([
  'allowed',
  'field',
  'denied',
  'who',
  'own',
  'unitId',
  'blocId',
  'unitIds',
  'criterionIds',
  'criterionId',
  'groundId',
  'formId',
  'officeCode',
  'of',
  'ofYear',
  'name',
  'since',
  'why',
  'until',
]);

/** The reason without the facts beside its words that the test does not tell. */
function asFarAs<R extends Readonly<{ facts: Facts }>>(
  reason: R,
  told: Partial<Readonly<{ facts: Facts }>> | undefined,
): R {
  const facts = Object.entries(reason.facts).filter(([name]) => !BESIDE.has(name) || told?.facts?.[name] !== undefined);
  return { ...reason, facts: Object.fromEntries(facts) };
}

/** Facts that are names for people: each has its ids beside it, for who must find the thing. */
const IDS_OF: Readonly<Record<string, string>> = {
  units: 'unitIds',
  criteria: 'criterionIds',
  criterion: 'criterionId',
};

/** Holds of every refusal and warning that any test meets: its words have no gap, and names come with their ids. */
function mustSayWhatIsWrong(reason: Refusal): void {
  const { code, facts } = reason;
  expect([code, messageOf(reason, 'en'), messageOf(reason, 'vi')].filter((text) => text.includes('…'))).toEqual([]);
  if (code === 'INVALID_INPUT' || code === 'INVALID_CHOICE')
    expect([code, facts]).toEqual([code, expect.objectContaining({ field: expect.any(String) })]);
  if (code === 'INVALID_INPUT' && 'why' in facts) expect(INPUT_WORDS).toHaveProperty(String(facts['why']));
  const named = Object.keys(facts).filter((name) => Object.hasOwn(IDS_OF, name) && code !== 'INVALID_INPUT');
  expect([code, ...named.filter((name) => facts[IDS_OF[name] ?? ''] === undefined)]).toEqual([code]);
  if ('unit' in facts && code !== 'UNKNOWN_UNIT')
    expect([code, Object.keys(facts)]).toEqual([code, expect.arrayContaining(['unitId'])]);
}

function stated({ code, facts = {}, rule }: ExpectedWarning): Readonly<{ code: string; rule: string; facts: Facts }> {
  return isRefusalCode(code) ? refusal(code, facts, rule) : { code, rule: rule ?? '', facts };
}

function isRefusalCode(code: RefusalCode | RemarkCode): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
