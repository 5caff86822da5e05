import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDay, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import {
  IsParty,
  LocalizedTextBody,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
} from '../../src/http/shapes/shapes.dto.js';
import type { Party } from '../../src/kernel/party.js';
import {
  DOCUMENT_RELATIONS,
  type DocumentRelation,
  type DocumentRelationKind,
  MOVEMENT_NATURES,
  type MovementNature,
  type RatingTold,
  REVIEW_KINDS,
  type ReviewKind,
  type StatedPeriod,
} from '../../src/movements/movement.values.js';
import { answerOf, answersOf, currentOf, EventReferenceView, sourcedOf } from '../answer.dto.js';
import type { Sourced } from '../recording.js';
import { CitingView, MovementAwardView, MovementRecognitionsView } from './recognitions.dto.js';
import {
  type LinkedDocument,
  type MovementEnd,
  type MovementEntry,
  type MovementLaunch,
  type MovementReview,
  type Participation,
  type PeriodTold,
  type StepOfMovement,
  STEPS_OF_MOVEMENT,
  type SuccessorTold,
} from './movements.js';

export class MovementKey {
  @IsSlug({ example: 'dien-hinh-2021-2025' }) movementId!: string;
}

export class MovementsRequest extends PageRequest {
  @IsSlug({ optional: true, description: 'A unit that launched it, by an office of it too, or takes part' })
  unit?: string;
  @IsSlug({ optional: true, description: 'A bloc that launched it or takes part', example: 'cum-7-tinh' })
  bloc?: string;
  @IsDay({ optional: true, description: 'Only movements that may run on that day, by one of their stated periods' })
  on?: string;
}

const UNTOLD = 'Absent where it is not told';

export class MovementPeriodView extends CitingView implements PeriodTold {
  @ApiPropertyOptional({ type: PartialDateBody, description: UNTOLD }) from?: PartialDateBody;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'The end, itself included; absent where it is not told' })
  to?: PartialDateBody;
}

/** Of a launch or a rating, which cites its document itself. */
export class StatedPeriodView implements StatedPeriod {
  @ApiPropertyOptional({ type: PartialDateBody, description: UNTOLD }) from?: PartialDateBody;
  @ApiPropertyOptional({ type: PartialDateBody, description: UNTOLD }) to?: PartialDateBody;
}

export class MovementLaunchView extends CitingView implements MovementLaunch {
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @IsParty({ description: 'A unit, a bloc, or a superior in an office' }) launchedBy!: Party;
  @ApiPropertyOptional({ type: PersonBody, description: 'Who launched it in person; absent where it is not told' })
  person?: PersonBody;
  @ApiPropertyOptional({
    enum: MOVEMENT_NATURES,
    description: 'Thường xuyên or chuyên đề; absent where it is not told',
  })
  nature?: MovementNature;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'The slogan or subject (chủ đề)' })
  theme?: LocalizedTextBody;
  @ApiPropertyOptional({ description: 'Who is to take part, as the source words it' }) audience?: string;
  @ApiPropertyOptional({ type: StatedPeriodView, description: UNTOLD }) period?: StatedPeriodView;
  @ApiPropertyOptional({ description: UNTOLD }) place?: string;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'Movements that it goes on from' })
  predecessors?: readonly string[];
}

class MovementDocumentRelationView implements DocumentRelation {
  @ApiProperty({ enum: DOCUMENT_RELATIONS, description: 'How it stands to the other' }) relation!: DocumentRelationKind;
  @ApiProperty({ type: ReferenceDocumentBody, description: 'The other document' }) document!: ReferenceDocumentBody;
}

export class LinkedDocumentView implements LinkedDocument {
  @ApiProperty({ type: ReferenceDocumentBody, description: 'As it is cited' }) document!: ReferenceDocumentBody;
  @ApiProperty({ type: MovementDocumentRelationView, isArray: true, description: 'How it stands to others' })
  relations!: readonly MovementDocumentRelationView[];
}

export class ParticipationView extends CitingView implements Participation {
  @IsParty({ description: 'Who takes part' }) participant!: Party;
}

class RatingToldView implements RatingTold {
  @IsParty({ description: 'Who was rated' }) of!: Party;
  @IsParty({ optional: true, description: 'Who rated it; absent where it is not told' }) by?: Party;
  @ApiProperty({
    type: String,
    isArray: true,
    description: 'As the source words them; which year had which is not told',
  })
  ratings!: readonly string[];
  @ApiPropertyOptional({ type: StatedPeriodView, description: 'Over which time' }) period?: StatedPeriodView;
}

