import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EvidenceBody, LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { answerOf, listOf, standingOf, toldOf } from '../answer.dto.js';
import {
  type Agreement,
  type EnteredMark,
  type Figure,
  type ReviewedFigure,
  type SelfFigure,
  SHEET_STATUSES,
} from './score-sheet.js';
import type { LineShown, SheetShown } from './score-sheet-view.js';

class FigureBody implements Figure {
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

class SelfFigureBody extends FigureBody implements SelfFigure {
  @ApiPropertyOptional({ type: EvidenceBody, isArray: true, description: 'Minh chứng' }) evidence?: EvidenceBody[];
  @ApiPropertyOptional() note?: string;
}

class ReviewedFigureBody extends FigureBody implements ReviewedFigure {
  @ApiPropertyOptional({ description: 'Why it differs from the figure before' }) reason?: string;
}

class SheetLineBody implements LineShown {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty({ type: LocalizedTextBody }) title!: LocalizedTextBody;
  @ApiPropertyOptional({ example: 'JUDGED' }) kind?: string;
  @ApiPropertyOptional({ example: '600' }) max?: string;
  @ApiPropertyOptional({ type: standingOf(SelfFigureBody), description: 'Tự chấm' })
  self?: NonNullable<LineShown['self']>;
  @ApiPropertyOptional({ type: standingOf(ReviewedFigureBody), description: 'Thẩm định' })
  appraised?: NonNullable<LineShown['appraised']>;
  @ApiPropertyOptional({ type: toldOf(ReviewedFigureBody), description: 'Thống nhất' })
  agreed?: NonNullable<LineShown['agreed']>;
}

class SheetTotalBody {
  @ApiProperty({ example: '1937/2' }) exact!: string;
  @ApiProperty({ example: '968.50' }) points!: string;
}

class EnteredMarkBody implements EnteredMark {
  @ApiProperty({ example: 'diem-tru' }) criterionId!: string;
  @ApiProperty({ example: '-2.00' }) mark!: string;
  @ApiProperty() reason!: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}

class CorrectionBody {
  @ApiProperty() reason!: string;
  @ApiProperty({ type: ReferenceDocumentBody }) document!: ReferenceDocumentBody;
}

class AgreementBody implements Agreement {
  @ApiProperty({ type: ReviewedFigureBody, isArray: true }) lines!: ReviewedFigureBody[];
  @ApiPropertyOptional({ type: SheetTotalBody }) total?: SheetTotalBody;
  @ApiPropertyOptional({ example: 'tru-bi' }) sessionId?: string;
  @ApiPropertyOptional({ type: CorrectionBody }) correction?: CorrectionBody;
}

class ReturnedBody {
  @ApiProperty() reason!: string;
}

class LineExplanationBody {
  @ApiProperty({ example: 'phan-1' }) criterionId!: string;
  @ApiProperty() text!: string;
}

class UnitExplanationBody {
  @ApiProperty({ type: LineExplanationBody, isArray: true }) explanations!: LineExplanationBody[];
}

class ScoreSheetBody implements SheetShown {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ example: 'dien-bien' }) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty({ enum: SHEET_STATUSES }) status!: SheetShown['status'];
  @ApiProperty({ type: SheetLineBody, isArray: true, description: 'In the order of the criteria table' })
  lines!: SheetLineBody[];
  @ApiPropertyOptional({ type: toldOf(SheetTotalBody) }) total?: NonNullable<SheetShown['total']>;
  @ApiProperty({ type: standingOf(EnteredMarkBody), isArray: true }) entered!: SheetShown['entered'];
  @ApiProperty({ type: toldOf(AgreementBody), isArray: true }) agreements!: SheetShown['agreements'];
  @ApiProperty({ type: toldOf(ReturnedBody), isArray: true }) returns!: SheetShown['returns'];
  @ApiProperty({ type: toldOf(UnitExplanationBody), isArray: true, description: 'Giải trình' })
  explanations!: SheetShown['explanations'];
}

export const ScoreSheetAnswerBody = answerOf(ScoreSheetBody);
export const ScoreSheetListBody = listOf(ScoreSheetAnswerBody);
