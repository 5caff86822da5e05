import { ApiProperty } from '@nestjs/swagger';
import { WordsBody } from '../problems/problem.dto.js';

export class ReceiptEvent {
  @ApiProperty({ format: 'uuid', example: 'b6f1f5a2-3c58-5d0f-8e55-1b8f4e2c9a10' }) id!: string;
  @ApiProperty({ example: 'PledgeSigned' }) type!: string;
  @ApiProperty({ example: 12, description: 'Its place in the stream, from 0' }) revision!: number;
  @ApiProperty({
    required: false,
    example: 1,
    description:
      'The version that the event made or is about, where what it speaks of has versions: of a rulebook, from 1',
  })
  version?: number;
}

/** A rule that a claim broke, or a remark that refuses nothing. */
export class ReceiptWarning {
  @ApiProperty({ example: 'CONTENT_NOT_AGREED' }) code!: string;
  @ApiProperty({ example: 'R03' }) rule!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { unit: 'dien-bien' } }) facts!: object;
  @ApiProperty({ type: () => WordsBody }) messages!: WordsBody;
}

/** The answer to a command: its events and where they are. The same key with the same payload always gets the same receipt. */
export class ReceiptBody {
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2024' }) stream!: string;
  @ApiProperty({ example: 12, description: 'Revision after the decision; the ETag' }) revision!: number;
  @ApiProperty({ example: '0000000000000042', description: 'Ask a query `?atLeast=` this to read what was written' })
  position!: string;
  @ApiProperty({ type: () => [ReceiptEvent] }) events!: readonly ReceiptEvent[];
  @ApiProperty({ type: () => [ReceiptWarning] }) warnings!: readonly ReceiptWarning[];
}
