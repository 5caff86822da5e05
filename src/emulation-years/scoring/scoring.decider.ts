import { breach, refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import { firstDayOf } from '../../kernel/partial-date.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { agreeScore, correctRecord } from './agreement.decider.js';
import { appraiseScore, explainScore, recordMark, returnScore } from './review.decider.js';
import { named } from './scored-units.js';
import type {
  AdoptScoreReport,
  ExcludeUnit,
  LiftExclusion,
  RecordCrossInspection,
  ReopenScoring,
  ScoringCommand,
} from './scoring.commands.js';
import type { ScoringEvent } from './scoring.events.js';
import { exclusionsOf } from './scoring.fold.js';
import { handInSelfScore } from './self-score.decider.js';
import { adoptedRulebook, isDocumented, isMember, sessionExists, unknown } from './sheet-checks.js';

/** Scoring: from the unit's own figures to those the bloc adopts, and what bars a unit. */
export function decideScoring(command: ScoringCommand & Circumstances, year: EmulationYear): Deciding<ScoringEvent> {
  switch (command.type) {
    case 'SubmitSelfScore':
    case 'ReviseSelfScore':
      return handInSelfScore(command, year);
    case 'ReturnScore':
      return returnScore(command, year);
    case 'AppraiseScore':
      return appraiseScore(command, year);
    case 'ExplainScore':
      return explainScore(command, year);
    case 'AgreeScore':
      return agreeScore(command, year);
    case 'RecordDeduction':
    case 'RecordBonus':
      return recordMark(command, year);
    case 'ExcludeUnit':
      return excludeUnit(command, year);
    case 'LiftExclusion':
      return liftExclusion(command, year);
    case 'ReopenScoring':
      return reopenScoring(command, year);
    case 'AdoptScoreReport':
      return adoptScoreReport(command, year);
    case 'CorrectRecord':
      return correctRecord(command, year);
    case 'RecordCrossInspection':
      return recordCrossInspection(command, year);
  }
}

/** The ground is one of the rulebook's, which also says what it bars from and whether it needs a document. */
function* excludeUnit({ data }: ExcludeUnit, year: EmulationYear): Deciding<ScoringEvent> {
  const rules = (yield* adoptedRulebook(year.frame))?.content.scoring;
  if (rules === undefined) return [];
  const knockOut = rules.knockOuts.find(({ id }) => id === data.ground);
  if (knockOut === undefined) {
    yield* unknown('ground', data.ground);
    return [];
  }
  yield* isMember(year.frame, data.unitId, data);
  const stands = exclusionsOf(year.scoring, data.unitId).some(({ ground }) => ground === data.ground);
  if (stands) yield* refuse('ALREADY_EXISTS', { kind: 'exclusion', id: data.ground });
  if (knockOut.documentRequired) yield* isDocumented(data.document);
  return [{ type: 'UnitExcluded', data: { ...data, excludedFrom: knockOut.excludesFrom } }];
}

function* liftExclusion({ data }: LiftExclusion, { scoring }: EmulationYear): Deciding<ScoringEvent> {
  const stands = exclusionsOf(scoring, data.unitId).some(({ ground }) => ground === data.ground);
  if (!stands) {
    yield* unknown('exclusion', data.ground);
    return [];
  }
  return [{ type: 'ExclusionLifted', data }];
}

function* reopenScoring({ data }: ReopenScoring, { frame }: EmulationYear): Deciding<ScoringEvent> {
  yield* isMember(frame, data.unitId, data);
  if (data.until < firstDayOf(data.occurredOn))
    yield* refuse('INVALID_DATES', { first: data.occurredOn.date, second: data.until });
  return [{ type: 'ScoringReopened', data }];
}

/** A23: drafts change freely and are no events; each adoption is a version that stays. */
function* adoptScoreReport({ data }: AdoptScoreReport, year: EmulationYear): Deciding<ScoringEvent> {
  if (!(yield* sessionExists(year, data.sessionId))) return [];
  return [{ type: 'ScoreReportAdopted', data: { ...data, version: year.scoring.reports + 1 } }];
}

/** H16: members inspect each other, never themselves. */
function* recordCrossInspection({ data }: RecordCrossInspection, { frame }: EmulationYear): Deciding<ScoringEvent> {
  yield* isMember(frame, data.inspector, data);
  yield* isMember(frame, data.inspected, data);
  if (data.inspector === data.inspected) yield breach('SELF_APPRAISAL', named(frame, data.inspected));
  return [{ type: 'CrossInspectionRecorded', data }];
}
