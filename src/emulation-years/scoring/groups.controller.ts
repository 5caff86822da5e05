import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import { GroupMembersBody } from './scoring.dto.js';

/** Groups of the bloc that are ranked apart (H6). */
@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores/groups')
export class GroupsController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ScoringCommand>();
  }

  @CommandRoute<ScoringCommand>({
    command: 'NameGroupMembers',
    summary: 'Names the members of a group that the rulebook leaves open (chia nhóm)',
    refusals: [...REFUSALS_OF_YEAR, 'RULEBOOK_NOT_ADOPTED', 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER'],
  })
  nameGroupMembers(
    @Param() path: YearPath,
    @Body() body: GroupMembersBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameGroupMembers', path, body, request);
  }
}
