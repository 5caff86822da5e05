import { breach, refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import type { Facts, Gathered, Origin } from '../../kernel/event.js';
import { ZERO } from '../../kernel/fraction.js';
import type { Scope } from '../../kernel/scope.js';
import { isSaid } from '../../kernel/text.js';
import type { CriterionLine, ScoringRules } from '../../rulebooks/rulebook.values.js';
import { dayOf, memberNamed, type YearFrame } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import { notAMember, unitFacts } from '../frame/membership.js';
import { lineOf, linesOf, tableOf } from './criteria-table.js';
import { askedOf, readLine, unexpectedField, withinLine } from './line-points.js';
import { scoredUnits } from './scored-units.js';
import type { AsPrinted, LineInput, OfSheet, ReviewedLine, SelfLine } from './scoring.values.js';
import { figureOf, sameFigure } from './sheet-lines.js';

type Table = Pick<ScoringRules, 'criteria'>;

/** Every line names one criterion, once; by a rulebook one of its table, with the fields of its kind, in a scope that it declares. */
export function* mustBeUsable(rules: ScoringRules | undefined, of: OfSheet, lines: readonly LineInput[]): Checks {
  if (rules !== undefined) yield* mustKnowScope(rules, of.scope, of.unitId);
  for (const [place, input] of lines.entries()) {
    const at = `/lines/${place}`;
    if (rules !== undefined) yield* mustFit(rules, input, at);
    const { criterionId: criterion } = input;
    if (lines.findIndex(({ criterionId }) => criterionId === criterion) === place) continue;
    const others = linesOf(tableOf(rules).criteria).filter(({ id }) => lines.every((line) => line.criterionId !== id));
    const allowed = rules && others.map(({ id }) => id);
    yield* refuse('INVALID_INPUT', { field: `${at}/criterionId`, why: 'TWICE', ...defined({ allowed }), criterion });
  }
}

/** The table has such a line, and the input has its fields. */
function* mustFit({ criteria }: ScoringRules, input: LineInput, at: string): Checks {
  const line = lineOf(criteria, input.criterionId);
  if (line === undefined) {
    return yield* refuseCriterion(input.criterionId, criteria, { field: `${at}/criterionId` });
  }
  const field = unexpectedField(line, input);
  if (field !== undefined) {
    const allowed = input.notApplicable === true ? ['notApplicable'] : askedOf(line);
    yield* refuse('INVALID_INPUT', { field: `${at}/${field}`, why: 'OTHER_KIND', allowed, criterion: line.id });
  }
  const reading = readLine(line, input);
  if (reading.kind !== 'UNKNOWN_OPTION') return;
  yield* refuse('UNKNOWN_REFERENCE', {
    field: `${at}/option`,
    kind: 'option',
    id: reading.option,
    allowed: reading.allowed,
    criterionId: line.id,
  });
}

/** D44: the total that a source prints is kept; an act has the one that its lines give. */
export function* mustPrintNoTotal({ data, mode }: Pick<Circumstances, 'mode'> & Readonly<{ data: AsPrinted }>): Checks {
  if (data.printedTotal !== undefined && mode.kind === 'ACT')
    yield* refuse('INVALID_INPUT', { field: '/printedTotal', why: 'CLAIM_ALONE' });
}

/** No such line, or none of that kind: names the lines that would do. */
export function* refuseCriterion(
  id: string,
  criteria: ScoringRules['criteria'],
  { field, kind }: Readonly<{ field: string; kind?: CriterionLine['kind'] }>,
): Checks<never> {
  const lines = linesOf(criteria).filter((line) => kind === undefined || line.kind === kind);
  return yield* refuse('UNKNOWN_REFERENCE', { field, kind: 'criterion', id, allowed: lines.map((line) => line.id) });
}

/** The self-score of a unit in the facts of a refusal. */
export function selfScoreOf(frame: YearFrame, unitId: string) {
  return { kind: 'self-score' as const, id: unitId, of: memberNamed(frame, unitId) };
}

/** The group is one that the rulebook declares. */
export function* mustKnowGroup({ groups = [] }: ScoringRules, id: string, field: string): Checks {
  const allowed = groups.map((group) => group.id);
  if (!allowed.includes(id)) yield* refuse('UNKNOWN_REFERENCE', { field, kind: 'group', id, allowed });
}

/**
 * A track, group or part of the period is one that the rulebook declares; of a group, the unit belongs to it. A subject is in the group that
 * it was registered in, whichever its unit is in.
 */
export function* mustKnowScope(rules: ScoringRules, scope: Scope, unitId?: string): Checks {
  const isListed = ({ unitIds }: Readonly<{ unitIds?: readonly string[] }>): boolean =>
    unitId === undefined || scope.subject !== undefined || unitIds === undefined || unitIds.includes(unitId);
  const groups = (rules.groups ?? []).filter(isListed);
  const parts = [
    { kind: 'track' as const, of: 'track', id: scope.track, declared: rules.tracks ?? [] },
    { kind: 'sub-period' as const, of: 'subPeriod', id: scope.subPeriod, declared: rules.subPeriods ?? [] },
    { kind: 'group' as const, of: 'group', id: scope.group, declared: groups.map(({ id }) => id) },
  ];
  for (const { kind, of, id, declared } of parts) {
    if (id !== undefined && !declared.includes(id))
      yield* refuse('UNKNOWN_REFERENCE', { field: `/scope/${of}`, kind, id, allowed: declared });
  }
}

/** R01: the unit is one whose year is scored here. */
export function* mustBeScored(
  frame: YearFrame,
  unitId: string,
  when: InYear,
  gathered: readonly Gathered[] = [],
): Checks {
  if (!scoredUnits(frame, dayOf(when)).includes(unitId)) yield notAMember(frame, unitId, when.occurredOn, gathered);
}

/** R14: no one appraises their own unit, not even the head; a paper of another does not change whose hand it is. */
export function* mustNotBeOwn(frame: YearFrame, unitId: string, { unitId: own, onBehalfOf }: Origin): Checks {
  if (own === unitId || onBehalfOf?.unitId === unitId) yield breach('SELF_APPRAISAL', unitFacts(frame, unitId));
}

/** R08: every line of the scale is filled, or not assigned where the rulebook allows that. */
export function* mustBeComplete(table: Table, lines: readonly LineInput[]): Checks {
  const missing = missingLines(table, lines);
  if (missing.length === 0) return;
  yield breach('INCOMPLETE_SCORE', { criteria: missing.map(titleOf), criterionIds: missing.map(({ id }) => id) });
}

/** The lines of the scale that these inputs leave open. */
export function missingLines({ criteria }: Table, lines: readonly LineInput[]): readonly CriterionLine[] {
  return linesOf(criteria).filter((line) => readLine(line, figureOf(lines, line.id)).kind === 'MISSING');
}

/** R09: inputs stay within 0..max, deductions within -max..0, and the table gives points for each. */
export function* mustBeInRange({ criteria }: Table, lines: readonly LineInput[]): Checks {
  for (const line of linesOf(criteria)) {
    const reading = readLine(line, figureOf(lines, line.id));
    const of = { criterion: titleOf(line), criterionId: line.id };
    if (reading.kind === 'NOT_DEFINED') {
      yield breach('POINTS_NOT_DEFINED', { ...of, value: reading.value, ...reading.open });
    }
    if (reading.kind !== 'POINTS' || reading.outside === undefined) continue;
    yield breach('SCORE_OUT_OF_RANGE', { ...of, ...reading.outside });
  }
}

/** R10: the lines for which the rulebook asks for a document have one, where they give or take points. */
export function* mustBeProven({ criteria }: Table, lines: readonly SelfLine[]): Checks {
  const unproven = linesOf(criteria).filter((line) => {
    const input = figureOf(lines, line.id);
    if (line.documentRequired !== true || input === undefined || input.notApplicable === true) return false;
    const reading = readLine(line, input);
    return !(reading.kind === 'POINTS' && withinLine(line, reading.exact).equals(ZERO)) && !isProven(input);
  });
  if (unproven.length === 0) return;
  yield breach('EVIDENCE_REQUIRED', { criteria: unproven.map(titleOf), criterionIds: unproven.map(({ id }) => id) });
}

/** A title alone is no document. */
function isProven({ evidence = [] }: SelfLine): boolean {
  return evidence.some(({ document, sha256 }) => sha256 !== undefined || isSaid(document?.number));
}

/** R10: a figure that differs from the one before says why. */
export function* mustGiveReasons(
  rules: Table,
  before: readonly ReviewedLine[],
  given: readonly ReviewedLine[],
): Checks {
  for (const { criterionId, reason } of differing(before, given)) {
    if (!isSaid(reason)) yield breach('REASON_REQUIRED', ofCriterion(rules, criterionId), 'R10');
  }
}

/** Figures that are not those from before. */
export function differing(before: readonly ReviewedLine[], given: readonly ReviewedLine[]): readonly ReviewedLine[] {
  return given.filter((line) => {
    const earlier = figureOf(before, line.criterionId);
    return earlier === undefined || !sameFigure(earlier, line);
  });
}

/** What an excluded unit is excluded for: the title people read, the id for the record. */
export function groundFacts(groundId: string, { rulebook }: YearFrame): Facts {
  const ground = rulebook?.content.scoring.knockOuts.find(({ id }) => id === groundId)?.title.vi ?? groundId;
  return { ground, groundId };
}

/** What a reason is missing for: a unit's card. */
export function ofUnit(frame: YearFrame, unitId: string): Facts {
  return { subject: memberNamed(frame, unitId), unitId };
}

/** What a reason is missing for: a line. */
export function ofCriterion({ criteria }: Table, criterionId: string): Facts {
  const line = lineOf(criteria, criterionId);
  return { subject: line === undefined ? criterionId : titleOf(line), criterionId };
}

function titleOf({ title }: CriterionLine): string {
  return title.vi;
}
