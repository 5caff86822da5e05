import {
  IsDay,
  IsDecimalText,
  IsFlag,
  IsMeasureText,
  IsName,
  IsProse,
  IsSlug,
} from '../../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../../http/shapes/nested.decorators.js';
import {
  CommandBody,
  EvidenceBody,
  LocalizedNameBody,
  ReferenceDocumentBody,
  ScopeBody,
  WHY,
} from '../../http/shapes/shapes.dto.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { YearBody } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import type { LineExplanation, LineInput, ReviewedLine, SelfLine } from './scoring.values.js';

/** A criteria table has fewer lines than this. */
const LINES = { max: 500 };

const PRINTED_TOTAL = {
  optional: true,
  description: 'Of a claim: the total that its source prints, beside what the lines give',
  example: '968.50',
} as const;

/** The raw input of one line: the fields its kind asks for, or `notApplicable` instead of them. */
class LineInputBody implements LineInput {
  @IsSlug({ example: 'phan-1' }) criterionId!: string;
  @IsMeasureText({
    optional: true,
    description: 'Actual, count or measure (CURVE, STEP, COUNT, LINEAR), cases (PENALTY)',
    example: '60',
  })
  value?: string;
  @IsMeasureText({ optional: true, description: 'Target, greater than 0 (CURVE)', example: '50' }) target?: string;
  @IsSlug({ optional: true, description: 'The option chosen (OPTIONS)', example: 'tot' }) option?: string;
  @IsDecimalText({ optional: true, list: { min: 1, max: 100 }, description: 'The single marks (MEAN)' })
  values?: string[];
  @IsFlag({ optional: true, description: 'Whether it was met (PASS_FAIL)' }) passed?: boolean;
  @IsDecimalText({ optional: true, description: 'JUDGED, BONUS; of a DEDUCTION zero or less', example: '580.50' })
  mark?: string;
  @IsFlag({ optional: true, description: 'The criterion was not assigned to this unit', example: false })
  notApplicable?: boolean;
}

class SelfLineBody extends LineInputBody implements SelfLine {
  @NestedList(() => EvidenceBody, { optional: true, max: 20, description: 'Minh chứng' }) evidence?: EvidenceBody[];
  @IsProse(2000, { optional: true, example: 'Số liệu đến ngày 30/11.' }) note?: string;
}

class ReviewedLineBody extends LineInputBody implements ReviewedLine {
  @IsProse(2000, {
    optional: true,
    description: 'Why it differs from the figure before',
    example: 'Chưa có tài liệu kiểm chứng.',
  })
  reason?: string;
}

class ExplanationBody implements LineExplanation {
  @IsSlug({ example: 'phan-1' }) criterionId!: string;
  @IsProse(4000, { example: 'Đơn vị đã gửi báo cáo bổ sung ngày 05/12.' }) text!: string;
}

/** Whose sheet; without `scope` it is that of the whole unit. */
class SheetBody extends CommandBody {
  @IsSlug() unitId!: string;
  @Nested(() => ScopeBody, { optional: true, description: 'Absent: the whole unit, the whole year' })
  scope: ScopeBody = new ScopeBody();
}

export class SelfScoreBody
  extends SheetBody
  implements YearBody<ScoringCommand, 'SubmitSelfScore'>, YearBody<ScoringCommand, 'ReviseSelfScore'>
{
  @NestedList(() => SelfLineBody, LINES) lines!: SelfLineBody[];
  @IsDecimalText(PRINTED_TOTAL) printedTotal?: string;
}

export class ReturnScoreBody extends SheetBody implements YearBody<ScoringCommand, 'ReturnScore'> {
  @IsProse(4000, { ...WHY, example: 'Thiếu tài liệu kiểm chứng của mục I.' }) reason?: string;
}

export class AppraiseScoreBody extends SheetBody implements YearBody<ScoringCommand, 'AppraiseScore'> {
  @NestedList(() => ReviewedLineBody, { ...LINES, description: 'Lines that are left out are taken over from the unit' })
  lines!: ReviewedLineBody[];
  @IsDecimalText(PRINTED_TOTAL) printedTotal?: string;
}

export class ExplainScoreBody extends SheetBody implements YearBody<ScoringCommand, 'ExplainScore'> {
  @NestedList(() => ExplanationBody, { ...LINES, min: 1 }) explanations!: ExplanationBody[];
}

export class AgreeScoreBody extends SheetBody implements YearBody<ScoringCommand, 'AgreeScore'> {
  @NestedList(() => ReviewedLineBody, { ...LINES, description: 'Lines that are left out are taken over as appraised' })
  lines!: ReviewedLineBody[];
  @IsSlug({ optional: true, description: 'The session that agreed', example: 'tru-bi' }) sessionId?: string;
  @IsDecimalText(PRINTED_TOTAL) printedTotal?: string;
}

