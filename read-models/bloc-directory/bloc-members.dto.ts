import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Periods } from '../../src/kernel/periods.js';
import { sourcedOf } from '../answer.dto.js';
import type { Membership } from './bloc-directory.js';

export class PeriodView {
  @ApiPropertyOptional({ type: String, format: 'date' }) from?: LocalDate;
  @ApiPropertyOptional({ type: String, format: 'date', description: 'The last day; absent while it lasts' })
  to?: LocalDate;
}

export class MembershipChangeView {
  @ApiProperty({ enum: ['ADMITTED', 'WITHDRAWN'] }) change!: 'ADMITTED' | 'WITHDRAWN';
  @ApiPropertyOptional() reason?: string;
}

const SourcedMembershipChange = sourcedOf(MembershipChangeView);

export class MembershipView implements Membership {
  @ApiProperty({ example: 'lao-cai' }) unitId!: string;
  @ApiProperty({ type: PeriodView, isArray: true, description: 'By acts; where none tells of it, by claims' })
  periods!: Periods;
  @ApiPropertyOptional({ type: PeriodView, isArray: true, description: 'With what is claimed, where that differs' })
  claimed?: Periods;
  @ApiProperty({ type: SourcedMembershipChange, isArray: true }) told!: Membership['told'];
}
