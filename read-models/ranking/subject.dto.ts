import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Exemption } from '../../src/emulation-years/frame/frame.values.js';
import type { Departed, Exempt, Unranked } from '../../src/emulation-years/ranking/ranking.values.js';
import type { RegisteredSubject } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { LocalizedTextBody, ReferenceDocumentBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import type { LocalDate } from '../../src/kernel/instant.js';

export const UNIT = { example: 'dien-bien' } as const;
const OF_MEMBER = {
  example: 'to-dan-pho-5',
  description: 'What the member registered; absent of the member as a whole',
} as const;

/** What stands on a place. */
export class SubjectView implements Subject {
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional(OF_MEMBER) subjectId?: string;
}

export class DepartedView implements Departed {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: String, example: '2025-02-28', description: 'Its last day as a member' }) until!: LocalDate;
}

/** A member whose place in a partial order is not known. */
export class UnplacedMemberView {
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
}

export class RegisteredSubjectView implements RegisteredSubject {
  @ApiProperty(OF_MEMBER) subjectId!: string;
  @ApiProperty(UNIT) unitId!: string;
  @ApiProperty({ type: LocalizedTextBody }) name!: LocalizedTextBody;
  @ApiPropertyOptional({ example: 'khu-dan-cu', description: 'The group of the rulebook in which it is ranked' })
  group?: string;
}

export class UnrankedView extends SubjectView implements Unranked {
  @ApiProperty({ example: 'vi-pham-phap-luat' }) ground!: string;
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
}

export class ExemptView extends SubjectView implements Exempt {
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
}

export class ExemptionView implements Exemption {
  @ApiProperty(UNIT) unitId!: string;
  @ApiPropertyOptional({ type: ScopeBody, description: 'Of which sheet, where it is not all of the unit' })
  scope?: ScopeBody;
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
  @ApiPropertyOptional({ type: ReferenceDocumentBody }) document?: ReferenceDocumentBody;
}
