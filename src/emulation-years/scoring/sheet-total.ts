import { defined } from '../../kernel/defined.js';
import {
  exact,
  exactText,
  integer,
  larger,
  minus,
  plus,
  smaller,
  sum,
  times,
  ZERO,
  type Exact,
} from '../../kernel/fraction.js';
import { rounded, toPoints } from '../../kernel/points.js';
import { allCriteria, type Criterion, type CriterionLine, type ScoringRules } from '../../rulebooks/rulebook.values.js';
import { isBesideScale, linesOf } from './criteria-table.js';
import { aboveTarget, readLine, withinLine, type LineReading } from './line-points.js';
import type { LineDerivation, LineInput, Total, TotalDerivation } from './scoring.values.js';

/** By criterion, the largest share of target among the units compared: what a curve relative to the leader is read against. */
export type Leaders = ReadonlyMap<string, Exact>;

/** A sheet's total with every step that led to it, and what each line and heading is worth under the caps. */
export type DerivedSheet = TotalDerivation &
  Readonly<{
    worth: ReadonlyMap<string, Exact>;
    /** The same as if what was not assigned and is rescaled had been reached in the proportion of the rest. */
    rescaledWorth: (criterionId: string) => Exact;
    /** The lines that gave points, or could have: neither missing nor left out. */
    assigned: ReadonlySet<string>;
    bonus: Exact;
    /** What deductions and penalties take: zero or less. */
    deductions: Exact;
    /** How many lines of the scale give all they can. */
    fullMarks: Exact;
    /** What was counted on each line of kind COUNT, beyond its max too. */
    counted: ReadonlyMap<string, Exact>;
  }>;

const ONE = integer(1);

type ReadLine = Readonly<{ line: CriterionLine; reading: LineReading }>;
type DerivedLine = Readonly<{ line: CriterionLine; exact: Exact; capped: Exact; rounded: Exact; leader?: Exact }>;

/**
 * How the inputs come to a total: line by line, then the sum, the caps and floors of the headings, the rescaling of criteria that
 * were not assigned, the cap of the scale, the rounding. A line that is missing gives nothing; a line that leads
 * nobody but itself is its own leader.
 */
export function deriveSheet(
  rules: ScoringRules,
  inputs: readonly LineInput[],
  leaders: Leaders = new Map(),
): DerivedSheet {
  const read = readLines(rules.criteria, inputs);
  const derived = read.flatMap(({ line, reading }) => deriveLine(rules, line, reading, leaders));
  const values = new Map(derived.map((line) => [line.line.id, line.rounded]));
  const whole = underCaps(rules.criteria, ({ id }) => values.get(id) ?? ZERO);
  const steps = [...sumSteps(sum([...values.values()]), whole.cuts)];
  const rescaled = plus(whole.total, rescaling(rules.criteria, read, values));
  if (read.some(isRescaled)) steps.push({ step: 'RESCALE', value: exactText(rescaled) });
  const total = rules.overflow === 'CAPPED' ? smaller(rescaled, exact(rules.scale)) : rescaled;
  if (!total.equals(rescaled)) steps.push({ step: 'SCALE_CAP', value: exactText(total) });
  steps.push({ step: 'ROUND', value: exactText(rounded(total, rules.rounding)) });
  return {
    lines: derived.map(lineText),
    steps,
    total: inPoints(total, rules),
    worth: whole.worth,
    rescaledWorth: (criterionId) => {
      const of = allCriteria(rules.criteria).filter(({ id }) => id === criterionId);
      return plus(whole.worth.get(criterionId) ?? ZERO, rescaling(of, read, values));
    },
    assigned: new Set(values.keys()),
    bonus: ofKind(derived, 'BONUS'),
    deductions: plus(ofKind(derived, 'DEDUCTION'), lostByCases(derived)),
    fullMarks: integer(derived.filter(givesAll).length),
    counted: countsOf(rules.criteria, inputs),
  };
}

/** As it is kept: exact, and rounded as the rulebook says. */
export function inPoints(value: Exact, { rounding }: ScoringRules): Total {
  return { exact: exactText(value), points: toPoints(value, rounding) };
}

/** The leader of each relative curve among these sheets. Only shares above the target lead. */
export function leadersOf({ criteria }: ScoringRules, sheets: readonly (readonly LineInput[])[]): Leaders {
  const leaders = new Map<string, Exact>();
  for (const { line, reading } of sheets.flatMap((inputs) => readLines(criteria, inputs))) {
    if (reading.kind !== 'RELATIVE') continue;
    leaders.set(line.id, larger(leaders.get(line.id) ?? ZERO, reading.share));
  }
  return leaders;
}

/** The criteria that were not assigned to the unit and by which it is ranked apart, in the order of the table. */
export function setApartBy({ criteria }: ScoringRules, inputs: readonly LineInput[]): readonly string[] {
  return readLines(criteria, inputs)
    .filter(({ reading }) => reading.kind === 'NOT_COUNTED' && reading.policy === 'SEPARATE_GROUP')
    .map(({ line }) => line.id);
}

function readLines(criteria: readonly Criterion[], inputs: readonly LineInput[]): readonly ReadLine[] {
  const byId = new Map(inputs.map((input) => [input.criterionId, input]));
  return linesOf(criteria).map((line) => ({ line, reading: readLine(line, byId.get(line.id)) }));
}

