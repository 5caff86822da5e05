import type { Command } from '../../kernel/decider.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  BonusRecorded,
  CrossInspectionRecorded,
  DeductionRecorded,
  ExclusionLifted,
  RecordCorrected,
  ScoreExplained,
  ScoreReportAdopted,
  ScoreReturned,
  ScoringReopened,
  SubjectRegistered,
  UnitExcluded,
} from './scoring.events.js';
import type { OfSheet, ReviewedLine, SelfLine } from './scoring.values.js';

/** Points are computed by the decision, never given. */
export type SubmitSelfScore = Command<'SubmitSelfScore', InYear & OfSheet & { lines: readonly SelfLine[] }>;
export type ReviseSelfScore = Command<'ReviseSelfScore', InYear & OfSheet & { lines: readonly SelfLine[] }>;
export type ReturnScore = Command<'ReturnScore', Omit<ScoreReturned['data'], 'reason'> & { reason?: string }>;
/** Lines that are left out are taken over from the self-score. */
export type AppraiseScore = Command<'AppraiseScore', InYear & OfSheet & { lines: readonly ReviewedLine[] }>;
export type ExplainScore = Command<'ExplainScore', ScoreExplained['data']>;
/** Lines that are left out are taken over from the appraisal. */
export type AgreeScore = Command<
  'AgreeScore',
  InYear & OfSheet & { lines: readonly ReviewedLine[]; sessionId?: string }
>;
export type RecordDeduction = Command<'RecordDeduction', DeductionRecorded['data']>;
export type RecordBonus = Command<'RecordBonus', BonusRecorded['data']>;
/** What it bars from is the rulebook's word on that ground. */
export type ExcludeUnit = Command<'ExcludeUnit', Omit<UnitExcluded['data'], 'excludedFrom' | 'scope'>>;
export type LiftExclusion = Command<'LiftExclusion', ExclusionLifted['data']>;
export type RegisterSubject = Command<'RegisterSubject', SubjectRegistered['data']>;
export type ReopenScoring = Command<'ReopenScoring', ScoringReopened['data']>;
export type AdoptScoreReport = Command<'AdoptScoreReport', Omit<ScoreReportAdopted['data'], 'version'>>;
/** The lines that change, with the document that orders it. */
export type CorrectRecord = Command<
  'CorrectRecord',
  InYear & OfSheet & { lines: readonly ReviewedLine[]; reason: string; document?: RecordCorrected['data']['document'] }
>;
export type RecordCrossInspection = Command<'RecordCrossInspection', CrossInspectionRecorded['data']>;

export type ScoringCommand =
  | SubmitSelfScore
  | ReviseSelfScore
  | ReturnScore
  | AppraiseScore
  | ExplainScore
  | AgreeScore
  | RecordDeduction
  | RecordBonus
  | ExcludeUnit
  | LiftExclusion
  | RegisterSubject
  | ReopenScoring
  | AdoptScoreReport
  | CorrectRecord
  | RecordCrossInspection;
