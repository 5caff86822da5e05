import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { field } from '../../src/http/shapes/field.js';
import { IsLine, IsOneOf, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { OnBehalfOfBody, PartialDateBody, SourceBody } from '../../src/http/shapes/shapes.dto.js';
import { OBSCURITIES, type Obscurity, ROLES, type Role } from '../../src/kernel/event.js';
import { type Instant, isLocalDate, parseInstant } from '../../src/kernel/instant.js';
import { answerOf, answersOf, WarningView } from '../answer.dto.js';
import type { AuditEntry } from './audit-trail.js';

const ORDERS = ['OLDEST_FIRST', 'NEWEST_FIRST'] as const;

export class AuditRequest extends PageRequest {
  @IsSlug({ optional: true, description: 'Id of a bloc', example: 'cum-7-tinh' }) bloc?: string;
  @IsSlug({ optional: true, description: 'A year of that bloc', example: '2024' }) year?: string;
  @IsSlug({ optional: true, description: 'The unit it is about, or on whose behalf it was recorded' }) unit?: string;
  @IsLine(401, {
    optional: true,
    description: 'The subject of who did it, as an entry shows it',
    example: 'local|thu-ky',
  })
  actor?: string;
  @IsLine(60, { optional: true, description: 'Type of the event', example: 'PledgeSigned' }) type?: string;
  @IsDayOrInstant('Recorded from that day or instant on') from?: string;
  @IsDayOrInstant('Recorded until the end of that day, or until that instant') to?: string;
  @IsLine(100, {
    optional: true,
    description: 'Number of a document that the fact, its paper or its source cites; case and spaces do not count',
    example: '01/BB',
  })
  document?: string;
  @IsOneOf(ORDERS, { optional: true }) order?: (typeof ORDERS)[number];
}

/** Names one event in a path. */
export class EventPath {
  @IsLine(128, { example: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55' }) eventId!: string;
}

function IsDayOrInstant(description: string): PropertyDecorator {
  return field(
    {
      name: 'isDayOrInstant',
      test: (value) => typeof value === 'string' && (isLocalDate(value) || parseInstant(value) !== undefined),
      vi: 'phải là một ngày hoặc một thời điểm theo RFC 3339; trong địa chỉ, dấu + của múi giờ viết là %2B',
      en: 'must be a day or an RFC 3339 timestamp; the + of an offset is written %2B in an address',
      schema: { type: 'string', maxLength: 40 },
      example: '2025-03-22',
    },
    { optional: true, description },
  );
}

/** How what this release does not understand is marked. */
export const OBSCURE = {
  enum: OBSCURITIES,
  description:
    'Only where a newer release wrote it: a TYPE or a SCHEMA that this one does not understand. It is shown as it was recorded and counts nowhere',
} as const;

export class ActorView {
  @ApiProperty({ example: 'Nguyễn Thị Thư Ký' }) name!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiPropertyOptional({ description: 'Of a representative or appraiser' }) unitId?: string;
  @ApiPropertyOptional({ description: 'Of a secretary or appraiser' }) blocId?: string;
}

export class AuditEntryView implements AuditEntry {
  @ApiProperty({ example: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55' }) eventId!: string;
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2025' }) stream!: string;
  @ApiProperty({ description: 'Its place in the stream, from 0', example: 4 }) revision!: number;
  @ApiProperty({ example: 'PledgeSigned' }) type!: string;
  @ApiProperty({ description: 'Empty where it names none', example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ description: 'Empty where it names none', example: '2025' }) year!: string;
  @ApiProperty({ description: 'Empty where it names none', example: 'cao-bang' }) unitId!: string;
  @ApiProperty({ description: 'The stable name of who did it', example: 'local|thu-ky' }) subject!: string;
  @ApiProperty({ type: ActorView }) actor!: ActorView;
  @ApiPropertyOptional({ type: OnBehalfOfBody }) onBehalfOf?: OnBehalfOfBody;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Instant;
  @ApiPropertyOptional({ type: PartialDateBody }) occurredOn?: PartialDateBody;
  @ApiProperty({ enum: ['ACT', 'CLAIM'] }) mode!: AuditEntry['mode'];
  @ApiPropertyOptional({ type: SourceBody }) source?: SourceBody;
  @ApiProperty({ type: WarningView, isArray: true }) warnings!: readonly WarningView[];
  @ApiProperty({ description: 'Version of the shape of the fact, from 1', example: 1 }) schema!: number;
  @ApiPropertyOptional(OBSCURE) obscure?: Obscurity;
  @ApiPropertyOptional({ description: 'On the first event of its decision', example: 'SignPledge' }) command?: string;
  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736' }) correlationId!: string;
  @ApiProperty({ description: 'Version of the table of roles that let it in', example: 1 }) policy!: number;
  @ApiProperty({ type: String, isArray: true, example: ['01/BB'] }) documents!: readonly string[];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'The fact, where it has at most 4,096 characters',
    example: { blocId: 'cum-7-tinh', year: '2025', unitId: 'cao-bang' },
  })
  data?: object;
  @ApiPropertyOptional({
    description:
      'How many characters the fact has, where it is longer: /audit/streams/{stream}/events/{revision} has it',
  })
  dataLength?: number;
}

export const AuditAnswerView = answerOf(AuditEntryView);
export const AuditListView = answersOf(AuditAnswerView);
