import type { Leadership } from '../../blocs/bloc.values.js';
import type { PartialDate, Period } from '../../kernel/partial-date.js';
import type { Step } from '../../rulebooks/rulebook.values.js';
import type { UnitKind, UnitName } from '../../units/unit.values.js';

/** What every fact of a year names: the bloc, the year (a label, "2024" or "2026-2027", never a number), the day. */
export type InYear = Readonly<{ blocId: string; year: string; occurredOn: PartialDate }>;

/** A member as the year knows it: names of its time, membership in days. */
export type YearMember = Readonly<{ unitId: string; kind: UnitKind; name: UnitName; membership: Period }>;

/** The members, each once however often it left and came back (D21). */
export function eachOnce<Member extends Readonly<{ unitId: string }>>(members: readonly Member[]): readonly Member[] {
  return members.filter(({ unitId }, place) => members.findIndex((other) => other.unitId === unitId) === place);
}

/** What a unit leads a year as. */
export type Duty = 'HEAD' | 'DEPUTY';

/** A step that is left out this year, with the reason. */
export type SkippedStep = Readonly<{ step: Step; reason: string }>;

/** Who presides: the head of the year, else who acted as head when it was opened (D17). */
export function presiding({ leadership, actingHead }: Presided): string | undefined {
  return leadership?.head ?? actingHead;
}

type Presided = Readonly<{ leadership?: Pick<Leadership, 'head'>; actingHead?: string }>;