/** A line that gives no points has no derivation: its absence says so. */
function deriveLine(
  { rounding }: ScoringRules,
  line: CriterionLine,
  reading: LineReading,
  leaders: Leaders,
): readonly DerivedLine[] {
  const found = pointsByRule(line, reading, leaders);
  if (found === undefined) return [];
  const capped = withinLine(line, found.exact);
  return [{ line, ...found, capped, rounded: rounding.stage === 'LINE' ? rounded(capped, rounding) : capped }];
}

function pointsByRule(
  line: CriterionLine,
  reading: LineReading,
  leaders: Leaders,
): Pick<DerivedLine, 'exact' | 'leader'> | undefined {
  if (reading.kind === 'POINTS') return { exact: reading.exact };
  if (reading.kind !== 'RELATIVE') return undefined;
  const leader = leaders.get(line.id) ?? reading.share;
  return { exact: aboveTarget(line, reading.share, leader), leader };
}

type Capped = Readonly<{
  total: Exact;
  /** Points of every line and heading, after its own cap. */
  worth: ReadonlyMap<string, Exact>;
  /** What each heading lost at its cap, innermost first; below zero what its floor gave it. */
  cuts: readonly Readonly<{ criterionId: string; lost: Exact }>[];
}>;

/** Adds the table up under the caps and above the floors of its headings. */
function underCaps(criteria: readonly Criterion[], pointsOf: (line: CriterionLine) => Exact): Capped {
  const parts = criteria.map((criterion) =>
    criterion.kind === 'GROUP'
      ? heading(criterion, underCaps(criterion.children, pointsOf))
      : { total: pointsOf(criterion), worth: new Map([[criterion.id, pointsOf(criterion)]]), cuts: [] },
  );
  return {
    total: sum(parts.map(({ total }) => total)),
    worth: new Map(parts.flatMap(({ worth }) => [...worth])),
    cuts: parts.flatMap(({ cuts }) => cuts),
  };
}

function heading({ id, max, min }: Extract<Criterion, { kind: 'GROUP' }>, children: Capped): Capped {
  const capped = max === undefined ? children.total : smaller(children.total, exact(max));
  const total = min === undefined ? capped : larger(capped, exact(min));
  const lost = minus(children.total, total);
  return {
    total,
    worth: new Map([...children.worth, [id, total]]),
    cuts: lost.equals(ZERO) ? children.cuts : [...children.cuts, { criterionId: id, lost }],
  };
}

function sumSteps(total: Exact, cuts: Capped['cuts']): TotalDerivation['steps'] {
  const steps: TotalDerivation['steps'][number][] = [{ step: 'SUM', value: exactText(total) }];
  let value = total;
  for (const { criterionId, lost } of cuts) {
    value = minus(value, lost);
    steps.push({ step: lost.compare(ZERO) > 0 ? 'GROUP_CAP' : 'GROUP_FLOOR', value: exactText(value), criterionId });
  }
  return steps;
}

/**
 * What rescaling adds: the points on the scale grow so that full marks on the assigned criteria are worth what full
 * marks on the whole table are. Bonus and deductions keep their size; a dropped line stays lost.
 */
function rescaling(
  criteria: readonly Criterion[],
  read: readonly ReadLine[],
  values: ReadonlyMap<string, Exact>,
): Exact {
  const missing = new Set(read.filter(isRescaled).map(({ line }) => line.id));
  // Of most sheets: as much is assigned as can be attained.
  if (missing.size === 0) return ZERO;
  const onScale = (pointsOf: (line: CriterionLine) => Exact): Exact =>
    underCaps(criteria, (line) => (isBesideScale(line) ? ZERO : pointsOf(line))).total;
  const attainable = onScale(({ max }) => exact(max));
  const assigned = onScale(({ id, max }) => (missing.has(id) ? ZERO : exact(max)));
  if (assigned.equals(ZERO)) return ZERO;
  const reached = onScale(({ id }) => values.get(id) ?? ZERO);
  return times(reached, attainable.div(assigned).sub(ONE));
}

function isRescaled({ reading }: ReadLine): boolean {
  return reading.kind === 'NOT_COUNTED' && reading.policy === 'RESCALE';
}

function ofKind(lines: readonly DerivedLine[], kind: CriterionLine['kind']): Exact {
  return sum(lines.filter(({ line }) => line.kind === kind).map((line) => line.rounded));
}

/** What cases took of the lines that count them: zero or less. */
function lostByCases(lines: readonly DerivedLine[]): Exact {
  const counting = lines.filter(({ line }) => line.kind === 'PENALTY');
  return sum(counting.map(({ line, rounded: points }) => minus(points, exact(line.max))));
}

function givesAll({ line, rounded: points }: DerivedLine): boolean {
  return !isBesideScale(line) && points.compare(exact(line.max)) >= 0;
}

function countsOf(criteria: readonly Criterion[], inputs: readonly LineInput[]): DerivedSheet['counted'] {
  const values = new Map(inputs.map(({ criterionId, value }) => [criterionId, value]));
  return new Map(
    linesOf(criteria)
      .filter(({ kind }) => kind === 'COUNT')
      .map(({ id }) => [id, exact(values.get(id) ?? '0')]),
  );
}

function lineText({ line, leader, ...value }: DerivedLine): LineDerivation {
  return {
    criterionId: line.id,
    exact: exactText(value.exact),
    capped: exactText(value.capped),
    rounded: exactText(value.rounded),
    ...defined({ leader: leader && exactText(leader) }),
  };
}
