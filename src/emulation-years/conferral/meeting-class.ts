import type { LocalDate } from '../../kernel/instant.js';
import type { Rulebook, ScoringRules } from '../../rulebooks/rulebook.values.js';
import { membersOn } from '../frame/frame.fold.js';
import { meetsClass } from '../scoring/class-of-sheet.js';
import { agreedSheet } from '../scoring/scored-units.js';
import { exclusionFrom, type ScoringYear } from '../scoring/scoring.fold.js';
import type { LineInput } from '../scoring/scoring.values.js';
import { deriveSheet, leadersOf, setApartBy, type DerivedSheet } from '../scoring/sheet-total.js';

/**
 * How many members of that day meet the class with their agreed sheets of the whole, whatever better class they meet too: the base
 * of a quota (D14). Who is excluded from awards does not count, but sets the leader of a curve as in the ranking.
 */
export function membersMeeting(
  classId: string,
  { classification, scoring: rules }: Rulebook,
  { frame, scoring }: ScoringYear,
  day: LocalDate,
): number {
  const asked = classification?.classes.find(({ id }) => id === classId);
  if (classification === undefined || asked === undefined) return 0;
  const agreed = [...new Set(membersOn(frame, day))].flatMap((unitId) => {
    const inputs = agreedSheet(scoring, unitId, {})?.agreed;
    return inputs === undefined ? [] : [{ unitId, inputs }];
  });
  return derivedTogether(rules, agreed).filter(
    ({ unitId, sheet }) =>
      exclusionFrom(scoring, unitId, 'AWARDS') === undefined && meetsClass(asked, classification, rules, sheet),
  ).length;
}

type OfUnit = Readonly<{ unitId: string; inputs: readonly LineInput[] }>;

/** Each sheet against the leaders of its like: units to which a criterion was not assigned may be compared apart. */
function derivedTogether(
  rules: ScoringRules,
  agreed: readonly OfUnit[],
): readonly Readonly<{ unitId: string; sheet: DerivedSheet }>[] {
  const lists = new Map<string, OfUnit[]>();
  for (const of of agreed) {
    const list = setApartBy(rules, of.inputs).join(' ');
    lists.set(list, [...(lists.get(list) ?? []), of]);
  }
  return [...lists.values()].flatMap((like) => {
    const leaders = leadersOf(
      rules,
      like.map(({ inputs }) => inputs),
    );
    return like.map(({ unitId, inputs }) => ({ unitId, sheet: deriveSheet(rules, inputs, leaders) }));
  });
}
