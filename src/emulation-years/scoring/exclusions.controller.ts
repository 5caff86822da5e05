import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import { ExclusionBody, LiftExclusionBody } from './scoring.dto.js';

/** What bars a unit from the ranking or from awards (điểm liệt, không xét). */
@ApiTags('Exclusions (loại khỏi xếp hạng, khen thưởng)')
@Controller('blocs/:blocId/years/:year/exclusions')
export class ExclusionsController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ScoringCommand>();
  }

  @CommandRoute<ScoringCommand>({
    command: 'ExcludeUnit',
    summary: 'Excludes a unit on a ground of the rulebook',
    example: { reason: 'Theo kết luận thanh tra trong năm.' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'RULEBOOK_NOT_ADOPTED',
      'UNKNOWN_REFERENCE',
      'NOT_A_MEMBER',
      'ALREADY_EXISTS',
      'DOCUMENT_REQUIRED',
      'UNKNOWN_IN_ACT',
    ],
  })
  exclude(
    @Param() path: YearPath,
    @Body() body: ExclusionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ExcludeUnit', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'lifts',
    command: 'LiftExclusion',
    summary: 'Lifts an exclusion that stands',
    example: { reason: 'Kết luận thanh tra đã được hủy bỏ.' },
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'UNKNOWN_IN_ACT'],
  })
  lift(
    @Param() path: YearPath,
    @Body() body: LiftExclusionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('LiftExclusion', path, body, request);
  }
}
