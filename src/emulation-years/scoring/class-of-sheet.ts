import { exact, times, ZERO, type Exact } from '../../kernel/fraction.js';
import { rounded } from '../../kernel/points.js';
import {
  allCriteria,
  type ClassificationRules,
  type Criterion,
  type Gate,
  type ScoringRules,
  type UnitClass,
} from '../../rulebooks/rulebook.values.js';
import { isBesideScale, linesOf } from './criteria-table.js';
import type { DerivedSheet } from './sheet-total.js';

/** All classes that the sheet meets, the one that points give, and the better ones that the members decide on. */
export type ClassRead = Readonly<{
  met: readonly UnitClass[];
  byPoints?: UnitClass;
  byDecision: readonly UnitClass[];
}>;

/** Classes stand from the best down; the last one of a published rulebook asks for nothing. */
export function classOf(classification: ClassificationRules, scoring: ScoringRules, sheet: DerivedSheet): ClassRead {
  const met = classification.classes.filter((one) => meetsClass(one, classification, scoring, sheet));
  const place = met.findIndex(({ decisionRequired }) => decisionRequired !== true);
  const byPoints = met[place];
  return { met, byDecision: place === -1 ? met : met.slice(0, place), ...(byPoints && { byPoints }) };
}

/** Whether the words are what the rulebook calls that class. */
export function isTitleOf({ title }: UnitClass, words: string): boolean {
  return title.vi === words || title.en === words;
}

/** Whether the total and all gates reach what the class asks for, whatever other class the sheet meets too. */
export function meetsClass(
  { from, gates = [] }: UnitClass,
  { precision }: Pick<ClassificationRules, 'precision'>,
  scoring: ScoringRules,
  sheet: DerivedSheet,
): boolean {
  const asRead = (value: Exact): Exact => (precision === 'EXACT' ? value : rounded(value, scoring.rounding));
  const reaches = (criterion: Criterion, atLeast: Exact): boolean =>
    !wasAssigned(criterion, sheet) || asRead(worthOf(criterion, sheet)).compare(atLeast) >= 0;
  const holds = (gate: Gate): boolean =>
    criteriaOf(gate, scoring.criteria).every((criterion) => reaches(criterion, leastBy(gate, criterion)));
  return (from === undefined || asRead(exact(sheet.total.exact)).compare(exact(from)) >= 0) && gates.every(holds);
}

function criteriaOf(gate: Gate, criteria: readonly Criterion[]): readonly Criterion[] {
  if (gate.kind === 'EVERY_LINE') return linesOf(criteria).filter((line) => !isBesideScale(line));
  return allCriteria(criteria).filter(({ id }) => id === gate.criterionId);
}

function leastBy(gate: Gate, { max = '0' }: Criterion): Exact {
  return gate.kind === 'POINTS' ? exact(gate.atLeast) : times(exact(max), exact(gate.atLeast));
}

function worthOf({ id }: Criterion, { worth }: DerivedSheet): Exact {
  return worth.get(id) ?? ZERO;
}

/** Of a heading any line below it counts. */
function wasAssigned(criterion: Criterion, { assigned }: DerivedSheet): boolean {
  return linesOf([criterion]).some(({ id }) => assigned.has(id));
}