export class MovementReviewView extends CitingView implements MovementReview {
  @ApiProperty({ example: 'tong-ket-2020', description: 'The id of the review, chosen by the caller' })
  reviewId!: string;
  @ApiPropertyOptional({ enum: REVIEW_KINDS, description: 'Sơ kết or tổng kết; absent where it is not told' })
  kind?: ReviewKind;
  @ApiPropertyOptional({ description: 'What the meeting is called' }) meeting?: string;
  @ApiPropertyOptional({ description: UNTOLD }) place?: string;
  @IsParty({ optional: true, description: 'Who held it; absent where it is not told' }) host?: Party;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'What was achieved, as the source words it' })
  results?: readonly string[];
  @ApiPropertyOptional({ type: RatingToldView, isArray: true, description: 'How those who took part were rated' })
  ratings?: readonly RatingToldView[];
}

export class MovementEndView extends CitingView implements MovementEnd {
  @ApiPropertyOptional({ description: 'Why it ended then; absent where it is not told' }) reason?: string;
}

export class MovementSuccessorView extends CitingView implements SuccessorTold {
  @ApiProperty({ example: 'dien-hinh-2021-2025', description: 'The movement that goes on from it' }) successor!: string;
}

class MovementStepView implements StepOfMovement {
  @ApiProperty({ enum: STEPS_OF_MOVEMENT, description: 'What happened' }) step!: StepOfMovement['step'];
  @ApiProperty({ type: PartialDateBody }) occurredOn!: PartialDateBody;
  @ApiProperty({ type: EventReferenceView }) event!: EventReferenceView;
  @ApiProperty({ enum: ['ACT', 'CLAIM'], description: 'Done here, or entered from a source' }) mode!: 'ACT' | 'CLAIM';
}

const MovementPeriodTold = sourcedOf(MovementPeriodView);

/** A movement without its sort key, with all statements of its period and its steps in order. */
export class MovementView implements Omit<MovementEntry, 'sortKey'> {
  @ApiProperty({ example: 'dien-hinh-2021-2025', description: 'The id of the movement' }) movementId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiProperty({ type: currentOf(MovementLaunchView), description: 'The launch (phát động)' })
  launched!: MovementEntry['launched'];
  @ApiProperty({
    type: MovementPeriodTold,
    isArray: true,
    description: 'All statements of its period, the launch first: sources that disagree stand side by side',
  })
  periods!: readonly Sourced<PeriodTold>[];
  @ApiProperty({ type: sourcedOf(LinkedDocumentView), isArray: true, description: 'Its plans and other documents' })
  documents!: MovementEntry['documents'];
  @ApiProperty({
    type: sourcedOf(ParticipationView),
    isArray: true,
    description: 'Who takes part besides the launcher',
  })
  participants!: MovementEntry['participants'];
  @ApiProperty({ type: currentOf(MovementReviewView), isArray: true, description: 'Sơ kết, tổng kết' })
  reviews!: MovementEntry['reviews'];
  @ApiProperty({ type: MovementAwardView, isArray: true, description: 'Whom it honours' })
  awards!: MovementEntry['awards'];
  @ApiProperty({ type: currentOf(MovementRecognitionsView), isArray: true, description: 'Counts reported by kind' })
  recognitions!: MovementEntry['recognitions'];
  @ApiProperty({ type: currentOf(MovementSuccessorView), isArray: true, description: 'Movements that go on from it' })
  successors!: MovementEntry['successors'];
  @ApiPropertyOptional({ type: currentOf(MovementEndView), description: 'The end; absent while it runs' })
  closed?: NonNullable<MovementEntry['closed']>;
  @ApiProperty({
    type: MovementStepView,
    isArray: true,
    description: 'Its steps in the order of their days, undated ones last',
  })
  timeline!: readonly MovementStepView[];
}

const AnsweredMovement = answerOf(MovementView);

/** One movement, with the revision of its record. */
export class MovementAnswerView extends AnsweredMovement {
  @ApiProperty({ description: 'For the If-Match of a command', example: 12 }) revision!: number;
}

export const MovementListView = answersOf(AnsweredMovement);
