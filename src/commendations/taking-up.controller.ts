import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { CommendationCommand } from './commendation.commands.js';
import { ProposalToTakeUpPath, TakeUpProposalBody } from './commendation.dto.js';

/** Where a proposal of a year becomes the record of a commendation. */
@ApiTags('Commendations (khen thưởng)')
@Controller('blocs/:blocId/years/:year/proposals/:proposalId/commendations')
export class TakingUpController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<CommendationCommand>();
  }

  @CommandRoute<CommendationCommand>({
    command: 'TakeUpProposal',
    summary: 'Begins the way of a proposal to who grants it, once for each nominee',
    description: 'The id of the commendation is made of bloc, year, proposal and nominee; the receipt names it.',
    example: { unitId: 'dien-bien' },
    refusals: [
      'UNKNOWN_YEAR',
      'UNKNOWN_REFERENCE',
      'DATE_IN_FUTURE',
      'INVALID_DATES',
      'ALREADY_EXISTS',
      'UNKNOWN_IN_ACT',
      'INVALID_TRANSITION',
      'UNIT_EXCLUDED',
    ],
  })
  takeUp(
    @Param() path: ProposalToTakeUpPath,
    @Body() body: TakeUpProposalBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('TakeUpProposal', path, body, request);
  }
}
