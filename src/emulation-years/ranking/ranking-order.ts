import type { Exact } from '../../kernel/fraction.js';
import type { TieKey } from '../../rulebooks/rulebook.values.js';
import { subjectKey, type Subject } from '../scoring/subject.values.js';
import type { RankGroup } from './ranking.values.js';

/** A subject with what its place depends on: the total as the rulebook reads ties, and a value for each tie key. More is better. */
export type Contender = Readonly<{ subject: Subject; total: Exact; tieValues: readonly Exact[] }>;

/** Below zero when `a` stands before `b`, zero when nothing in the rulebook tells them apart. */
export function comparePlaces(a: Contender, b: Contender): number {
  const byTotal = b.total.compare(a.total);
  if (byTotal !== 0) return byTotal;
  const place = decidingKey(a, b);
  return place === -1 ? 0 : valueAt(b, place).compare(valueAt(a, place));
}

/**
 * The contenders in groups of equals, from `firstRank` on; ranks count subjects: 1, 2, 2, 4. The order in which they are
 * given changes nothing; inside a group they stand by id.
 */
export function rankGroups(
  contenders: readonly Contender[],
  tieKeys: readonly TieKey[],
  firstRank = 1,
): readonly RankGroup[] {
  const ordered = contenders.toSorted(
    (a, b) => comparePlaces(a, b) || (subjectKey(a.subject) < subjectKey(b.subject) ? -1 : 1),
  );
  const groups: Contender[][] = [];
  for (const contender of ordered) {
    const equals = groups.at(-1);
    if (equals?.[0] !== undefined && comparePlaces(equals[0], contender) === 0) equals.push(contender);
    else groups.push([contender]);
  }
  let rank = firstRank;
  return groups.map((group, place) => {
    const ranked = { rank, subjects: group.map(({ subject }) => subject), orderKnown: true };
    rank += group.length;
    const key = keyBetween(groups[place - 1]?.[0], group[0], tieKeys);
    return key === undefined ? ranked : { ...ranked, decidedBy: key };
  });
}

function keyBetween(
  before: Contender | undefined,
  after: Contender | undefined,
  tieKeys: readonly TieKey[],
): TieKey | undefined {
  if (before === undefined || after === undefined || !before.total.equals(after.total)) return undefined;
  return tieKeys[decidingKey(before, after)];
}

/** The place of the first tie key on which they differ, or -1. */
function decidingKey(a: Contender, b: Contender): number {
  return a.tieValues.findIndex((value, place) => !value.equals(valueAt(b, place)));
}

function valueAt({ tieValues, subject }: Contender, place: number): Exact {
  const value = tieValues[place];
  if (value === undefined) throw new RangeError(`${subjectKey(subject)} has no value for tie key ${place}`);
  return value;
}
