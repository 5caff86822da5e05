import { ApiProperty } from '@nestjs/swagger';
import { WordsBody } from './problem.dto.js';
import type { ProblemPage } from './problem-pages.js';

/** The meaning of a code, for ever. */
export class ProblemPageView implements ProblemPage {
  @ApiProperty({ example: 'ALREADY_SIGNED' }) code!: string;
  @ApiProperty({ type: WordsBody, description: 'What it is called, as a problem is titled' }) titles!: WordsBody;
  @ApiProperty({ description: 'The usual status; 404 too where an address can name what is missing', example: 409 })
  status!: number;
  @ApiProperty({ example: 'R02' }) rule!: string;
  @ApiProperty({ type: WordsBody, description: 'With the names of facts in braces' }) messages!: WordsBody;
}
