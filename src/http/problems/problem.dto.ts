import { ApiProperty } from '@nestjs/swagger';

/** A text in both languages of the service. */
export class WordsBody {
  @ApiProperty({ example: 'Đơn vị dien-bien đã ký giao ước năm 2025' }) vi!: string;
  @ApiProperty({ example: 'dien-bien has already signed the 2025 pledge' }) en!: string;
}

export class ProblemFieldBody {
  @ApiProperty({ example: '/occurredOn/date', description: 'JSON pointer (RFC 6901) into the input' }) pointer!: string;
  @ApiProperty({ example: 'phải là một ngày có thật' }) detail!: string;
  @ApiProperty({ type: () => WordsBody }) messages!: WordsBody;
}

/** The body of every refusal and fault (RFC 9457). */
export class ProblemBody {
  @ApiProperty({ format: 'uri-reference', example: '/docs/problems/ALREADY_SIGNED' }) type!: string;
  @ApiProperty({ example: 'Đã ký giao ước' }) title!: string;
  @ApiProperty({ example: 409 }) status!: number;
  @ApiProperty({ example: 'Đơn vị dien-bien đã ký giao ước năm 2025' }) detail!: string;
  @ApiProperty({ example: 'ALREADY_SIGNED' }) code!: string;
  @ApiProperty({ example: 'R02' }) rule!: string;
  @ApiProperty({ type: () => WordsBody }) messages!: WordsBody;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { unit: 'dien-bien', year: '2025' } })
  facts!: object;
  @ApiProperty({ type: () => [ProblemFieldBody], required: false, maxItems: 50 }) errors?: readonly ProblemFieldBody[];
  @ApiProperty({
    required: false,
    example: 7,
    description: 'How many faults there are besides those in `errors`, which names 50 at most',
  })
  moreErrors?: number;
  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736' }) traceId!: string;
}
