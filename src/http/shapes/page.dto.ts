import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsCount, IsLine } from './field.decorators.js';

/** Of a cursor, in characters: it holds the place of the longest Vietnamese name in its order, and fits into an address. */
export const LONGEST_CURSOR = 12_288;

/** The requested part of a list. Extend it with the list's own filters. */
export class PageRequest {
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  )
  @IsCount({ min: 1, max: 200, optional: true, description: 'How many entries, 50 unless told', example: 50 })
  limit: number = 50;

  @IsLine(LONGEST_CURSOR, {
    optional: true,
    description: 'The `next` of the page before',
    example: 'eyJrIjoiZGllbi1iaWVuIn0',
  })
  cursor?: string;
}

/** The fields of every page besides its entries. */
export class PageInfo {
  @ApiProperty({ required: false, description: 'The cursor of the next page; absent on the last' }) next?: string;
  @ApiProperty({
    description: 'The position of the newest entry; empty where there is no entry',
    example: '0000000000000042',
  })
  position!: string;
}
