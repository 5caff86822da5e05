import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOneOf } from './field.decorators.js';
import { ReceiptBody, ReceiptWarning } from './receipt.dto.js';

const ANSWERS = ['true', 'false'] as const;

/** What the address of a command may say besides its path. */
export class CommandQuery {
  @IsOneOf(ANSWERS, { optional: true }) dryRun?: (typeof ANSWERS)[number];
}

export class WeighedFact {
  @ApiProperty({ example: 'PledgeSigned' }) type!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The fact, whole',
    example: { blocId: 'cum-7-tinh', year: '2024', unitId: 'dien-bien' },
  })
  data!: object;
}

/** What a command would do to the record as it is now. Nothing of it is kept. */
export class WeighedBody {
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2024' }) stream!: string;
  @ApiPropertyOptional({
    example: 11,
    description: 'Revision of the record now; absent where the command would begin it',
  })
  revision?: number;
  @ApiProperty({ type: () => [WeighedFact], description: 'Its facts in their order; none where `receipt` is there' })
  wouldRecord!: readonly WeighedFact[];
  @ApiProperty({ type: () => [ReceiptWarning] }) warnings!: readonly ReceiptWarning[];
  @ApiPropertyOptional({
    type: () => ReceiptBody,
    description: 'What the same command under the same key was answered before, and would be again',
  })
  receipt?: ReceiptBody;
}
