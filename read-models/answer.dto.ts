import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DeclaredSize } from '../src/blocs/bloc.values.js';
import { PageInfo } from '../src/http/shapes/page.dto.js';
import { PartialDateBody, SourceBody } from '../src/http/shapes/shapes.dto.js';
import type { Facts, Position, Warning } from '../src/kernel/event.js';
import type { Instant, LocalDate } from '../src/kernel/instant.js';
import type { Provenance } from './read-model-store.js';
import type { Recording, Current, Sourced } from './recording.js';
import type { Answered, Listed } from './rows.js';

/** Which event it was: for ever, on every engine. */
export class EventReferenceView {
  @ApiProperty({ example: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55' }) id!: string;
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2024' }) stream!: string;
  @ApiProperty({ description: 'Its place in the stream, from 0', example: 12 }) revision!: number;
}

/** A rule that a claim broke, or something worth seeing about an act. */
export class WarningView implements Warning {
  @ApiProperty({ type: String, example: 'RECEIVER_NOT_ELECTED_HEAD' }) code!: Warning['code'];
  @ApiProperty({ example: 'R35' }) rule!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { unit: 'cao-bang' } }) facts!: Facts;
}

/** Where a value comes from. */
export class RecordingView implements Recording {
  @ApiProperty({ type: EventReferenceView }) event!: EventReferenceView;
  @ApiProperty({ type: PartialDateBody }) occurredOn!: PartialDateBody;
  @ApiProperty({ type: String, format: 'date-time', example: '2025-03-22T08:00:00.000Z' }) recordedAt!: Instant;
  @ApiProperty({ enum: ['ACT', 'CLAIM'], description: 'Done here, or entered from a source' }) mode!: 'ACT' | 'CLAIM';
  @ApiPropertyOptional({ type: SourceBody, description: 'Of a claim' }) source?: SourceBody;
  @ApiProperty({ type: WarningView, isArray: true }) warnings!: readonly WarningView[];
}

/** A size that the bloc declared, and the days it counts for. */
export class DeclaredSizeView implements DeclaredSize {
  @ApiProperty({ example: 9 }) size!: number;
  @ApiPropertyOptional({ type: String, format: 'date' }) from?: LocalDate;
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The last day; absent until another is declared, or as many are named',
  })
  to?: LocalDate;
}

/** Why something was done, where nothing else is said of it. */
export class ReasonView {
  @ApiPropertyOptional({ description: 'Absent where a source does not tell it' }) reason?: string;
}

const PROVENANCE = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'The events that made the row: for each stream their revisions, as ranges',
  example: { 'emulationYear-cum-7-tinh--2024': '0-4,7' },
} as const;

const POSITION = { type: String, description: 'The position it is true at', example: '0000000000000042' } as const;

/** The class of a value with where it comes from. */
export function sourcedOf<Value extends object>(value: Type<Value>): Type<Sourced<Value>> {
  class SourcedView {
    @ApiProperty({ type: value }) value!: Value;
    @ApiProperty({ type: RecordingView }) recording!: RecordingView;
  }
  return called(SourcedView, `Sourced${value.name}`);
}

/** The class of a value as it stands, with other claims beside it. */
export function currentOf<Value extends object>(value: Type<Value>): Type<Current<Value>> {
  const claim = sourcedOf(value);
  class CurrentView {
    @ApiProperty({ type: value }) value!: Value;
    @ApiProperty({ type: RecordingView }) recording!: RecordingView;
    @ApiPropertyOptional({ type: claim, isArray: true, description: 'What other claims say about the same thing' })
    claims?: Sourced<Value>[];
  }
  return called(CurrentView, `Current${value.name}`);
}

/** The class of an answer about one row. */
export function answerOf<Row extends object>(row: Type<Row>): Type<Answered<Row>> {
  class AnswerView {
    @ApiProperty({ type: row }) row!: Row;
    @ApiProperty(POSITION) position!: Position;
    @ApiProperty(PROVENANCE) provenance!: Provenance;
  }
  return called(AnswerView, `${row.name}Answer`);
}

/** The class of one page of such answers. */
export function answersOf<Row extends object>(answer: Type<Answered<Row>>): Type<Listed<Row>> {
  class ListView extends PageInfo {
    @ApiProperty({ type: answer, isArray: true }) items!: Answered<Row>[];
    declare position: Position;
  }
  return called(ListView, `${answer.name}List`);
}

/** Every class has a name of its own in the OpenAPI document. */
function called<View>(type: Type<View>, name: string): Type<View> {
  Object.defineProperty(type, 'name', { value: name });
  return type;
}
