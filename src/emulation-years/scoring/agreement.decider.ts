import { breach, placedAt, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { exact, ZERO } from '../../kernel/fraction.js';
import { scopeKey } from '../../kernel/scope.js';
import { mustFollow } from '../../kernel/happened.js';
import { isSaid } from '../../kernel/text.js';
import { type ScoringRules, ZERO_GROUND } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { mustBeDocumented } from '../../kernel/cited-document.js';
import type { YearFrame } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import { unitFacts } from '../frame/membership.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { linesOf, tableOf } from './criteria-table.js';
import type { AgreeScore, AgreeScores, CorrectRecord } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { cardOf, exclusionsOf, type ScoringState, type Sheet, type ScoringYear } from './scoring.fold.js';
import { isSameGround, type OfSheet, type ReviewedLine, type ScoredLine } from './scoring.values.js';
import {
  differing,
  mustGiveReasons,
  mustBeComplete,
  mustBeInRange,
  mustBeScored,
  mustNotBeOwn,
  mustBeUsable,
  mustPrintNoTotal,
  ofUnit,
} from './sheet-checks.js';
import { figureOf, takenOver, unscored } from './sheet-lines.js';
import { scoredColumn } from './column-totals.js';
import { mustBeOfRegistered } from './subject.decider.js';

/**
 * Thống nhất chấm điểm: the bloc adopts the appraised figures, or others with a reason. Whoever sends for the head may
 * record that also of the own unit, which presides over its own agreement as over all others; but a
 * figure that differs from the secretariat's is an appraisal, and R14 keeps that from the own hand, also the head's.
 */
export function* agreeScore(command: AgreeScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data, origin } = command;
  const rules = (yield* rulebookFor(command, year.frame))?.scoring;
  const table = tableOf(rules);
  yield* mustPrintNoTotal(command);
  yield* mustBeUsable(rules, data, data.lines);
  yield* mustBeOfRegistered(data, year);
  yield* mustBeAtSession(data, year.sessions);
  const card = cardOf(year.scoring, data);
  const before = (card.appraised ?? []).map(unscored);
  const lines = takenOver(rules, before, data.lines);
  yield* mustBeScored(year.frame, data.unitId, data);
  if (differing(before, data.lines).length > 0) yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustBeAppraised(card, year.frame);
  yield* mustFollow(command, card.latest, data.occurredOn, 'SHEET');
  yield* mustBeComplete(table, lines);
  yield* mustBeInRange(table, data.lines);
  yield* mustGiveReasons(table, before, data.lines);
  const figures = scoredColumn(rules, lines);
  return [{ type: 'ScoreAgreed', data: { ...data, ...figures } }, ...zeroes(table, figures.lines, data, year.scoring)];
}

/** Several sheets at once, each by the rules of one; where one is refused, none is agreed. */
export function* agreeScores(command: AgreeScores & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { sheets, ...on } = command.data;
  const events: ScoringEvent[] = [];
  const agreed = new Set<string>();
  for (const [place, sheet] of sheets.entries()) {
    const field = `/sheets/${place}`;
    const key = `${sheet.unitId} ${scopeKey(sheet.scope)}`;
    if (agreed.has(key)) yield* refuse('INVALID_INPUT', { field, why: 'TWICE' });
    agreed.add(key);
    const one = { ...command, type: 'AgreeScore' as const, data: { ...on, ...sheet } };
    events.push(...(yield* placedAt(field, agreeScore(one, year))));
  }
  return events;
}

/**
 * An agreed figure was wrong: a new one, by document and reason (R15, R38), and not by the own hand (R14). A published
 * ranking stays as it is; a new version is computed and published by its own commands (D18).
 */
export function* correctRecord(command: CorrectRecord & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data, origin } = command;
  const rules = (yield* rulebookFor(command, year.frame))?.scoring;
  const table = tableOf(rules);
  yield* mustBeUsable(rules, data, data.lines);
  yield* mustBeOfRegistered(data, year);
  const { status, agreed, latest } = cardOf(year.scoring, data);
  const lines = takenOver(rules, (agreed ?? []).map(unscored), data.lines);
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustBeComplete(table, lines);
  yield* mustBeInRange(table, data.lines);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofUnit(year.frame, data.unitId), 'R10');
  yield* mustBeDocumented(data.document);
  if (status !== 'AGREED') yield breach('INVALID_TRANSITION', { step: status });
  yield* mustFollow(command, latest, data.occurredOn, 'SHEET');
  const figures = scoredColumn(rules, lines);
  return [
    { type: 'RecordCorrected', data: { ...data, ...figures } },
    ...zeroes(table, figures.lines, data, year.scoring),
  ];
}

/** R13, R15: what is adopted has been appraised, and not adopted before. */
function* mustBeAppraised({ status, unitId }: Sheet, frame: YearFrame): Checks {
  if (status === 'AGREED') yield breach('SCORE_FROZEN', unitFacts(frame, unitId));
  else if (status !== 'APPRAISED') yield breach('NOT_APPRAISED', unitFacts(frame, unitId));
}

/** The ground of an exclusion by zero points on a knock-out line: an id of its own, which no ground of a rulebook has. */
function zeroGround(criterionId: string): string {
  return `${ZERO_GROUND}${criterionId}`;
}

/**
 * Điểm liệt: zero on a line that the rulebook declares so bars the unit from awards; a correction that gives it points
 * lifts that bar, and no other: what another sheet says leaves it (D23).
 */
function zeroes(
  { criteria }: Pick<ScoringRules, 'criteria'>,
  lines: readonly ScoredLine<ReviewedLine>[],
  { blocId, year, occurredOn, unitId, scope }: InYear & OfSheet,
  scoring: ScoringState,
): readonly ScoringEvent[] {
  const standing = exclusionsOf(scoring, unitId);
  return linesOf(criteria).flatMap<ScoringEvent>(({ id, title, knockOutAtZero }) => {
    const of = { unitId, ground: zeroGround(id), ...(scopeKey(scope) === '' ? {} : { scope }) };
    const excluded = standing.some((exclusion) => isSameGround(exclusion, of));
    const isZero = knockOutAtZero === true && isZeroLine(figureOf(lines, id));
    if (isZero === excluded) return [];
    const on = { blocId, year, occurredOn, ...of };
    return isZero
      ? [{ type: 'UnitExcluded', data: { ...on, excludedFrom: 'AWARDS', reason: `Điểm liệt: ${title.vi}` } }]
      : [{ type: 'ExclusionLifted', data: { ...on, reason: `Điểm đã điều chỉnh: ${title.vi}` } }];
  });
}

/** Whether it gives no points, or takes some. A criterion that was not assigned is no zero. */
function isZeroLine(line: ScoredLine<ReviewedLine> | undefined): boolean {
  return line?.points !== undefined && line.notApplicable !== true && exact(line.points).compare(ZERO) <= 0;
}
