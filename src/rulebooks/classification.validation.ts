import { exact } from '../kernel/fraction.js';
import { mostPoints, sumOf } from './criterion-bounds.js';
import { distinct, pointsProblems, problem, reachProblems, shareProblems, type Problems } from './rulebook.problems.js';
import {
  allCriteria,
  type ClassificationRules,
  type Gate,
  type ScoringRules,
  type UnitClass,
} from './rulebook.values.js';

const CLASSES = 'classification.classes';

/**
 * Each class can be reached, and none hides behind one before it that asks for no more. The last asks for nothing, so that each
 * sheet is of a class.
 */
export function* classificationProblems({ classes }: ClassificationRules, scoring: ScoringRules): Problems {
  if (classes.length === 0) yield problem(CLASSES, 'there is no class', 'không có mức xếp loại nào');
  yield* distinct(
    classes.map(({ id }) => id),
    CLASSES,
  );
  for (const [index, one] of classes.entries()) yield* classProblems(one, `${CLASSES}[${index}]`, scoring);
  yield* orderProblems(classes);
}

function* classProblems({ from, gates = [] }: UnitClass, path: string, scoring: ScoringRules): Problems {
  if (from !== undefined) {
    yield* pointsProblems(from, `${path}.from`, scoring.rounding);
    yield* reachProblems(from, `${path}.from`, sumOf(scoring.criteria, mostPoints));
  }
  for (const [index, gate] of gates.entries()) yield* gateProblems(gate, `${path}.gates[${index}]`, scoring);
}

function* gateProblems(gate: Gate, path: string, { criteria, rounding }: ScoringRules): Problems {
  if (gate.kind === 'EVERY_LINE') return yield* shareProblems(gate.atLeast, `${path}.atLeast`);
  const { criterionId } = gate;
  const criterion = allCriteria(criteria).find(({ id }) => id === criterionId);
  if (criterion === undefined) {
    yield problem(`${path}.criterionId`, `there is no criterion ${criterionId}`, `không có tiêu chí ${criterionId}`);
  }
  if (gate.kind === 'POINTS') {
    yield* pointsProblems(gate.atLeast, `${path}.atLeast`, rounding);
    if (criterion !== undefined) yield* reachProblems(gate.atLeast, `${path}.atLeast`, mostPoints(criterion));
    return;
  }
  yield* shareProblems(gate.atLeast, `${path}.atLeast`);
  if (criterion?.kind !== 'GROUP' || criterion.max !== undefined) return;
  yield problem(
    `${path}.criterionId`,
    `${criterionId} has no max to take a share of`,
    `${criterionId} không có mức tối đa để tính tỷ lệ`,
  );
}

function* orderProblems(classes: readonly UnitClass[]): Problems {
  for (const [index, one] of classes.entries()) {
    const at = `${CLASSES}[${index}]`;
    if (index === classes.length - 1 && !isOpen(one)) {
      yield problem(
        at,
        'the last class must ask for nothing, so that each sheet is of one',
        'mức cuối không được đặt điều kiện, để đơn vị nào cũng được xếp loại',
      );
    }
    const better = classes[index - 1];
    if (better === undefined || !asksForNoMore(better, one)) continue;
    yield problem(
      at,
      `no sheet is ever of it, ${better.id} before it asks for no more`,
      `không đơn vị nào được xếp mức này, vì ${better.id} đứng trước không đòi hỏi cao hơn`,
    );
  }
}

/** Whether each sheet that meets the other meets this one by its points alone. */
function asksForNoMore({ from = '0', gates = [], decisionRequired }: UnitClass, other: UnitClass): boolean {
  return decisionRequired !== true && gates.length === 0 && exact(from).compare(exact(other.from ?? '0')) <= 0;
}

function isOpen({ from, gates = [], decisionRequired }: UnitClass): boolean {
  return from === undefined && gates.length === 0 && decisionRequired !== true;
}
