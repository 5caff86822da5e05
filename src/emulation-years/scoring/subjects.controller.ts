import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_UNIT } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import { SubjectRegistrationBody } from './scoring.dto.js';

/** What of the members is scored beside the whole (H6). */
@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores/subjects')
export class SubjectsController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ScoringCommand>();
  }

  @CommandRoute<ScoringCommand>({
    command: 'RegisterSubject',
    summary: 'A member registers what of it is scored, such as a residential area (đăng ký đối tượng chấm điểm)',
    refusals: [...REFUSALS_OF_UNIT, 'ALREADY_EXISTS', 'UNKNOWN_REFERENCE'],
  })
  register(
    @Param() path: YearPath,
    @Body() body: SubjectRegistrationBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RegisterSubject', path, body, request);
  }
}
