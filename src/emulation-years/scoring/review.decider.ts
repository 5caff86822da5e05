import { breach, type Checks, type Circumstances, type Deciding, refuse } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { isSaid } from '../../kernel/text.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import { mustHaveRulebook } from '../frame/adopted-rulebook.js';
import { mustBeDocumented } from '../frame/cited-document.js';
import { unitFacts } from '../frame/membership.js';
import { lineOf } from './criteria-table.js';
import type { AppraiseScore, ExplainScore, RecordBonus, RecordDeduction, ReturnScore } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { cardOf, sheetOf, type Sheet, type ScoringYear } from './scoring.fold.js';
import type { OfSheet } from './scoring.values.js';
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
import { scored, takenOver, unscored, withFigure, withoutEvidence } from './sheet-lines.js';
import { columnTotals } from './column-totals.js';
import { mustBeOfRegistered } from './subject.decider.js';

/** The card goes back to the unit, with the reason (R11). */
export function* returnScore({ data, origin }: ReturnScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const sheet = sheetOf(year.scoring, data);
  if (sheet === undefined) return yield* refuse('NOT_ON_RECORD', selfScoreOf(year.frame, data.unitId));
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofUnit(year.frame, data.unitId), 'R11');
  if (sheet.status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: sheet.status });
  return [{ type: 'ScoreReturned', data: { ...data, reason: data.reason ?? '' } }];
}

/** Thẩm định: the secretariat's figures; what it leaves out is taken over from the unit, or from what it entered itself. */
export function* appraiseScore(command: AppraiseScore & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data, origin } = command;
  const { scoring: rules } = (yield* mustHaveRulebook(year.frame)).content;
  yield* mustPrintNoTotal(command);
  yield* mustBeUsable(rules, data, data.lines);
  yield* mustBeOfRegistered(data, year);
  const card = cardOf(year.scoring, data);
  const before = takenOver(rules.criteria, (card.self ?? []).map(withoutEvidence), card.recorded.map(unscored));
  const lines = takenOver(rules.criteria, before, data.lines);
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  yield* mustBeComplete(rules, lines);
  yield* mustBeInRange(rules, data.lines);
  yield* mustGiveReasons(rules, before, data.lines);
  yield* mustBeHandedIn(card);
  const figures = { lines: scored(rules, lines), ...columnTotals(rules, lines) };
  return [{ type: 'ScoreAppraised', data: { ...data, ...figures } }];
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
  const { scoring: rules } = (yield* mustHaveRulebook(year.frame)).content;
  const { criterionId, mark } = data;
  yield* mustKnowScope(rules, data.scope, data.unitId);
  yield* mustBeOfRegistered(data, year);
  yield* mustBeLineOf(rules, criterionId, type === 'RecordDeduction' ? 'DEDUCTION' : 'BONUS');
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeOwn(year.frame, data.unitId, origin);
  yield* mustNotBeAgreed(year, data);
  yield* mustBeInRange(rules, [{ criterionId, mark }]);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofCriterion(rules, criterionId), 'R10');
  if (lineOf(rules.criteria, criterionId)?.documentRequired === true) yield* mustBeDocumented(data.document);
  const card = cardOf(year.scoring, data);
  yield* mustBeHandedIn(card);
  const appraised = card.appraised && columnTotals(rules, withFigure(card.appraised, { criterionId, mark }));
  const recorded = { ...data, ...defined({ appraised }) };
  return [
    type === 'RecordDeduction'
      ? { type: 'DeductionRecorded', data: recorded }
      : { type: 'BonusRecorded', data: recorded },
  ];
}

function* mustBeLineOf({ criteria }: ScoringRules, criterionId: string, kind: 'BONUS' | 'DEDUCTION'): Checks {
  if (lineOf(criteria, criterionId)?.kind !== kind) {
    yield* refuseCriterion(criterionId, criteria, { field: '/criterionId', kind });
  }
}

/** Giải trình: the unit answers an appraisal, line by line, before the figures are agreed. */
export function* explainScore({ data }: ExplainScore, year: ScoringYear): Deciding<ScoringEvent> {
  const criteria = year.frame.rulebook?.content.scoring.criteria ?? [];
  const place = data.explanations.findIndex(({ criterionId }) => lineOf(criteria, criterionId) === undefined);
  const stray = data.explanations[place];
  if (stray !== undefined) {
    yield* refuseCriterion(stray.criterionId, criteria, { field: `/explanations/${place}/criterionId` });
  }
  const { appraised, status } = cardOf(year.scoring, data);
  yield* mustBeScored(year.frame, data.unitId, data);
  yield* mustNotBeAgreed(year, data);
  if (appraised === undefined) yield breach('INVALID_TRANSITION', { step: status });
  return [{ type: 'ScoreExplained', data }];
}

/** R15: what is agreed changes by a correction only. */
function* mustNotBeAgreed({ scoring, frame }: ScoringYear, of: OfSheet): Checks {
  if (cardOf(scoring, of).status === 'AGREED') yield breach('SCORE_FROZEN', unitFacts(frame, of.unitId));
}

/** R44: the secretariat's turn comes when the unit has handed in and was not asked to do it again. */
function* mustBeHandedIn({ status }: Sheet): Checks {
  if (status === 'BLANK' || status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: status });
}
