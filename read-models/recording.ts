import type { Source, Warning } from '../src/kernel/event.js';
import type { Instant, LocalDate } from '../src/kernel/instant.js';
import { lastDayOf, type PartialDate } from '../src/kernel/partial-date.js';

/**
 * Where a shown value comes from: the event, when it happened and when it was learned, and whether it was done here
 * (act) or entered from a source (claim) with the rules it broke. Every number on a page links to its proof by it.
 */
export type Recording = Readonly<{
  event: Readonly<{ id: string; stream: string; revision: number }>;
  occurredOn: PartialDate;
  recordedAt: Instant;
  mode: 'ACT' | 'CLAIM';
  source?: Source;
  warnings: readonly Warning[];
}>;

/**
 * A value as it stands, with other claims about the same thing beside it. An act outranks every claim; among claims the
 * first stands and the others are shown.
 */
export type Current<Value extends object> = Sourced<Value> & Readonly<{ claims?: readonly Sourced<Value>[] }>;

/** How many entries a list of a row holds; what is beyond is in the audit trail alone. Real lists have some dozens. */
export const MOST_ENTRIES = 200;

/** How many contradicting claims are kept beside a value. */
export const MOST_BESIDE = 20;

/** A value with where it comes from. */
export type Sourced<Value extends object> = Readonly<{ value: Value; recording: Recording }>;

/** The value as it stands, without the claims beside it. */
export function alone<Value extends object>({ value, recording }: Sourced<Value>): Sourced<Value> {
  return { value, recording };
}

/** A warning told apart from the recording of its event. */
export type WarningGiven = Readonly<{ warning: Warning; event: Recording['event'] }>;

/** What held on that day of a list in the order of days; without a day what holds as far as is known. */
export function latestOn<Value extends object>(
  list: readonly Current<Value>[],
  day: LocalDate | undefined,
): Current<Value> | undefined {
  return day === undefined ? list.at(-1) : list.findLast(({ recording }) => lastDayOf(recording.occurredOn) <= day);
}

/**
 * D35: what holds on that day of such a list is what the last act by then says; where no act by then tells of it, what the last claim says.
 * Without a day, as far as is known.
 */
export function stateOn<Value extends object>(
  list: readonly Current<Value>[],
  day: LocalDate | undefined,
): Current<Value> | undefined {
  const told = list.filter(({ recording }) => day === undefined || lastDayOf(recording.occurredOn) <= day);
  return told.findLast(({ recording }) => recording.mode === 'ACT') ?? told.at(-1);
}

/** D35: whether what is told changes the state of something known by `base`: an act does, a claim only where claims alone know of it. */
export function changesState(told: Recording, base: Recording): boolean {
  return told.mode === 'ACT' || base.mode === 'CLAIM';
}

/** What was told of it: as it stands, and what claims say besides. */
export function toldOf<Value extends object>({ value, claims = [] }: Current<Value>): readonly Value[] {
  return [value, ...claims.map((claim) => claim.value)];
}
