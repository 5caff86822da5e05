import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { CommendationCommand } from './commendation.commands.js';
import { CommendationPath, ComplaintPath } from './commendation.dto.js';
import { LodgeComplaintBody, ResolveComplaintBody } from './revocation.dto.js';

/** What is pending against an achievement: nothing is considered until it is resolved. */
@ApiTags('Commendations (khen thưởng)')
@Controller('commendations/:commendationId/complaints')
export class ComplaintController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<CommendationCommand>();
  }

  @CommandRoute<CommendationCommand>({
    command: 'LodgeComplaint',
    summary: 'Records a complaint, an inspection or the like: consideration is suspended',
    example: { about: 'COMPLAINT' },
    refusals: ['UNKNOWN_REFERENCE', 'DATE_IN_FUTURE', 'INVALID_TRANSITION', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  lodge(
    @Param() path: CommendationPath,
    @Body() body: LodgeComplaintBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('LodgeComplaint', path, body, request);
  }

  @CommandRoute<CommendationCommand>({
    path: ':complaintId/resolution',
    command: 'ResolveComplaint',
    summary: 'Records what became of it; consideration goes on',
    example: { outcome: 'DISMISSED' },
    refusals: ['UNKNOWN_REFERENCE', 'DATE_IN_FUTURE', 'INVALID_DATES', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  resolve(
    @Param() path: ComplaintPath,
    @Body() body: ResolveComplaintBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ResolveComplaint', path, body, request);
  }
}