class AgreedSheetBody {
  @IsSlug() unitId!: string;
  @Nested(() => ScopeBody, { optional: true, description: 'Absent: the whole' }) scope: ScopeBody = new ScopeBody();
  @NestedList(() => ReviewedLineBody, { ...LINES, description: 'Lines that are left out are taken over as appraised' })
  lines!: ReviewedLineBody[];
  @IsDecimalText(PRINTED_TOTAL) printedTotal?: string;
}

export class AgreeScoresBody extends CommandBody implements YearBody<ScoringCommand, 'AgreeScores'> {
  @NestedList(() => AgreedSheetBody, { min: 1, max: 300, description: 'All of them are agreed, or none' })
  sheets!: AgreedSheetBody[];
  @IsSlug({ optional: true, description: 'The session that agreed', example: 'tru-bi' }) sessionId?: string;
}

export class RecordMarkBody
  extends SheetBody
  implements YearBody<ScoringCommand, 'RecordDeduction'>, YearBody<ScoringCommand, 'RecordBonus'>
{
  @IsSlug({ example: 'bao-cao-cham' }) criterionId!: string;
  @IsDecimalText({ description: 'Of a deduction zero or less', example: '-2.00' }) mark!: string;
  @IsProse(2000, { ...WHY, example: 'Nộp báo cáo sơ kết chậm 02 ngày.' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

export class ExclusionBody extends CommandBody implements YearBody<ScoringCommand, 'ExcludeUnit'> {
  @IsSlug() unitId!: string;
  @IsSlug({ description: 'One of the knock-outs (điểm liệt) of the rulebook', example: 'vi-pham-phap-luat' })
  ground!: string;
  @IsProse(2000, { ...WHY, example: 'Theo kết luận thanh tra trong năm.' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

export class LiftExclusionBody extends ExclusionBody implements YearBody<ScoringCommand, 'LiftExclusion'> {
  @Nested(() => ScopeBody, { optional: true, description: 'Of a zero on the sheet of a part: which sheet' })
  scope?: ScopeBody;
}

export class SubjectRegistrationBody extends CommandBody implements YearBody<ScoringCommand, 'RegisterSubject'> {
  @IsSlug({ example: 'to-dan-pho-5' }) subjectId!: string;
  @IsSlug() unitId!: string;
  @Nested(() => LocalizedNameBody) name!: LocalizedNameBody;
  @IsSlug({ optional: true, description: 'The group of the rulebook in which it is ranked', example: 'nhom-1' })
  group?: string;
}

export class GroupMembersBody extends CommandBody implements YearBody<ScoringCommand, 'NameGroupMembers'> {
  @IsSlug({ description: 'A group that the rulebook declares without units', example: 'nhom-1' }) group!: string;
  @IsSlug({ list: { min: 1, max: 300, unique: true }, description: 'All members of the group' }) unitIds!: string[];
}

export class ReopenScoringBody extends CommandBody implements YearBody<ScoringCommand, 'ReopenScoring'> {
  @IsSlug() unitId!: string;
  @IsDay({ optional: true, description: 'The last day on which this unit may hand in; an act says it' })
  until?: LocalDate;
  @IsProse(2000, { ...WHY, example: 'Chờ số liệu chính thức của cơ quan thống kê.' }) reason?: string;
}

export class ScoreReportBody extends CommandBody implements YearBody<ScoringCommand, 'AdoptScoreReport'> {
  @IsName(500, { example: 'Báo cáo kết quả chấm điểm của Tổ giúp việc năm 2023' }) title!: string;
  @IsProse(20_000, {
    optional: true,
    description: 'An act says it',
    example: 'Tổ giúp việc đã thẩm định bảng tự chấm của các đơn vị.',
  })
  text?: string;
  @IsSlug({ optional: true, description: 'The session that adopted it', example: 'tru-bi' }) sessionId?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}

export class CorrectRecordBody extends SheetBody implements YearBody<ScoringCommand, 'CorrectRecord'> {
  @NestedList(() => ReviewedLineBody, { ...LINES, min: 1, description: 'The lines that change' })
  lines!: ReviewedLineBody[];
  @IsProse(2000, { ...WHY, example: 'Số liệu được đính chính bằng văn bản.' }) reason?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'With number and date, for an act' })
  document?: ReferenceDocumentBody;
}

export class CrossInspectionBody extends CommandBody implements YearBody<ScoringCommand, 'RecordCrossInspection'> {
  @IsSlug({ optional: true, description: 'An act says it', example: 'cao-bang' }) inspector?: string;
  @IsSlug({ optional: true, description: 'An act says it', example: 'lang-son' }) inspected?: string;
  @IsProse(10_000, {
    optional: true,
    description: 'An act says it',
    example: 'Thực hiện tốt các nội dung đã ký kết.',
  })
  findings?: string;
  @Nested(() => ReferenceDocumentBody, { optional: true }) document?: ReferenceDocumentBody;
}
