import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  COUNTED,
  RECIPIENT_KINDS,
  type Batch,
  type CommendationCount,
  type Recipient,
  type RecipientKind,
} from '../../src/emulation-years/conferral/conferral.values.js';
import { IsParty, PersonBody, QuantityBody, ReferenceDocumentBody } from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { currentOf, sourcedOf } from '../answer.dto.js';
import type { MovementAward, MovementRecognitions } from './movements.js';

/** What every statement may cite. */
export class CitingView {
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The document that says so' })
  document?: ReferenceDocumentBody;
}

class MovementRecipientView implements Recipient {
  @ApiPropertyOptional({ description: 'Absent where only the office of a person is told' }) name?: string;
  @ApiPropertyOptional({ description: 'Of a person' }) office?: string;
  @ApiPropertyOptional({ description: 'The unit that it is, or belongs to' }) unitId?: string;
}

class MovementBatchView implements Batch {
  @ApiPropertyOptional({ example: 2, description: 'How many were announced; absent where it is not told' })
  count?: number;
  @ApiProperty({ type: MovementRecipientView, isArray: true, description: 'Those known by name at the time' })
  named!: readonly MovementRecipientView[];
  @ApiPropertyOptional({ type: PersonBody, description: 'Who handed over; not always the grantor' })
  presenter?: PersonBody;
}

export class MovementAwardTermsView extends CitingView {
  @ApiPropertyOptional({ description: 'Absent where it is not told' }) form?: string;
  @IsParty({ description: 'Who granted it' }) grantor!: Party;
  @ApiPropertyOptional({ description: 'The review at which it was given' }) reviewId?: string;
  @ApiProperty({ type: MovementBatchView }) collectives!: MovementBatchView;
  @ApiProperty({ type: MovementBatchView }) individuals!: MovementBatchView;
  @ApiPropertyOptional({ type: MovementBatchView, description: 'Where whole blocs are honoured' })
  blocs?: MovementBatchView;
  @ApiPropertyOptional({ description: 'Điển hình tiên tiến; absent where it is not told' }) exemplars?: boolean;
  @ApiPropertyOptional({
    type: String,
    isArray: true,
    description: 'The years that it honours, as far as they are named',
  })
  years?: readonly string[];
  @ApiPropertyOptional({ example: 5, description: 'How many years in a row (liên tục), where it is not said which' })
  consecutiveYears?: number;
  @ApiPropertyOptional({ description: 'Whether the source names some alone, as examples (như: …)' }) partial?: boolean;
}

export class MovementAwardNamingView extends CitingView {
  @ApiProperty({ enum: RECIPIENT_KINDS, description: 'Of which kind' }) kind!: RecipientKind;
  @ApiProperty({ type: MovementRecipientView }) recipient!: MovementRecipientView;
}

export class MovementAwardView implements MovementAward {
  @ApiProperty({ example: 'bieu-duong-2020' }) awardId!: string;
  @ApiProperty({ type: currentOf(MovementAwardTermsView) }) conferred!: MovementAward['conferred'];
  @ApiProperty({ type: sourcedOf(MovementAwardNamingView), isArray: true, description: 'Recipients named later' })
  named!: MovementAward['named'];
}

class MovementCountView implements CommendationCount {
  @ApiProperty({ enum: RECIPIENT_KINDS, description: 'What the line counts' }) of!: RecipientKind;
  @ApiProperty({ enum: COUNTED, description: 'Lượt, or those commended' }) counted!: CommendationCount['counted'];
  @ApiPropertyOptional({ description: 'The form of commendation, where it is told' }) form?: string;
  @ApiProperty({ type: QuantityBody }) quantity!: QuantityBody;
}

export class MovementRecognitionsView extends CitingView implements MovementRecognitions {
  @ApiProperty({ example: 'khen-thuong-2015-2020', description: 'The id of the report, chosen by the caller' })
  summaryId!: string;
  @ApiProperty({ type: MovementCountView, isArray: true, description: 'By kind; kinds are never added up' })
  counts!: readonly MovementCountView[];
}
