import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { CommendationCommand } from './commendation.commands.js';
import { CommendationPath, ComplaintPath } from './commendation.dto.js';
import { InvalidInput } from '../http/problems/fault.js';
import { LodgeComplaintBody, ResolveComplaintBody } from './revocation.dto.js';

const NO_DENOUNCER = {
  vi: 'không ghi tên người tố cáo: bỏ trống, hoặc nêu cơ quan, đơn vị chuyển đơn bằng mã đơn vị',
  en: 'must not name who denounces: leave it out, or give the unit that passed it on by its id',
};

/**
 * What is recorded stays for ever, and a denouncer's name is secret (Law on Denunciations, Art. 8): none is taken, of a claim neither.
 * @throws InvalidInput for a denunciation from somebody by name.
 */
export function refuseDenouncer({ about, by }: Pick<LodgeComplaintBody, 'about' | 'by'>): void {
  if (about !== 'DENUNCIATION' || by === undefined) return;
  const isNamed = by.kind === 'EXTERNAL' || (by.kind === 'OFFICE' && by.person !== undefined);
  if (isNamed) throw new InvalidInput([{ pointer: '/by', messages: NO_DENOUNCER }]);
}

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
    refuseDenouncer(body);
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
