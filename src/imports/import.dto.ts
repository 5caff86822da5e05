import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsLine, IsName, IsOneOf, IsSha256 } from '../http/shapes/field.decorators.js';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import { FORMS } from './forms.js';
import { FATES, type Fate, type LineFate } from './import-run.js';
import type { Answers } from './readings.js';

const KINDS = FORMS.map(({ kind }) => kind);

/** Names one kind of sheet in a path. */
export class ImportPath {
  @IsOneOf(KINDS, { description: 'What the sheet holds', example: 'members' }) sheetKind!: string;
}

export class ImportRequest implements Answers {
  @IsName(200, {
    description: 'What the file is called: it stands in the source of each claim',
    example: 'thanh-vien.xlsx',
  })
  file!: string;
  @IsSha256({
    optional: true,
    description:
      'The SHA-256 of the file, as the dry run answered it: records what that showed. Without it nothing is recorded',
  })
  confirm?: string;
  @IsOneOf(['DMY', 'MDY'], { optional: true, description: 'Which comes first in days such as 5/1/2024' })
  dates?: 'DMY' | 'MDY';
  @IsOneOf(['COMMA', 'POINT'], { optional: true, description: 'What parts decimals in numbers such as 1.000' })
  decimals?: 'COMMA' | 'POINT';
  @IsOneOf(['TAKE', 'LEAVE'], { optional: true, description: 'Whether hidden rows are taken' })
  hidden?: 'TAKE' | 'LEAVE';
  @IsLine(31, { optional: true, description: 'The sheet to be read, where several could be', example: 'Năm 2023' })
  sheet?: string;
}

export class ImportedFileView {
  @ApiProperty({ description: 'What the file is called', example: 'thanh-vien.xlsx' }) name!: string;
  @ApiProperty({ description: 'Of its bytes: `confirm` of the request that records' }) sha256!: string;
  @ApiProperty({ description: 'Its size', example: 20_480 }) bytes!: number;
}

export class LineFateView implements LineFate {
  @ApiProperty({ description: 'The cell, or the first of the row', example: 'Thành viên!B12' }) at!: string;
  @ApiProperty({
    enum: FATES,
    description:
      'WOULD_RECORD: in a dry run; UNCHANGED: recorded before; REPEATED: another line says the same; ASKED: `asks` has to be said first; WRONG: cannot be read; REFUSED: by a rule; PASSED_OVER: no entry',
  })
  fate!: Fate;
  @ApiPropertyOptional({ description: 'The column, where one cell decides', example: 'Từ ngày' }) header?: string;
  @ApiPropertyOptional({ description: 'The parameter that answers what is asked', example: 'dates' }) asks?: string;
  @ApiPropertyOptional({ description: 'Of a refusal', example: 'ALREADY_EXISTS' }) code?: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'Why' }) messages?: LocalizedTextBody & { en: string };
  @ApiPropertyOptional({
    type: String,
    isArray: true,
    description: 'Rules that the claim breaks',
    example: ['NOT_A_MEMBER'],
  })
  warnings?: readonly string[];
}

export class FateCountView {
  @ApiProperty({ enum: FATES, description: 'What became of the lines' }) fate!: Fate;
  @ApiProperty({ description: 'How many lines', example: 7 }) lines!: number;
}

/** What became of each line of a file. */
export class ImportReportView {
  @ApiProperty({ description: 'What the sheet holds', example: 'members' }) kind!: string;
  @ApiProperty({ type: ImportedFileView, description: 'Which file it was' }) file!: ImportedFileView;
  @ApiProperty({ description: 'Whether it was confirmed: without that nothing is recorded', example: false })
  confirmed!: boolean;
  @ApiProperty({ type: FateCountView, isArray: true, description: 'How many lines of each fate' })
  counts!: readonly FateCountView[];
  @ApiProperty({ type: LineFateView, isArray: true, description: 'Every line, those of one group behind the others' })
  lines!: readonly LineFateView[];
}

export class ImportColumnView {
  @ApiProperty({ description: 'As the template has it', example: 'Mã đơn vị' }) header!: string;
  @ApiProperty({ type: String, isArray: true, description: 'What else it may be called', example: ['Mã'] })
  others!: readonly string[];
  @ApiProperty({ description: 'Whether it has to be there', example: true }) required!: boolean;
  @ApiProperty({ description: 'What goes into it', example: 'Mã của đơn vị trong hệ thống' }) explained!: string;
  @ApiProperty({ description: 'An example', example: 'tinh-dien-bien' }) example!: string;
}

/** What a sheet of a kind has to look like. */
export class ImportFormView {
  @ApiProperty({ description: 'What the sheet holds', example: 'members' }) kind!: string;
  @ApiProperty({ type: LocalizedTextBody, description: 'What it is called' }) title!: LocalizedTextBody;
  @ApiProperty({ type: ImportColumnView, isArray: true, description: 'Its columns' })
  columns!: readonly ImportColumnView[];
}
