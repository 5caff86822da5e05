import {
  COUNTED,
  RECIPIENT_KINDS,
  type Batch,
  type CommendationCount,
  type Recipient,
  type RecipientKind,
} from '../emulation-years/conferral/conferral.values.js';
import { IsCount, IsFlag, IsName, IsOneOf, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { IsParty, PersonBody, QuantityBody } from '../http/shapes/shapes.dto.js';
import type { Party } from '../kernel/party.js';
import { type MovementBody, MovementCommandBody, MovementPath } from './movement.dto.js';

/** Recipients of one award batch are fewer. */
const RECIPIENTS = { max: 500 };

export class MovementAwardPath extends MovementPath {
  @IsSlug({ example: 'bieu-duong-2020' }) awardId!: string;
}

class MovementRecipientBody implements Recipient {
  @IsName(300, {
    optional: true,
    description: 'Absent where only the office of a person is told',
    example: 'Phòng Kế hoạch - Tài chính',
  })
  name?: string;
  @IsName(200, { optional: true, description: 'Of a person', example: 'Trưởng phòng' }) office?: string;
  @IsSlug({ optional: true, description: 'The unit that it is, or belongs to', example: 'phong-khtc' }) unitId?: string;
}

class MovementBatchBody implements Batch {
  @IsCount({ ...RECIPIENTS, optional: true, description: 'How many were announced; an act says it', example: 2 })
  count?: number;
  @NestedList(() => MovementRecipientBody, { ...RECIPIENTS, description: 'Those known by name' })
  named!: MovementRecipientBody[];
  @Nested(() => PersonBody, { optional: true, description: 'Who hands over; not always the grantor' })
  presenter?: PersonBody;
}

export class MovementAwardBody extends MovementCommandBody implements MovementBody<'ConferMovementAward'> {
  @IsSlug({ example: 'bieu-duong-2020' }) awardId!: string;
  @IsName(300, { optional: true, description: 'An act says it', example: 'Giấy khen của Giám đốc Sở' }) form?: string;
  @IsParty({ description: 'Who grants it' }) grantor!: Party;
  @IsSlug({ optional: true, description: 'The review at which it was given', example: 'tong-ket-2020' })
  reviewId?: string;
  @Nested(() => MovementBatchBody) collectives!: MovementBatchBody;
  @Nested(() => MovementBatchBody) individuals!: MovementBatchBody;
  @Nested(() => MovementBatchBody, { optional: true, description: 'Where whole blocs are honoured' })
  blocs?: MovementBatchBody;
  @IsFlag({ optional: true, description: 'Whether these are exemplars (điển hình tiên tiến); an act says it' })
  exemplars?: boolean;
  @IsSlug({
    list: { min: 1, max: 50, unique: true },
    optional: true,
    description: 'The years that it honours, as far as they are named',
    example: ['2017', '2019'],
  })
  years?: string[];
  @IsCount({
    min: 2,
    max: 50,
    optional: true,
    description: 'How many years in a row (liên tục), where it is not said which: no year is concluded from it',
    example: 5,
  })
  consecutiveYears?: number;
  @IsFlag({ optional: true, description: 'Whether the source names some alone, as examples (như: …)' })
  partial?: boolean;
}

export class MovementAwardRecipientBody
  extends MovementCommandBody
  implements Omit<MovementBody<'NameMovementAwardRecipient'>, 'awardId'>
{
  @IsOneOf(RECIPIENT_KINDS) kind!: RecipientKind;
  @Nested(() => MovementRecipientBody) recipient!: MovementRecipientBody;
}

class RecognitionCountBody implements CommendationCount {
  @IsOneOf(RECIPIENT_KINDS, { description: 'What the line counts' }) of!: RecipientKind;
  @IsOneOf(COUNTED, { description: 'Lượt, or those commended' }) counted!: CommendationCount['counted'];
  @IsName(300, { optional: true, description: 'The form of commendation, where it is told', example: 'Bằng khen' })
  form?: string;
  @Nested(() => QuantityBody) quantity!: QuantityBody;
}

export class MovementRecognitionsBody
  extends MovementCommandBody
  implements MovementBody<'ReportMovementRecognitions'>
{
  @IsSlug({ example: 'khen-thuong-2015-2020' }) summaryId!: string;
  @NestedList(() => RecognitionCountBody, {
    min: 1,
    max: 100,
    description: 'One line a kind and form; kinds are never added up',
  })
  counts!: RecognitionCountBody[];
}
