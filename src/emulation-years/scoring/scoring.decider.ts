import { memberNamed } from '../frame/frame.fold.js';
import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  remark,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { mustBeInOrder } from '../../kernel/happened.js';
import { onDay } from '../../kernel/partial-date.js';
import { mustBeDocumented } from '../../kernel/cited-document.js';
import type { KnockOut, ScoringRules } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { unitFacts } from '../frame/membership.js';
import { mustBeAtSession } from '../sessions/known-session.js';
import { agreeScore, agreeScores, correctRecord } from './agreement.decider.js';
import { nameGroupMembers } from './group.decider.js';
import { appraiseScore, explainScore, recordMark, returnScore } from './review.decider.js';
import type {
  AdoptScoreReport,
  ExcludeUnit,
  LiftExclusion,
  RecordCrossInspection,
  ReopenScoring,
  ScoringCommand,
} from './scoring.commands.js';
import { isSameGround } from './scoring.values.js';
import type { ScoringEvent } from './scoring.events.js';
import { exclusionsOf, type ScoringYear } from './scoring.fold.js';
import { handInSelfScore } from './self-score.decider.js';
import { mustBeScored } from './sheet-checks.js';
import { registerSubject } from './subject.decider.js';

/** Scoring: from the unit's own figures to those the bloc adopts, and what bars a unit. */
export const scoringDecisions: Decisions<ScoringCommand, ScoringYear, ScoringEvent> = {
  SubmitSelfScore: { actor: 'UNIT', decide: handInSelfScore },
  ReviseSelfScore: { actor: 'UNIT', decide: handInSelfScore },
  ExplainScore: { actor: 'UNIT', decide: explainScore },
  AppraiseScore: { actor: 'SECRETARIAT', decide: appraiseScore },
  ReturnScore: { actor: 'SECRETARIAT', decide: returnScore },
  RecordDeduction: { actor: 'SECRETARIAT', decide: recordMark },
  RecordBonus: { actor: 'SECRETARIAT', decide: recordMark },
  AdoptScoreReport: { actor: 'SECRETARIAT', decide: adoptScoreReport },
  AgreeScore: { actor: 'HEAD', decide: agreeScore },
  AgreeScores: { actor: 'HEAD', decide: agreeScores },
  ExcludeUnit: { actor: 'HEAD', decide: excludeUnit },
  LiftExclusion: { actor: 'HEAD', decide: liftExclusion },
  RegisterSubject: { actor: 'UNIT', decide: registerSubject },
  NameGroupMembers: { actor: 'HEAD', decide: nameGroupMembers },
  ReopenScoring: { actor: 'HEAD', decide: reopenScoring },
  CorrectRecord: { actor: 'HEAD', decide: correctRecord },
  RecordCrossInspection: { actor: 'HEAD', decide: recordCrossInspection },
};

/**
 * The ground is one of the rulebook's, which also says what it bars from and whether it needs a document. A source may tell another, or of a
 * year without a rulebook (decision 34): what is sure of any is that it bars from awards (R25).
 */
function* excludeUnit(command: ExcludeUnit & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data } = command;
  const rulebook = yield* rulebookFor(command, year.frame);
  const ground = rulebook && (yield* mustKnowGround(command, rulebook.scoring));
  yield* mustBeScored(year.frame, data.unitId, data);
  const stands = exclusionsOf(year.scoring, data.unitId).some((known) => known.ground === data.ground);
  if (stands) {
    const of = memberNamed(year.frame, data.unitId);
    yield* refuse('ALREADY_EXISTS', { kind: 'exclusion', id: data.ground, of });
  }
  if (ground?.documentRequired === true) yield* mustBeDocumented(data.document);
  yield* mustSayWhy(command);
  return [{ type: 'UnitExcluded', data: { ...data, excludedFrom: ground?.excludesFrom ?? 'AWARDS' } }];
}

function* mustKnowGround(
  { data: { ground: id }, mode }: ExcludeUnit & Circumstances,
  { knockOuts }: ScoringRules,
): Checks<KnockOut | undefined> {
  const found = knockOuts.find((known) => known.id === id);
  if (found !== undefined) return found;
  const allowed = knockOuts.map((known) => known.id);
  if (mode.kind === 'ACT') yield* refuse('UNKNOWN_REFERENCE', { kind: 'ground', id, allowed });
  yield remark('GROUND_NOT_LISTED', 'R25', { ground: id, allowed });
  return undefined;
}

function* liftExclusion(command: LiftExclusion & Circumstances, { scoring }: ScoringYear): Deciding<ScoringEvent> {
  const { data } = command;
  const standing = exclusionsOf(scoring, data.unitId);
  if (!standing.some((exclusion) => isSameGround(exclusion, data))) {
    const allowed = standing.map(({ ground }) => ground);
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'exclusion', id: data.ground, allowed });
  }
  yield* mustSayWhy(command);
  return [{ type: 'ExclusionLifted', data }];
}

function* reopenScoring(command: ReopenScoring & Circumstances, { frame }: ScoringYear): Deciding<ScoringEvent> {
  const { data } = command;
  const until = yield* mustSay(command, data.until, { kind: 'waiver day', field: '/until' });
  yield* mustBeScored(frame, data.unitId, data);
  if (until !== undefined) yield* mustBeInOrder(data.occurredOn, onDay(until), 'REOPENED_UNTIL');
  yield* mustSayWhy(command);
  return [{ type: 'ScoringReopened', data }];
}

/** A23: drafts change freely and are no events; each adoption is a version that stays. */
function* adoptScoreReport(command: AdoptScoreReport & Circumstances, year: ScoringYear): Deciding<ScoringEvent> {
  const { data } = command;
  yield* mustBeAtSession(data, year.sessions);
  yield* mustSay(command, data.text, { kind: 'report text', field: '/text' });
  return [{ type: 'ScoreReportAdopted', data: { ...data, version: year.scoring.reports + 1 } }];
}

/** H16: members inspect each other, never themselves. */
function* recordCrossInspection(
  command: RecordCrossInspection & Circumstances,
  { frame }: ScoringYear,
): Deciding<ScoringEvent> {
  const { data } = command;
  for (const side of ['inspector', 'inspected'] as const) {
    const unitId = yield* mustSay(command, data[side], { kind: 'unit', field: `/${side}` });
    if (unitId !== undefined) yield* mustBeScored(frame, unitId, data);
  }
  if (data.inspected !== undefined && data.inspector === data.inspected) {
    yield breach('SELF_APPRAISAL', unitFacts(frame, data.inspected));
  }
  yield* mustSay(command, data.findings, { kind: 'findings', field: '/findings' });
  return [{ type: 'CrossInspectionRecorded', data }];
}
