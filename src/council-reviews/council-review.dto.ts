import type { BodyOf } from '../http/shapes/body-of.js';
import { IsCount, IsName, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { CommandBody, IsParty, ReferenceDocumentBody } from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import type { CouncilReviewCommand } from './council-review.commands.js';
import {
  REVIEW_OUTCOMES,
  type ProposalInPool,
  type Reviewed,
  type ReviewedForm,
  type ReviewOutcome,
} from './council-review.values.js';

export class CouncilReviewPath {
  @IsSlug({ description: 'The id of the review, chosen by the caller', example: 'hop-hoi-dong-2024' })
  councilReviewId!: string;
}

class ReviewedFormBody implements ReviewedForm {
  @IsName(300, { optional: true, description: 'Absent where it is not told', example: 'GOVERNMENT_FLAG' })
  form?: string;
  @IsCount({ optional: true, description: 'How many were proposed; an act says it', example: 69 }) proposed?: number;
  @IsCount({ optional: true, description: 'How many of them were agreed to; an act says it', example: 48 })
  agreed?: number;
  @IsCount({ optional: true, description: 'Votes in favour', example: 16 }) inFavour?: number;
  @IsCount({ optional: true, description: 'Of how many who vote', example: 17 }) voters?: number;
}

class ProposalInPoolBody implements ProposalInPool {
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
  @IsSlug({ example: '2024' }) year!: string;
  @IsSlug({ example: 'co-chinh-phu-2024' }) proposalId!: string;
}

export class ReviewedBody implements Reviewed {
  @IsName(300, { optional: true, description: 'Absent where it is not told', example: 'GOVERNMENT_FLAG' })
  form?: string;
  @IsOneOf(REVIEW_OUTCOMES, { description: 'Agreed to, or not; no reason is told' }) outcome!: ReviewOutcome;
  @IsName(500, { optional: true, description: 'The outcome as worded, with the other form', example: 'Bằng khen' })
  wording?: string;
  @Nested(() => ProposalInPoolBody, { optional: true, description: 'The proposal of its year' })
  proposal?: ProposalInPoolBody;
  @IsSlug({ optional: true, description: 'The unit that was proposed' }) unitId?: string;
  @IsName(300, { optional: true, description: 'As a source words it', example: 'Sở Xây dựng' }) name?: string;
}

export class RecordCouncilReviewBody
  extends CommandBody
  implements BodyOf<CouncilReviewCommand, 'RecordCouncilReview'>
{
  @IsSlug({ description: 'The id of the review, chosen by the caller', example: 'hop-hoi-dong-2024' })
  councilReviewId!: string;
  @IsParty({ optional: true, description: 'Which council' }) council?: Party;
  @IsCount({ min: 1, optional: true, description: 'How many blocs the proposals came from', example: 20 })
  blocs?: number;
  @NestedList(() => ReviewedFormBody, { min: 1, max: 50, description: 'One line a form' }) forms!: ReviewedFormBody[];
  @NestedList(() => ReviewedBody, { max: 300, optional: true, description: 'Those known by name' })
  named?: ReviewedBody[];
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The minutes; an act cites number and date' })
  document?: ReferenceDocumentBody;
}

export class NameReviewOutcomeBody
  extends CommandBody
  implements BodyOf<CouncilReviewCommand, 'NameReviewOutcome', keyof CouncilReviewPath>
{
  @Nested(() => ReviewedBody, { description: 'One of the pool, and what became of it' }) named!: ReviewedBody;
}
