import { breach, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { ScoringRules } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { lineOf } from './criteria-table.js';
import { named } from './scored-units.js';
import type { AppraiseScore, ExplainScore, RecordBonus, RecordDeduction, ReturnScore } from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import type { OfSheet } from './scoring.values.js';
import { cardOf, sheetOf, type Sheet } from './scoring.fold.js';
import {
  adoptedRulebook,
  hasReasons,
  isComplete,
  isInRange,
  isMember,
  isNotOwn,
  isSaid,
  isUsable,
  ofCriterion,
  ofUnit,
  scopeExists,
  unknown,
} from './sheet-checks.js';
import { scored, takenOver, unscored, withoutEvidence } from './sheet-lines.js';

/** The card goes back to the unit, with the reason (R11). */
export function* returnScore(
  { data, origin }: ReturnScore & Circumstances,
  year: EmulationYear,
): Deciding<ScoringEvent> {
  const sheet = sheetOf(year.scoring, data);
  if (sheet === undefined) {
    yield* unknown('self-score', data.unitId);
    return [];
  }
  yield* isNotOwn(year.frame, data.unitId, origin);
  yield* isNotAgreed(year, data);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofUnit(year.frame, data.unitId), 'R11');
  if (sheet.status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: sheet.status });
  return [{ type: 'ScoreReturned', data: { ...data, reason: data.reason ?? '' } }];
}

/** Thẩm định: the secretariat's figures; what it leaves out is taken over from the unit, or from what it entered itself. */
export function* appraiseScore(
  { data, origin }: AppraiseScore & Circumstances,
  year: EmulationYear,
): Deciding<ScoringEvent> {
  const rules = (yield* adoptedRulebook(year.frame))?.content.scoring;
  if (rules === undefined) return [];
  if (!(yield* isUsable(rules, data, data.lines))) return [];
  const card = cardOf(year.scoring, data);
  const before = takenOver(rules.criteria, card.self.map(withoutEvidence), card.recorded.map(unscored));
  const lines = takenOver(rules.criteria, before, data.lines);
  yield* isMember(year.frame, data.unitId, data);
  yield* isNotOwn(year.frame, data.unitId, origin);
  yield* isNotAgreed(year, data);
  yield* isComplete(rules, lines);
  yield* isInRange(rules, data.lines);
  yield* hasReasons(rules, before, data.lines);
  yield* isHandedIn(card);
  return [{ type: 'ScoreAppraised', data: { ...data, lines: scored(rules, lines) } }];
}

/**
 * A bonus or deduction on a line of that kind, with its document, after the unit handed in. It is the figure of that
 * line from then on, in place of the unit's own or of one entered before.
 */
export function* recordMark(
  command: (RecordDeduction | RecordBonus) & Circumstances,
  year: EmulationYear,
): Deciding<ScoringEvent> {
  const { type, data, origin } = command;
  const rules = (yield* adoptedRulebook(year.frame))?.content.scoring;
  if (rules === undefined) return [];
  const { criterionId, mark } = data;
  if (!(yield* scopeExists(rules, data.scope, data.unitId))) return [];
  if (!(yield* isLineOf(rules, criterionId, type === 'RecordDeduction' ? 'DEDUCTION' : 'BONUS'))) return [];
  yield* isMember(year.frame, data.unitId, data);
  yield* isNotOwn(year.frame, data.unitId, origin);
  yield* isNotAgreed(year, data);
  yield* isInRange(rules, [{ criterionId, mark }]);
  if (!isSaid(data.reason)) yield breach('REASON_REQUIRED', ofCriterion(rules, criterionId), 'R10');
  yield* isHandedIn(cardOf(year.scoring, data));
  return [type === 'RecordDeduction' ? { type: 'DeductionRecorded', data } : { type: 'BonusRecorded', data }];
}

function* isLineOf({ criteria }: ScoringRules, criterionId: string, kind: 'BONUS' | 'DEDUCTION'): Checks<boolean> {
  return lineOf(criteria, criterionId)?.kind === kind || (yield* unknown('criterion', criterionId));
}

/** Giải trình: the unit answers an appraisal, line by line, before the figures are agreed. */
export function* explainScore({ data }: ExplainScore, year: EmulationYear): Deciding<ScoringEvent> {
  const criteria = year.frame.rulebook?.content.scoring.criteria ?? [];
  const stray = data.explanations.find(({ criterionId }) => lineOf(criteria, criterionId) === undefined);
  if (stray !== undefined) {
    yield* unknown('criterion', stray.criterionId);
    return [];
  }
  const { appraised, status } = cardOf(year.scoring, data);
  yield* isMember(year.frame, data.unitId, data);
  yield* isNotAgreed(year, data);
  if (appraised === undefined) yield breach('INVALID_TRANSITION', { step: status });
  return [{ type: 'ScoreExplained', data }];
}

/** R15: what is agreed changes by a correction only. */
function* isNotAgreed({ scoring, frame }: EmulationYear, of: OfSheet): Checks {
  if (cardOf(scoring, of).status === 'AGREED') yield breach('SCORE_FROZEN', named(frame, of.unitId));
}

/** R44: the secretariat's turn comes when the unit has handed in and was not asked to do it again. */
function* isHandedIn({ status }: Sheet): Checks {
  if (status === 'BLANK' || status === 'RETURNED') yield breach('INVALID_TRANSITION', { step: status });
}
