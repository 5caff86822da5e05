import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { field } from '../../src/http/shapes/field.js';
import { OnBehalfOfBody, SourceBody } from '../../src/http/shapes/shapes.dto.js';
import type { Gathered, Metadata, Obscurity } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import { isStreamName, LONGEST_STREAM_NAME, STREAM_NAME } from '../../src/kernel/stream.js';
import { answerOf, WarningView } from '../answer.dto.js';
import type { RecordedEvent } from './audit-trail.js';
import { ActorView, OBSCURE } from './audit-trail.dto.js';

const REVISION = /^(0|[1-9]\d{0,14})$/;

/** Names one event by its place, as receipts, entries and provenances do. */
export class RecordedEventPath {
  @IsStream() stream!: string;
  @IsRevision() revision!: string;
}

/** A stream of this ledger: whatever else an engine may hold is not to be read here. */
function IsStream(): PropertyDecorator {
  return field(
    {
      name: 'isStream',
      test: (value) => typeof value === 'string' && isStreamName(value),
      vi: 'phải là tên một chuỗi sự kiện như trong biên nhận',
      en: 'must be a stream as a receipt names it',
      schema: { type: 'string', pattern: STREAM_NAME.source, maxLength: LONGEST_STREAM_NAME },
      example: 'emulationYear-cum-7-tinh--2025',
    },
    {},
  );
}

function IsRevision(): PropertyDecorator {
  return field(
    {
      name: 'isRevision',
      test: (value) => typeof value === 'string' && REVISION.test(value),
      vi: 'phải là số thứ tự trong chuỗi, tính từ 0',
      en: 'must be a place in the stream, from 0',
      schema: { type: 'string', pattern: REVISION.source },
      example: '4',
    },
    {},
  );
}

class OriginView extends ActorView {
  @ApiProperty({ description: 'The stable name of who did it', example: 'local|thu-ky' }) subject!: string;
  @ApiPropertyOptional({ type: OnBehalfOfBody }) onBehalfOf?: OnBehalfOfBody;
}

class ModeView {
  @ApiProperty({ enum: ['ACT', 'CLAIM'], description: 'Done here, or entered from a source' }) kind!: 'ACT' | 'CLAIM';
  @ApiPropertyOptional({ type: SourceBody, description: 'Of a claim' }) source?: SourceBody;
}

class DecisionView {
  @ApiProperty({ description: 'The Idempotency-Key', example: 'ky-giao-uoc-dien-bien-2025' }) key!: string;
  @ApiProperty({ description: 'SHA-256 of the payload, 64 hex digits' }) digest!: string;
  @ApiProperty({ description: 'Place of this event in its decision, from 0', example: 0 }) index!: number;
  @ApiProperty({ description: 'How many events the decision made', example: 1 }) count!: number;
}

class DecidedCommandView {
  @ApiProperty({ example: 'SignPledge' }) type!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) payload!: object;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Facts of other streams it rests on, each with stream, revision and event id',
  })
  gathered!: Gathered[];
}

class MetadataView {
  @ApiProperty({ description: 'Version of the shape of the event, from 1', example: 1 }) schema!: number;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Instant;
  @ApiProperty({ type: ModeView }) mode!: Metadata['mode'];
  @ApiProperty({ type: WarningView, isArray: true }) warnings!: readonly WarningView[];
  @ApiProperty({ type: OriginView }) origin!: OriginView;
  @ApiProperty({ description: 'Version of the table of roles that let it in', example: 1 }) policy!: number;
  @ApiProperty({ type: DecisionView }) decision!: DecisionView;
  @ApiPropertyOptional({ type: DecidedCommandView, description: 'On the first event of its decision' })
  command?: DecidedCommandView;
  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736' }) correlationId!: string;
  @ApiPropertyOptional({ description: 'The event before it in its decision' }) causationId?: string;
  @ApiPropertyOptional({ description: 'Detached, of the actor over the command' }) signature?: string;
}

export class RecordedEventView implements RecordedEvent {
  @ApiProperty({ example: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55' }) id!: string;
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2025' }) stream!: string;
  @ApiProperty({ description: 'Its place in the stream, from 0', example: 4 }) revision!: number;
  @ApiProperty({ example: 'PledgeSigned' }) type!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The fact, whole',
    example: { blocId: 'cum-7-tinh', year: '2025', unitId: 'cao-bang' },
  })
  data!: object;
  @ApiProperty({ type: MetadataView, description: 'Everything kept beside the fact but its salt' })
  metadata!: MetadataView;
  @ApiPropertyOptional(OBSCURE) obscure?: Obscurity;
}

export const RecordedEventAnswerView = answerOf(RecordedEventView);
