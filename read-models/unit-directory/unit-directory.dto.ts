import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDay, IsLine, IsOneOf, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { LocalizedTextBody, PartialDateBody, PersonBody } from '../../src/http/shapes/shapes.dto.js';
import type { UnitKind, UnitName } from '../../src/units/unit.values.js';
import { answerOf, answersOf, RecordingView, currentOf } from '../answer.dto.js';
import {
  type Representative,
  type Split,
  UNIT_STATUSES,
  type UnitEnd,
  type UnitEntry,
  type UnitStatus,
} from './unit-directory.js';

export class UnitsRequest extends PageRequest {
  @IsLine(300, {
    optional: true,
    description:
      'Words of a full or short name, now or once, in any order; case, marks and punctuation do not count: "dien bien" finds Điện Biên',
    example: 'giao thong lang son',
  })
  name?: string;

  @IsSlug({ optional: true, description: 'The unit above it, by its id', example: 'lang-son' }) parent?: string;
  @IsLine(40, { optional: true, description: 'What the unit is', example: 'DEPARTMENT' }) kind?: string;
  @IsOneOf(UNIT_STATUSES, { optional: true }) status?: UnitStatus;
  @IsDay({
    optional: true,
    description: 'Only units that there were on that day, and of their names those of that day',
    example: '2025-03-01',
  })
  on?: string;
}

export class PrintedNameView implements UnitName {
  @ApiProperty({ type: LocalizedTextBody }) full!: LocalizedTextBody;
  @ApiProperty({ type: LocalizedTextBody }) short!: LocalizedTextBody;
  @ApiPropertyOptional({ example: 'UBND' }) abbreviation?: string;
  @ApiPropertyOptional({ description: 'The printed name of the superior' }) superior?: string;
  @ApiPropertyOptional({ description: 'The place on a letterhead (địa danh)', example: 'Lạng Sơn' }) seat?: string;
}

export class UnitNameView {
  @ApiProperty({ type: PrintedNameView }) name!: PrintedNameView;
  @ApiProperty({ enum: ['REGISTRATION', 'RENAMING'] }) by!: 'REGISTRATION' | 'RENAMING';
}

export class OfficeView {
  @ApiProperty({ type: PersonBody }) person!: PersonBody;
  @ApiPropertyOptional({ example: 'DIRECTOR', description: 'Absent where a source does not tell it' })
  officeCode?: string;
}

export class UnitEndView implements UnitEnd {
  @ApiProperty({ enum: ['MERGED', 'DISSOLVED', 'SPLIT'] }) status!: UnitEnd['status'];
  @ApiPropertyOptional({ example: 'so-xay-dung-lang-son' }) successor?: string;
  @ApiPropertyOptional({ type: String, isArray: true, description: 'Of a unit that was divided (chia)' })
  successors?: readonly string[];
  @ApiPropertyOptional() reason?: string;
}

const CurrentUnitName = currentOf(UnitNameView);
const CurrentOffice = currentOf(OfficeView);
export class SplitView implements Split {
  @ApiProperty({ type: String, isArray: true, description: 'Where parts of it went; empty where it is not told' })
  into!: readonly string[];
  @ApiPropertyOptional({ description: 'Whether the unit was no more by that; absent where it is not told' })
  ends?: boolean;
}

const CurrentSplit = currentOf(SplitView);
const CurrentUnitEnd = currentOf(UnitEndView);

export class RepresentativeView implements Representative {
  @ApiProperty({ type: CurrentOffice }) appointed!: Representative['appointed'];
  @ApiPropertyOptional({ type: RecordingView }) relieved?: RecordingView;
}

/** A unit: the sort key stays inside. */
export class UnitView implements Omit<UnitEntry, 'sortKey'> {
  @ApiProperty({ example: 'lao-cai' }) unitId!: string;
  @ApiProperty({ type: String, example: 'PROVINCE' }) kind!: UnitKind;
  @ApiPropertyOptional() parentId?: string;
  @ApiPropertyOptional({ type: PartialDateBody, description: 'Since when it exists; absent where no source says so' })
  existsFrom?: PartialDateBody;
  @ApiProperty({ enum: UNIT_STATUSES }) status!: UnitStatus;
  @ApiProperty({ type: PrintedNameView }) name!: PrintedNameView;
  @ApiProperty({ type: CurrentUnitName, isArray: true, description: 'In the order of the days they hold from' })
  names!: UnitEntry['names'];
  @ApiProperty({ type: RepresentativeView, isArray: true }) representatives!: readonly RepresentativeView[];
  @ApiProperty({ type: CurrentSplit, isArray: true, description: 'Chia, tách, in the order of their days' })
  splits!: UnitEntry['splits'];
  @ApiPropertyOptional({ type: CurrentUnitEnd }) ended?: NonNullable<UnitEntry['ended']>;
}

const AnsweredUnit = answerOf(UnitView);

/** One unit, with the revision of its record. */
export class UnitAnswerView extends AnsweredUnit {
  @ApiProperty({ description: 'For the If-Match of a command', example: 3 }) revision!: number;
}

export const UnitListView = answersOf(AnsweredUnit);
