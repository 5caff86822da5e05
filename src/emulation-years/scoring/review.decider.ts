import { breach, type Checks, type Circumstances, type Deciding, refuse } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { mustFollow } from '../../kernel/happened.js';
import { isSaid } from '../../kernel/text.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { mustBeDocumented } from '../../kernel/cited-document.js';
import { unitFacts } from '../frame/membership.js';
import { lineOf, tableOf } from './criteria-table.js';
import type { AppraiseScore, ExplainScore, RecordBonus, RecordDeduction, ReturnScore } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { cardOf, sheetOf, type Sheet, type ScoringYear } from './scoring.fold.js';
import type { ColumnTotals, LineInput, OfSheet } from './scoring.values.js';
import {
  mustGiveReasons,
  mustBeComplete,
  mustBeInRange,
  mustBeScored,
  mustNotBeOwn,
  mustBeUsable,
  ofCriterion,
  ofUnit,
  mustKnowScope,
  mustPrintNoTotal,
  refuseCriterion,
  selfScoreOf,
} from './sheet-checks.js';
import { takenOver, unscored, withFigure, withoutEvidence } from './sheet-lines.js';
import { columnTotals, scoredColumn } from './column-totals.js';
import { mustBeOfRegistered } from './subject.decider.js';

/** The card goes back to the unit, with the reason (R11). */
export function* returnScore(command: ReturnScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data, origin } = command;
  const sheet = sheetOf(year.scoring, data);
  if (sheet === undefined) return yield* refuse('NOT_ON_RECORD', selfScoreOf(year.frame, data.unitId));
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofUnit(year.frame, data.unitId), 'R11');
  if (sheet.status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: sheet.status });
  yield* mustFollow(command, sheet.latest, data.occurredOn, 'SHEET');
  return [{ type: 'ScoreReturned', data }];
}

/** Thẩm định: the secretariat's figures; what it leaves out is taken over from the unit, or from what it entered itself. */
export function* appraiseScore(command: AppraiseScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data, origin } = command;
  const rules = (yield* rulebookFor(command, year.frame))?.scoring;
  const table = tableOf(rules);
  yield* mustPrintNoTotal(command);
  yield* mustBeUsable(rules, data, data.lines);
  yield* mustBeOfRegistered(data, year);
  const card = cardOf(year.scoring, data);
  const before = takenOver(rules, (card.self ?? []).map(withoutEvidence), card.recorded.map(unscored));
  const lines = takenOver(rules, before, data.lines);
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  yield* mustBeHandedIn(card);
  yield* mustBeComplete(table, lines);
  yield* mustBeInRange(table, data.lines);
  yield* mustGiveReasons(table, before, data.lines);
  yield* mustFollow(command, card.latest, data.occurredOn, 'SHEET');
  return [{ type: 'ScoreAppraised', data: { ...data, ...scoredColumn(rules, lines) } }];
}

/**
 * A bonus or deduction on a line of that kind, with its document, after the unit handed in. It is the figure of that
 * line from then on, in place of the unit's own or of one entered before.
 */
export function* recordMark(
  command: (RecordDeduction | RecordBonus) & Circumstances,
  year: ScoringYear,
): Deciding<ScoringEvent> {
  const { type, data, origin } = command;
  const rules = (yield* rulebookFor(command, year.frame))?.scoring;
  const table = tableOf(rules);
  const { criterionId, mark } = data;
  if (rules !== undefined) yield* mustKnowScope(rules, data.scope, data.unitId);
  yield* mustBeOfRegistered(data, year);
  yield* mustBeLineOf(rules, criterionId, type === 'RecordDeduction' ? 'DEDUCTION' : 'BONUS');
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  yield* mustBeInRange(table, [{ criterionId, mark }]);
  yield* mustBeJustified(table, data);
  const card = cardOf(year.scoring, data);
  yield* mustBeHandedIn(card);
  yield* mustFollow(command, card.latest, data.occurredOn, 'SHEET');
  const appraised = rules && appraisedWith(rules, card, { criterionId, mark });
  const recorded = { ...data, ...defined({ appraised }) };
  return [
    type === 'RecordDeduction'
      ? { type: 'DeductionRecorded', data: recorded }
      : { type: 'BonusRecorded', data: recorded },
  ];
}

/** R10: it has a reason, and the document that its line asks for. */
function* mustBeJustified(table: Pick<ScoringRules, 'criteria'>, data: RecordDeduction['data']): Checks {
  const { criterionId, reason, document } = data;
  if (!isSaid(reason)) yield breach('REASON_REQUIRED', ofCriterion(table, criterionId), 'R10');
  if (lineOf(table.criteria, criterionId)?.documentRequired === true) yield* mustBeDocumented(document);
}

function appraisedWith(rules: ScoringRules, { appraised }: Sheet, mark: LineInput): ColumnTotals | undefined {
  return appraised && columnTotals(rules, withFigure(appraised, mark));
}

/** By a rulebook the line is one of that kind. */
function* mustBeLineOf(rules: ScoringRules | undefined, criterionId: string, kind: 'BONUS' | 'DEDUCTION'): Checks {
  if (rules !== undefined && lineOf(rules.criteria, criterionId)?.kind !== kind) {
    yield* refuseCriterion(criterionId, rules.criteria, { field: '/criterionId', kind });
  }
}

/** Giải trình: the unit answers an appraisal, line by line, before the figures are agreed. */
export function* explainScore(command: ExplainScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data } = command;
  const rules = (yield* rulebookFor(command, year.frame))?.scoring;
  if (rules !== undefined) yield* mustExplainLines(rules, data);
  const { appraised, status, latest } = cardOf(year.scoring, data);
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeAgreed(year, data);
  if (appraised === undefined) yield breach('INVALID_TRANSITION', { step: status });
  yield* mustFollow(command, latest, data.occurredOn, 'SHEET');
  return [{ type: 'ScoreExplained', data }];
}

function* mustExplainLines({ criteria }: ScoringRules, data: ExplainScore['data']): Checks {
  const place = data.explanations.findIndex(({ criterionId }) => lineOf(criteria, criterionId) === undefined);
  const stray = data.explanations[place];
  if (stray !== undefined) {
    yield* refuseCriterion(stray.criterionId, criteria, { field: `/explanations/${place}/criterionId` });
  }
}

/** R15: what is agreed changes by a correction only. */
function* mustNotBeAgreed({ scoring, frame }: ScoringYear, of: OfSheet): Checks {
  if (cardOf(scoring, of).status === 'AGREED') yield breach('SCORE_FROZEN', unitFacts(frame, of.unitId));
}

/** R44: the secretariat's turn comes when the unit has handed in and was not asked to do it again. */
function* mustBeHandedIn({ status }: Sheet): Checks {
  if (status === 'BLANK' || status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: status });
}
