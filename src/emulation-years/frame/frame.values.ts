import type { Leadership } from '../../blocs/bloc.values.js';
import type { PartialDate, Period } from '../../kernel/partial-date.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
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

/** A step that is left out this year, with the reason, where a source tells one. */
export type SkippedStep = Readonly<{ step: Step; reason?: string }>;

/** Who need not be scored, of what where it is not all of it, and why, where a source tells it. */
export type Exemption = Readonly<{ unitId: string; scope?: Scope; reason?: string }>;

/** What is asked whether it need be scored: a member, or a subject that it registered. */
type Exemptible = Readonly<{ unitId: string; subjectId?: string }>;

/**
 * The exemption from standing in a ranking of that scope, the last one recorded. One of the whole exempts from everything; another (D23)
 * is of its track, group and part of the period alone, and of its subject where it names one.
 */
export function exemptionFrom(
  exemptions: readonly Exemption[],
  { unitId, subjectId }: Exemptible,
  ranking: Scope,
): Exemption | undefined {
  return exemptions.findLast(({ unitId: exempted, scope = {} }) => {
    if (exempted !== unitId) return false;
    if (scopeKey(scope) === '') return true;
    const { subject = subjectId, ...part } = scope;
    return subject === subjectId && isWithin(ranking, part);
  });
}

/** Whether the scope is of that track, that group and that part of the period, each where it is named. */
function isWithin({ track, group, subPeriod }: Scope, part: Scope): boolean {
  const same = (asked: string | undefined, named: string | undefined): boolean =>
    named === undefined || asked === named;
  return same(track, part.track) && same(group, part.group) && same(subPeriod, part.subPeriod);
}

/** Who presides: the head of the year, else who acted as head when it was opened (D17). */
export function presiding({ leadership, actingHead }: Presided): string | undefined {
  return leadership?.head ?? actingHead;
}

type Presided = Readonly<{ leadership?: Pick<Leadership, 'head'>; actingHead?: string }>;
