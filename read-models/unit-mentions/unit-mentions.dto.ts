import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LocalizedTextBody } from '../../src/http/shapes/shapes.dto.js';
import { answerOf, answersOf } from '../answer.dto.js';
import { ProposalView } from '../proposals/proposals.dto.js';
import type { UnitMention } from './unit-mentions.js';

/** A year among whose members the unit is, or was. */
export class YearOfUnitView implements Omit<UnitMention, 'unitId' | 'as'> {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiPropertyOptional({ type: LocalizedTextBody, description: 'What the bloc is called in that year' })
  blocName?: LocalizedTextBody;
}

/** The proposals of one year of a bloc for the unit, as far as the caller may see them. */
export class ProposalsOfUnitView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody, description: 'What the bloc is called in that year' })
  blocName!: LocalizedTextBody;
  @ApiProperty({ type: ProposalView, isArray: true }) proposals!: readonly ProposalView[];
}

export const YearsOfUnitView = answersOf(answerOf(YearOfUnitView));
export const ProposalsOfUnitListView = answersOf(answerOf(ProposalsOfUnitView));
