import type { Current } from '../../read-models/recording.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import { classKey, type Classification } from '../../src/emulation-years/ranking/ranking.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { renewed } from '../recording/recording.js';

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
