import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import {
  REVIEW_OUTCOMES,
  type ProposalInPool,
  type Reviewed,
  type ReviewedForm,
  type ReviewOutcome,
} from '../../src/council-reviews/council-review.values.js';
import { IsSlug } from '../../src/http/shapes/field.decorators.js';
import {
  BlocPartyBody,
  ExternalPartyBody,
  OfficePartyBody,
  ReferenceDocumentBody,
  UnitPartyBody,
  UnknownPartyBody,
} from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import { answerOf, answersOf, currentOf, sourcedOf } from '../answer.dto.js';
import type { CouncilReviewRow, ReviewOfPool } from './council-reviews.js';

const PARTIES = [UnitPartyBody, OfficePartyBody, BlocPartyBody, ExternalPartyBody, UnknownPartyBody];

/** Names one review in a path. */
export class CouncilReviewKey {
  @IsSlug({ description: 'The id of the review', example: 'hop-hoi-dong-2024' }) councilReviewId!: string;
}

class ReviewedFormView implements ReviewedForm {
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG', description: 'Absent where it is not told' }) form?: string;
  @ApiPropertyOptional({ example: 69, description: 'How many were proposed' }) proposed?: number;
  @ApiPropertyOptional({ example: 48, description: 'How many of them were agreed to' }) agreed?: number;
  @ApiPropertyOptional({ example: 16, description: 'Votes in favour' }) inFavour?: number;
  @ApiPropertyOptional({ example: 17, description: 'Of how many who vote' }) voters?: number;
}

class ProposalInPoolView implements ProposalInPool {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ example: 'co-chinh-phu-2024' }) proposalId!: string;
}

class ReviewedView implements Reviewed {
  @ApiPropertyOptional({ example: 'GOVERNMENT_FLAG', description: 'Absent where it is not told' }) form?: string;
  @ApiProperty({ enum: REVIEW_OUTCOMES, description: 'Agreed to, or not; no reason is told' }) outcome!: ReviewOutcome;
  @ApiPropertyOptional({ example: 'Bằng khen', description: 'The outcome as worded, with the other form' })
  wording?: string;
  @ApiPropertyOptional({ type: ProposalInPoolView, description: 'The proposal of its year' })
  proposal?: ProposalInPoolView;
  @ApiPropertyOptional({ example: 'dien-bien', description: 'The unit that was proposed' }) unitId?: string;
  @ApiPropertyOptional({ example: 'Sở Xây dựng', description: 'As a source words it' }) name?: string;
}

@ApiExtraModels(...PARTIES)
class ReviewOfPoolView implements ReviewOfPool {
  @ApiPropertyOptional({
    oneOf: PARTIES.map((party) => ({ $ref: getSchemaPath(party) })),
    description: 'Which council',
  })
  council?: Party;
  @ApiPropertyOptional({ example: 20, description: 'How many blocs the proposals came from' }) blocs?: number;
  @ApiProperty({ type: ReviewedFormView, isArray: true, description: 'One line a form; forms are never added up' })
  forms!: readonly ReviewedFormView[];
  @ApiPropertyOptional({ type: ReviewedView, isArray: true, description: 'Those known by name' })
  named?: readonly ReviewedView[];
  @ApiPropertyOptional({ type: ReferenceDocumentBody, description: 'The minutes' }) document?: ReferenceDocumentBody;
}

/** A review. Everybody sees the numbers; whom it agreed to, those who proposed them; whom it did not agree to, the superior. */
export class CouncilReviewView implements Omit<CouncilReviewRow, 'day'> {
  @ApiProperty({ example: 'hop-hoi-dong-2024', description: 'The id of the review' }) councilReviewId!: string;
  @ApiProperty({ type: currentOf(ReviewOfPoolView), description: 'The review as it was recorded' })
  recorded!: CouncilReviewRow['recorded'];
  @ApiProperty({ type: sourcedOf(ReviewedView), isArray: true, description: 'Those named later' })
  named!: CouncilReviewRow['named'];
}

export const CouncilReviewAnswerView = answerOf(CouncilReviewView);
export const CouncilReviewListView = answersOf(CouncilReviewAnswerView);
