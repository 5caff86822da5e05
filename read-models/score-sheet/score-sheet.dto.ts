import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ColumnTotals, HeadingTotal, LineExplanation } from '../../src/emulation-years/scoring/scoring.values.js';
import { EvidenceBody, LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { answerOf, answersOf, currentOf, sourcedOf, ReasonView } from '../answer.dto.js';
import type { Current, Sourced } from '../recording.js';
import {
  type Agreement,
  type Figure,
  type MarkOnCard,
  type ReviewedFigure,
  type ScoreSheet,
  type SelfFigure,
  SHEET_STATUSES,
} from './score-sheet.js';

class FigureView implements Figure {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiPropertyOptional({ example: '60' }) value?: string;
  @ApiPropertyOptional({ example: '50' }) target?: string;
  @ApiPropertyOptional({ example: 'tot' }) option?: string;
  @ApiPropertyOptional({ type: String, isArray: true }) values?: readonly string[];
  @ApiPropertyOptional() passed?: boolean;
  @ApiPropertyOptional({ example: '585.50' }) mark?: string;
  @ApiPropertyOptional() notApplicable?: boolean;
  @ApiPropertyOptional({ example: '1171/2', description: 'Exact; absent where they depend on the other units' })
  points?: string;
}

class SelfFigureView extends FigureView implements SelfFigure {
  @ApiPropertyOptional({ type: EvidenceBody, isArray: true, description: 'Minh chứng' })
  evidence?: readonly EvidenceBody[];
  @ApiPropertyOptional() note?: string;
}

class ReviewedFigureView extends FigureView implements ReviewedFigure {
  @ApiPropertyOptional({ description: 'Why it differs from the figure before' }) reason?: string;
}

/** One line with its three figures, each with where it comes from; an absent one was not given (yet). */
export class SheetLineView {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiPropertyOptional({ example: 'JUDGED' }) kind?: string;
  @ApiPropertyOptional({ example: '600' }) max?: string;
  @ApiPropertyOptional({ type: currentOf(SelfFigureView), description: 'Tự chấm' })
  self?: Current<SelfFigure>;
  @ApiPropertyOptional({ type: currentOf(ReviewedFigureView), description: 'Thẩm định' })
  appraised?: Current<ReviewedFigure>;
  @ApiPropertyOptional({ type: sourcedOf(ReviewedFigureView), description: 'Thống nhất' })
  agreed?: Sourced<ReviewedFigure>;
}

class SheetTotalView {
  @ApiProperty({ example: '1937/2' }) exact!: string;
  @ApiProperty({ example: '968.50' }) points!: string;
}

class HeadingTotalView extends SheetTotalView implements HeadingTotal {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
}

class ColumnTotalsView implements ColumnTotals {
  @ApiPropertyOptional({ type: SheetTotalView, description: 'Absent where it depends on the other units' })
  total?: SheetTotalView;
  @ApiPropertyOptional({ type: HeadingTotalView, isArray: true, description: 'What each heading gives' })
  headings?: readonly HeadingTotalView[];
}

class TitledHeadingView extends HeadingTotalView {
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
}

/** What the lines of a column come to. */
export class ColumnView {
  @ApiPropertyOptional({ type: SheetTotalView, description: 'Absent where it depends on the other units' })
  total?: SheetTotalView;
  @ApiPropertyOptional({ type: TitledHeadingView, isArray: true, description: 'What each heading gives' })
  headings?: readonly TitledHeadingView[];
  @ApiPropertyOptional({ example: '968.50', description: 'What a source prints, beside what its lines give' })
  printedTotal?: string;
}

/** Each column that comes to anything yet. */
export class ColumnsView {
  @ApiPropertyOptional({ type: currentOf(ColumnView), description: 'Tự chấm' }) self?: Current<ColumnView>;
  @ApiPropertyOptional({ type: currentOf(ColumnView), description: 'Thẩm định' }) appraised?: Current<ColumnView>;
  @ApiPropertyOptional({ type: currentOf(ColumnView), description: 'Thống nhất' }) agreed?: Current<ColumnView>;
}

class EnteredMarkView implements MarkOnCard {
  @ApiProperty({ example: 'diem-tru' }) criterionId!: string;
  @ApiProperty({ example: '-2.00' }) mark!: string;
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
  @ApiPropertyOptional({ type: ColumnTotalsView, description: 'What the appraised column came to with it' })
  appraised?: ColumnTotalsView;
}

class CorrectionView {
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class AgreementView implements Agreement {
  @ApiProperty({ type: ReviewedFigureView, isArray: true }) lines!: readonly ReviewedFigureView[];
  @ApiPropertyOptional({ type: SheetTotalView }) total?: SheetTotalView;
  @ApiPropertyOptional({ type: HeadingTotalView, isArray: true, description: 'What each heading comes to' })
  headings?: readonly HeadingTotalView[];
  @ApiPropertyOptional({ example: '968.50', description: 'What a source prints' }) printedTotal?: string;
  @ApiPropertyOptional({ example: 'tru-bi' }) sessionId?: string;
  @ApiPropertyOptional({ type: CorrectionView }) correction?: CorrectionView;
}

class LineExplanationView implements LineExplanation {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty() text!: string;
}

class UnitExplanationView {
  @ApiProperty({ type: LineExplanationView, isArray: true }) explanations!: readonly LineExplanationView[];
}

/** A score card, line by line. `total` is there when no line depends on the other units. */
export class ScoreSheetView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty({ enum: SHEET_STATUSES }) status!: ScoreSheet['status'];
  @ApiProperty({ type: SheetLineView, isArray: true, description: 'In the order of the criteria table' })
  lines!: readonly SheetLineView[];
  @ApiPropertyOptional({ type: sourcedOf(SheetTotalView) }) total?: Sourced<NonNullable<Agreement['total']>>;
  @ApiProperty({ type: ColumnsView, description: 'What each column comes to, with its headings' })
  columns!: ColumnsView;
  @ApiProperty({ type: currentOf(EnteredMarkView), isArray: true }) entered!: ScoreSheet['entered'];
  @ApiProperty({ type: sourcedOf(AgreementView), isArray: true }) agreements!: ScoreSheet['agreements'];
  @ApiProperty({ type: sourcedOf(ReasonView), isArray: true }) returns!: ScoreSheet['returns'];
  @ApiProperty({ type: sourcedOf(UnitExplanationView), isArray: true, description: 'Giải trình' })
  explanations!: ScoreSheet['explanations'];
}

export const ScoreSheetAnswerView = answerOf(ScoreSheetView);
export const ScoreSheetListView = answersOf(ScoreSheetAnswerView);
