import type { Event } from '../../kernel/event.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import type { Exclusion } from '../../rulebooks/rulebook.values.js';
import type { InYear } from '../frame/frame.values.js';
import type {
  AsPrinted,
  ColumnTotals,
  EnteredMark,
  LineExplanation,
  OfGround,
  OfSheet,
  RegisteredSubject,
  ReviewedLine,
  ScoredLine,
  SelfLine,
} from './scoring.values.js';

/** Tự chấm điểm: the unit's own figures. */
export type SelfScoreSubmitted = Event<
  'SelfScoreSubmitted',
  InYear & OfSheet & ColumnTotals & AsPrinted & { lines: readonly ScoredLine<SelfLine>[] }
>;
/** The unit's figures anew, whole; until they are agreed. */
export type SelfScoreRevised = Event<'SelfScoreRevised', SelfScoreSubmitted['data']>;
/** The card goes back to the unit; a source may not say why. */
export type ScoreReturned = Event<'ScoreReturned', InYear & OfSheet & { reason?: string }>;
/** Thẩm định: the secretariat's figure for every line, with a reason for each difference. */
export type ScoreAppraised = Event<
  'ScoreAppraised',
  InYear & OfSheet & ColumnTotals & AsPrinted & { lines: readonly ScoredLine<ReviewedLine>[] }
>;
/** Giải trình: the unit's answer to an appraisal. */
export type ScoreExplained = Event<'ScoreExplained', InYear & OfSheet & { explanations: readonly LineExplanation[] }>;
/**
 * Thống nhất chấm điểm: the bloc adopts the figures. `total` is there when no line is relative: exact, then rounded.
 */
export type ScoreAgreed = Event<
  'ScoreAgreed',
  InYear & OfSheet & ColumnTotals & AsPrinted & { lines: readonly ScoredLine<ReviewedLine>[]; sessionId?: string }
>;

/**
 * A deduction or bonus the secretariat enters on a line of that kind after the unit handed in, with its document. `appraised`: what the
 * appraised column comes to with it, where there was an appraisal.
 */
export type DeductionRecorded = Event<
  'DeductionRecorded',
  InYear & OfSheet & EnteredMark & { appraised?: ColumnTotals }
>;
export type BonusRecorded = Event<'BonusRecorded', DeductionRecorded['data']>;

/**
 * A knock-out (điểm liệt, không xét) bars the unit from the ranking or from awards. `scope`: of which sheet the zero is that does, where it is
 * not that of the whole; no other sheet lifts it (D23).
 */
export type UnitExcluded = Event<
  'UnitExcluded',
  InYear & OfGround & { excludedFrom: Exclusion; reason?: string; document?: ReferenceDocument }
>;
export type ExclusionLifted = Event<
  'ExclusionLifted',
  InYear & OfGround & { reason?: string; document?: ReferenceDocument }
>;
/** A member chose what is scored of it beside or instead of the whole, such as a residential area (H6), by its name. */
export type SubjectRegistered = Event<'SubjectRegistered', InYear & RegisteredSubject>;
/** The head lets one unit hand in after the deadline (R12); a source may not say until when. */
export type ScoringReopened = Event<'ScoringReopened', InYear & { unitId: string; until?: LocalDate; reason?: string }>;
/** The secretariat's report (báo cáo kết quả chấm điểm) is adopted and immutable; versions count from 1. Drafts are no events. */
export type ScoreReportAdopted = Event<
  'ScoreReportAdopted',
  InYear & { version: number; title: string; text?: string; sessionId?: string; document?: ReferenceDocument }
>;
/** An agreed line was wrong: a new agreed figure, by document and reason (R15, R38), as far as a source tells them. */
export type RecordCorrected = Event<
  'RecordCorrected',
  InYear &
    OfSheet &
    ColumnTotals & { lines: readonly ScoredLine<ReviewedLine>[]; reason?: string; document?: ReferenceDocument }
>;
/** Of a group that the rulebook leaves open, the units that are ranked in it; what is named last stands. */
export type GroupMembersNamed = Event<'GroupMembersNamed', InYear & { group: string; unitIds: readonly string[] }>;
/** Kiểm tra chéo: members inspect each other, with findings and without points (H16). A source may not say who, whom, or what was found. */
export type CrossInspectionRecorded = Event<
  'CrossInspectionRecorded',
  InYear & { inspector?: string; inspected?: string; findings?: string; document?: ReferenceDocument }
>;

export type ScoringEvent =
  | SelfScoreSubmitted
  | SelfScoreRevised
  | ScoreReturned
  | ScoreAppraised
  | ScoreExplained
  | ScoreAgreed
  | DeductionRecorded
  | BonusRecorded
  | UnitExcluded
  | ExclusionLifted
  | SubjectRegistered
  | GroupMembersNamed
  | ScoringReopened
  | ScoreReportAdopted
  | RecordCorrected
  | CrossInspectionRecorded;
