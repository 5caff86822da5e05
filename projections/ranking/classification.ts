import type { PublicClass } from '../../read-models/ranking/ranking.js';
import { type Current, MOST_ENTRIES } from '../../read-models/recording.js';
import type { PublishedClasses } from '../../src/emulation-years/ranking/publication.values.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import { classKey, type Classification } from '../../src/emulation-years/ranking/ranking.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { currentVersion, renewed } from '../recording/recording.js';
import { replaced } from '../recording/replaced.js';

type Known = readonly Current<Classification>[];

/** The classes with those that the event gives, each in the place that `placed` gives it. */
export function classified(
  known: Known,
  event: Recorded<UnitClassified>,
  placed: (known: Known, before: Known[number] | undefined, now: Known[number]) => Known,
): Known {
  const { scope, classes, basis, decision } = event.data;
  return classes.reduce<Known>((list, { unitId, subjectId, classification, reason }) => {
    const value = { scope, unitId, classification, ...defined({ subjectId, reason, basis, decision }) };
    const key = classKey(scope, value);
    const before = list.find((one) => classKey(one.value.scope, one.value) === key);
    return placed(list, before, renewed(before, value, event));
  }, known);
}

/** What the public sees of classes, with those that a publication names, as they are then. */
export function classesShown(
  shown: readonly Current<PublicClass>[],
  known: Known,
  { scope, of }: PublishedClasses,
  event: Recorded,
): readonly Current<PublicClass>[] {
  return of.reduce((list, one) => {
    const key = classKey(scope, one);
    const has = ({ value }: Readonly<{ value: PublicClass }>): boolean => classKey(value.scope, value) === key;
    const standing = known.find(has);
    const before = list.find(has);
    if (standing === undefined || (before === undefined && list.length >= MOST_ENTRIES)) return list;
    const { unitId, subjectId, classification, decision } = standing.value;
    const value = { scope, unitId, classification, ...defined({ subjectId, decision }) };
    return replaced(list, before, currentVersion(before, value, event));
  }, shown);
}
