import type { LocalDate } from '../../kernel/instant.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import { membersOn } from '../frame/frame.fold.js';
import { sheetsCompared } from '../ranking/computed-ranking.js';
import type { RankingYear } from '../ranking/ranking.fold.js';
import { entriesOf } from '../ranking/order-now.js';
import { meetsClass } from '../scoring/class-of-sheet.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';

/**
 * How many members of that day meet the class with their agreed sheets of the whole, whatever better class they meet too: the base
 * of a quota (D14). Who is excluded from awards does not count, but sets the leader of a curve as in the ranking.
 */
export function membersMeeting(
  classId: string,
  { classification, ranking, scoring: rules }: Rulebook,
  year: RankingYear,
  day: LocalDate,
): number {
  const asked = classification?.classes.find(({ id }) => id === classId);
  if (classification === undefined || asked === undefined) return 0;
  const entries = entriesOf(
    year,
    [...new Set(membersOn(year.frame, day))].map((unitId) => ({ unitId })),
    {},
  );
  return sheetsCompared({ scoring: rules, ranking }, entries).filter(
    ({ entry, sheet }) =>
      exclusionFrom(year.scoring, entry.subject.unitId, 'AWARDS') === undefined &&
      meetsClass(asked, classification, rules, sheet),
  ).length;
}
