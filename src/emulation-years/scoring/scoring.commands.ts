import type { Command } from '../../kernel/decider.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  CrossInspectionRecorded,
  ExclusionLifted,
  GroupMembersNamed,
  ScoreExplained,
  ScoreReportAdopted,
  ScoreReturned,
  ScoringReopened,
  SubjectRegistered,
  UnitExcluded,
} from './scoring.events.js';
import type { AsPrinted, EnteredMark, OfSheet, ReviewedLine, SelfLine } from './scoring.values.js';

/** Points are computed by the decision, never given. */
export type SubmitSelfScore = Command<'SubmitSelfScore', InYear & OfSheet & AsPrinted & { lines: readonly SelfLine[] }>;
export type ReviseSelfScore = Command<'ReviseSelfScore', SubmitSelfScore['data']>;
export type ReturnScore = Command<'ReturnScore', ScoreReturned['data']>;
/** Lines that are left out are taken over from the self-score. */
export type AppraiseScore = Command<'AppraiseScore', InYear & OfSheet & AsPrinted & { lines: readonly ReviewedLine[] }>;
export type ExplainScore = Command<'ExplainScore', ScoreExplained['data']>;
/** Lines that are left out are taken over from the appraisal. */
export type AgreeScore = Command<
  'AgreeScore',
  InYear & OfSheet & AsPrinted & { lines: readonly ReviewedLine[]; sessionId?: string }
>;
/** Several sheets, decided as one: all of them are agreed, or none. */
export type AgreeScores = Command<'AgreeScores', InYear & { sheets: readonly AgreedSheet[]; sessionId?: string }>;
type AgreedSheet = OfSheet & AsPrinted & Readonly<{ lines: readonly ReviewedLine[] }>;
export type RecordDeduction = Command<'RecordDeduction', InYear & OfSheet & EnteredMark>;
export type RecordBonus = Command<'RecordBonus', RecordDeduction['data']>;
/** What it bars from is the rulebook's word on that ground. */
export type ExcludeUnit = Command<'ExcludeUnit', Omit<UnitExcluded['data'], 'excludedFrom' | 'scope'>>;
export type LiftExclusion = Command<'LiftExclusion', ExclusionLifted['data']>;
export type RegisterSubject = Command<'RegisterSubject', SubjectRegistered['data']>;
export type NameGroupMembers = Command<'NameGroupMembers', GroupMembersNamed['data']>;
export type ReopenScoring = Command<'ReopenScoring', ScoringReopened['data']>;
export type AdoptScoreReport = Command<'AdoptScoreReport', Omit<ScoreReportAdopted['data'], 'version'>>;
/** The lines that change, with the document that orders it. */
export type CorrectRecord = Command<
  'CorrectRecord',
  InYear & OfSheet & { lines: readonly ReviewedLine[]; reason?: string; document?: ReferenceDocument }
>;
export type RecordCrossInspection = Command<'RecordCrossInspection', CrossInspectionRecorded['data']>;

export type ScoringCommand =
  | SubmitSelfScore
  | ReviseSelfScore
  | ReturnScore
  | AppraiseScore
  | ExplainScore
  | AgreeScore
  | AgreeScores
  | RecordDeduction
  | RecordBonus
  | ExcludeUnit
  | LiftExclusion
  | RegisterSubject
  | NameGroupMembers
  | ReopenScoring
  | AdoptScoreReport
  | CorrectRecord
  | RecordCrossInspection;
