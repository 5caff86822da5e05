import type { Batch, Recipient } from '../emulation-years/conferral/conferral.values.js';
import { IsCount, IsName, IsSlug } from '../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../http/shapes/nested.decorators.js';
import { PersonBody } from '../http/shapes/shapes.dto.js';
import type { Announced, Receivers, Recipients } from './commendation.values.js';

const MANY = { max: 500 };

export class CommendedBody implements Recipient {
  @IsName(300, {
    optional: true,
    description: 'Absent where only the office or the unit is told',
    example: 'Phòng Kế hoạch Tài chính',
  })
  name?: string;
  @IsName(200, { optional: true, description: 'Of a person', example: 'Trưởng phòng' }) office?: string;
  @IsSlug({ optional: true, description: 'The unit itself, or the one it belongs to', example: 'dien-bien' })
  unitId?: string;
}

class AnnouncedBody implements Announced {
  @IsCount({ ...MANY, optional: true, description: 'How many were announced; absent where it is not told' })
  count?: number;
  @NestedList(() => CommendedBody, { ...MANY, description: 'Those known by name' }) named!: CommendedBody[];
}

class ReceiversOfKindBody extends AnnouncedBody implements Batch {
  @Nested(() => PersonBody, { optional: true, description: 'Who hands over; not always the grantor' })
  presenter?: PersonBody;
}

export class CommendedByKindBody implements Recipients {
  @Nested(() => AnnouncedBody, { optional: true }) collectives?: AnnouncedBody;
  @Nested(() => AnnouncedBody, { optional: true }) individuals?: AnnouncedBody;
  @Nested(() => AnnouncedBody, { optional: true, description: 'Where whole blocs are commended' })
  blocs?: AnnouncedBody;
}

export class ReceiversBody implements Receivers {
  @Nested(() => ReceiversOfKindBody, { optional: true }) collectives?: ReceiversOfKindBody;
  @Nested(() => ReceiversOfKindBody, { optional: true }) individuals?: ReceiversOfKindBody;
  @Nested(() => ReceiversOfKindBody, { optional: true, description: 'Where whole blocs are commended' })
  blocs?: ReceiversOfKindBody;
}
