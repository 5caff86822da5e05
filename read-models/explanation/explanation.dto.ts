import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LocalizedTextBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import type { Facts } from '../../src/kernel/event.js';
import { answerOf, EventReferenceView } from '../answer.dto.js';
import { EXACT, POINTS, RulebookReferenceView } from '../ranking/ranking.dto.js';
import { UNIT } from '../ranking/subject.dto.js';
import type { Explanation } from './explanation.js';
import { type Sentence, STEP_KINDS } from './sentence.js';

class SentenceTextView {
  @ApiProperty({ example: 'Tổng 961,25 điểm: xếp thứ 2, sau Điện Biên (968,50).' }) vi!: string;
  @ApiProperty({ example: 'Total 961.25: rank 2, behind Điện Biên (968.50).' }) en!: string;
}

class SentenceView implements Sentence {
  @ApiProperty({ enum: STEP_KINDS }) kind!: Sentence['kind'];
  @ApiProperty({ type: SentenceTextView }) text!: SentenceTextView;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The figures in it, to compute again' })
  facts!: Facts;
  @ApiProperty({ type: EventReferenceView, isArray: true, description: 'The events it rests on' })
  events!: readonly EventReferenceView[];
}

class TotalView {
  @ApiProperty(EXACT) exact!: string;
  @ApiProperty(POINTS) points!: string;
}

class ExplanationView implements Explanation {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ example: 'to-dan-pho-5', description: 'What the member registered; absent of it as a whole' })
  subjectId?: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: ScopeBody }) scope!: ScopeBody;
  @ApiProperty({ example: 1 }) version!: number;
  @ApiPropertyOptional({ type: RulebookReferenceView }) rulebook?: RulebookReferenceView;
  @ApiPropertyOptional({ example: 2 }) rank?: number;
  @ApiPropertyOptional({ type: TotalView }) total?: TotalView;
  @ApiProperty({ type: SentenceView, isArray: true }) steps!: readonly SentenceView[];
}

export const ExplanationAnswerView = answerOf(ExplanationView);
