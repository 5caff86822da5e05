import { IsName, IsOneOf, IsProse, IsSlug } from '../http/shapes/field.decorators.js';
import type { BodyOf } from '../http/shapes/body-of.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import {
  CommandBody,
  IsParty,
  LocalizedNameBody,
  LocalizedTextBody,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
  WHY,
} from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import type { MovementCommand } from './movement.commands.js';
import {
  DOCUMENT_RELATIONS,
  MOVEMENT_NATURES,
  REVIEW_KINDS,
  type DocumentRelation,
  type DocumentRelationKind,
  type MovementNature,
  type RatingTold,
  type ReviewKind,
  type StatedPeriod,
} from './movement.values.js';

export class MovementPath {
  @IsSlug({ example: 'dien-hinh-2021-2025' }) movementId!: string;
}

/** The body of a command: its data without the movement, which the path names, and without the date, which has a default. */
export type MovementBody<T extends MovementCommand['type']> = BodyOf<MovementCommand, T, 'movementId'>;

export class MovementCommandBody extends CommandBody {
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The document behind it' })
  document?: ReferenceDocumentBody;
}

class StatedPeriodBody implements StatedPeriod {
  @Nested(() => PartialDateBody, { optional: true, description: 'Absent where the source tells no beginning' })
  from?: PartialDateBody;
  @Nested(() => PartialDateBody, {
    optional: true,
    description: 'The end, itself included; absent where it is not told',
  })
  to?: PartialDateBody;
}

const ACT_SAYS = { optional: true, description: 'An act says it; a source may not' } as const;

export class LaunchMovementBody extends MovementCommandBody implements MovementBody<'LaunchMovement'> {
  @IsSlug({ example: 'dien-hinh-2021-2025' }) movementId!: string;
  @Nested(() => LocalizedNameBody) name!: LocalizedNameBody;
  @IsParty({ description: 'A unit, a bloc, or a superior in an office' }) launchedBy!: Party;
  @Nested(() => PersonBody, { optional: true, description: 'Who launched it in person' }) person?: PersonBody;
  @IsOneOf(MOVEMENT_NATURES, { ...ACT_SAYS, description: 'GENERAL: thường xuyên; THEMATIC: chuyên đề. An act says it' })
  nature?: MovementNature;
  @Nested(() => LocalizedTextBody, { optional: true, description: 'The slogan or subject (chủ đề)' })
  theme?: LocalizedTextBody;
  @IsProse(1000, {
    optional: true,
    description: 'Who is to take part, as the source words it',
    example: 'Người lao động trong toàn ngành',
  })
  audience?: string;
  @Nested(() => StatedPeriodBody, ACT_SAYS) period?: StatedPeriodBody;
  @IsName(300, { optional: true, example: 'thành phố Thái Nguyên' }) place?: string;
  @IsSlug({
    list: { max: 20, unique: true },
    optional: true,
    description: 'Movements that it goes on from',
    example: ['dien-hinh-2015-2020'],
  })
  predecessors?: string[];
}

export class StatePeriodBody extends MovementCommandBody implements MovementBody<'StateMovementPeriod'> {
  @Nested(() => StatedPeriodBody, { description: 'As the cited document or the source of the claim words it' })
  period!: StatedPeriodBody;
}

class DocumentRelationBody implements DocumentRelation {
  @IsOneOf(DOCUMENT_RELATIONS, {
    description: 'IMPLEMENTS: triển khai; REPLACES: thay thế; AMENDS: sửa đổi; CORRECTS: đính chính',
  })
  relation!: DocumentRelationKind;
  @Nested(() => ReferenceDocumentBody, { description: 'The other document' }) document!: ReferenceDocumentBody;
}

export class LinkDocumentBody extends CommandBody implements MovementBody<'LinkDocument'> {
  @Nested(() => ReferenceDocumentBody, { description: 'By its number, or by its title where no number is told' })
  document!: ReferenceDocumentBody;
  @NestedList(() => DocumentRelationBody, {
    max: 20,
    description: 'How it stands to others; empty where nothing is told',
  })
  relations!: DocumentRelationBody[];
}

export class JoinMovementBody extends MovementCommandBody implements MovementBody<'JoinMovement'> {
  @IsParty({ description: 'The unit or bloc that takes part' }) participant!: Party;
}

class RatingBody implements RatingTold {
  @IsParty({ description: 'Who was rated' }) of!: Party;
  @IsParty({ optional: true, description: 'Who rated it; absent where it is not told' }) by?: Party;
  @IsName(300, {
    list: { min: 1, max: 20 },
    description: 'As the source words them; which year had which may be unknown',
    example: ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ'],
  })
  ratings!: string[];
  @Nested(() => StatedPeriodBody, { optional: true, description: 'Over which time' }) period?: StatedPeriodBody;
}

export class ReviewMovementBody extends MovementCommandBody implements MovementBody<'ReviewMovement'> {
  @IsSlug({ example: 'tong-ket-2020' }) reviewId!: string;
  @IsOneOf(REVIEW_KINDS, { ...ACT_SAYS, description: 'INTERIM: sơ kết; FINAL: tổng kết. An act says it' })
  kind?: ReviewKind;
  @IsName(500, { optional: true, example: 'Hội nghị điển hình tiên tiến 2015 – 2020' }) meeting?: string;
  @IsName(300, { optional: true, example: 'thành phố Thái Nguyên' }) place?: string;
  @IsParty({ optional: true, description: 'Who holds it; absent where it is not told' }) host?: Party;
  @IsProse(2000, {
    list: { min: 1, max: 50 },
    optional: true,
    description: 'What was achieved, as the source words it',
    example: ['An toàn giao thông'],
  })
  results?: string[];
  @NestedList(() => RatingBody, { min: 1, max: 50, optional: true, description: 'How those who took part were rated' })
  ratings?: RatingBody[];
}

export class CloseMovementBody extends MovementCommandBody implements MovementBody<'CloseMovement'> {
  @IsProse(2000, { ...WHY, example: 'Hết giai đoạn 2015-2020' }) reason?: string;
}

export class MovementSuccessorBody extends MovementCommandBody implements MovementBody<'NameMovementSuccessor'> {
  @IsSlug({ description: 'The movement that goes on from it', example: 'dien-hinh-2026-2030' }) successor!: string;
}
