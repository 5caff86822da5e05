import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EvidenceBody, LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { answerOf, listOf, currentOf, sourcedOf } from '../answer.dto.js';
import {
  type Agreement,
  type EnteredMark,
  type Figure,
  type ReviewedFigure,
  type SelfFigure,
  SHEET_STATUSES,
} from './score-sheet.js';
import type { LineShown, SheetShown } from './score-sheet-view.js';

class FigureView implements Figure {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiPropertyOptional({ example: '60' }) value?: string;
  @ApiPropertyOptional({ example: '50' }) target?: string;
  @ApiPropertyOptional({ example: 'tot' }) option?: string;
  @ApiPropertyOptional({ type: String, isArray: true }) values?: string[];
  @ApiPropertyOptional() passed?: boolean;
  @ApiPropertyOptional({ example: '585.50' }) mark?: string;
  @ApiPropertyOptional() notApplicable?: boolean;
  @ApiPropertyOptional({ example: '1171/2', description: 'Exact; absent where they depend on the other units' })
  points?: string;
}

class SelfFigureView extends FigureView implements SelfFigure {
  @ApiPropertyOptional({ type: EvidenceBody, isArray: true, description: 'Minh chứng' }) evidence?: EvidenceBody[];
  @ApiPropertyOptional() note?: string;
}

class ReviewedFigureView extends FigureView implements ReviewedFigure {
  @ApiPropertyOptional({ description: 'Why it differs from the figure before' }) reason?: string;
}

class SheetLineView implements LineShown {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiPropertyOptional({ example: 'JUDGED' }) kind?: string;
  @ApiPropertyOptional({ example: '600' }) max?: string;
  @ApiPropertyOptional({ type: currentOf(SelfFigureView), description: 'Tự chấm' })
  self?: NonNullable<LineShown['self']>;
  @ApiPropertyOptional({ type: currentOf(ReviewedFigureView), description: 'Thẩm định' })
  appraised?: NonNullable<LineShown['appraised']>;
  @ApiPropertyOptional({ type: sourcedOf(ReviewedFigureView), description: 'Thống nhất' })
  agreed?: NonNullable<LineShown['agreed']>;
}

class SheetTotalView {
  @ApiProperty({ example: '1937/2' }) exact!: string;
  @ApiProperty({ example: '968.50' }) points!: string;
}

class EnteredMarkView implements EnteredMark {
  @ApiProperty({ example: 'diem-tru' }) criterionId!: string;
  @ApiProperty({ example: '-2.00' }) mark!: string;
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class CorrectionView {
  @ApiProperty() reason!: string;
  @ApiProperty({ type: ReferenceDocumentBody }) document!: ReferenceDocumentBody;
}

class AgreementView implements Agreement {
  @ApiProperty({ type: ReviewedFigureView, isArray: true }) lines!: ReviewedFigureView[];
  @ApiPropertyOptional({ type: SheetTotalView }) total?: SheetTotalView;
  @ApiPropertyOptional({ example: 'tru-bi' }) sessionId?: string;
  @ApiPropertyOptional({ type: CorrectionView }) correction?: CorrectionView;
}

class ReturnedView {
  @ApiProperty() reason!: string;
}

class LineExplanationView {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty() text!: string;
}

class UnitExplanationView {
  @ApiProperty({ type: LineExplanationView, isArray: true }) explanations!: LineExplanationView[];
}

class ScoreSheetView implements SheetShown {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty({ enum: SHEET_STATUSES }) status!: SheetShown['status'];
  @ApiProperty({ type: SheetLineView, isArray: true, description: 'In the order of the criteria table' })
  lines!: SheetLineView[];
  @ApiPropertyOptional({ type: sourcedOf(SheetTotalView) }) total?: NonNullable<SheetShown['total']>;
  @ApiProperty({ type: currentOf(EnteredMarkView), isArray: true }) entered!: SheetShown['entered'];
  @ApiProperty({ type: sourcedOf(AgreementView), isArray: true }) agreements!: SheetShown['agreements'];
  @ApiProperty({ type: sourcedOf(ReturnedView), isArray: true }) returns!: SheetShown['returns'];
  @ApiProperty({ type: sourcedOf(UnitExplanationView), isArray: true, description: 'Giải trình' })
  explanations!: SheetShown['explanations'];
}

export const ScoreSheetAnswerView = answerOf(ScoreSheetView);
export const ScoreSheetListView = listOf(ScoreSheetAnswerView);
