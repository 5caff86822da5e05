import { exemptionFrom, type Exemption } from '../src/emulation-years/frame/frame.values.js';
import { defined } from '../src/kernel/defined.js';
import { BEGINNING, type Mode, type Position } from '../src/kernel/event.js';
import type { Matter } from '../src/kernel/matter.js';
import type { Period } from '../src/kernel/partial-date.js';
import { scopeKey, type Scope } from '../src/kernel/scope.js';
import type { SheetsOfOthers } from '../src/rulebooks/rulebook.values.js';
import type { Provenance } from './read-model-store.js';

/** One unit's score card of one scope. */
export type Card = Readonly<{ unitId: string; scope: Scope }>;

/**
 * What a row of a year knows of who may see it. It is folded with the row, so that as of a past moment everybody sees what
 * was to be seen then.
 */
export type Visibility = Readonly<{
  /** Absent before the year is opened. */
  period?: Period;
  /** Units whose year is scored: their representatives are members. */
  members: readonly string[];
  /** Members that there should be; more than are named where some are not known. */
  declaredSize: number;
  /** What need not be scored. */
  exempt: readonly Pick<Exemption, 'unitId' | 'scope'>[];
  /** Units whose score is agreed, by the key of the scope. */
  agreed: Readonly<Record<string, readonly string[]>>;
  /** Units whose sheet of a scope was rolled up in a ranking: all its parts are agreed. */
  rolledUp: Readonly<Record<string, readonly string[]>>;
  /** When the members see each other's, as the rulebook adopted by an act says, else one that a source tells. */
  sheetsOfOthers: Readonly<{ when: SheetsOfOthers; recording?: Readonly<{ mode: Mode['kind'] }> }>;
  /** Of what a publication has named something; the rows keep what. */
  named: readonly Matter[];
  /** Of which score card the warnings of an event tell figures, by the id of the event; of most they tell none. */
  warnedOf: Readonly<Record<string, Card>>;
  /**
   * Of the events that made the row those that are open, and the position of the last. Who sees nothing else is told these
   * and not those of the row, so that what is hidden moves nothing.
   */
  open: Readonly<{ position: Position; provenance: Provenance }>;
}>;

export const NOTHING_VISIBLE: Visibility = {
  members: [],
  declaredSize: 0,
  exempt: [],
  agreed: {},
  rolledUp: {},
  sheetsOfOthers: { when: 'ONCE_ALL_AGREED' },
  named: [],
  warnedOf: {},
  open: { position: BEGINNING, provenance: {} },
};

export function isAgreed({ agreed }: Visibility, unitId: string, scope: Scope): boolean {
  return agreed[scopeKey(scope)]?.includes(unitId) === true;
}

function isExempt(exempt: Visibility['exempt'], unitId: string, scope: Scope): boolean {
  return exemptionFrom(exempt, { unitId, ...defined({ subjectId: scope.subject }) }, scope) !== undefined;
}

/** Whether the members may see each other's score cards of that scope. */
export function isOpenToMembers(visibility: Visibility, scope: Scope): boolean {
  switch (visibility.sheetsOfOthers.when) {
    case 'ALWAYS':
      return true;
    case 'ONCE_ALL_AGREED':
      return allAgreed(visibility, scope);
    case 'ONCE_PUBLISHED':
      return visibility.named.includes('PLACES');
    case 'NEVER':
      return false;
  }
}

/** Whether the scores of all members that must be scored are agreed. */
function allAgreed(visibility: Visibility, scope: Scope): boolean {
  const { members, declaredSize, exempt, rolledUp } = visibility;
  const whole = rolledUp[scopeKey(scope)] ?? [];
  const named = members.length >= declaredSize && members.length > 0;
  return (
    named &&
    members.every(
      (unitId) => isAgreed(visibility, unitId, scope) || whole.includes(unitId) || isExempt(exempt, unitId, scope),
    )
  );
}
