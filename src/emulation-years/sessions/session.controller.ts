import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { SessionCommand } from './session.commands.js';
import {
  AttendanceBody,
  CloseSessionBody,
  ConveneSessionBody,
  RecommendationBody,
  SessionPath,
} from './session.dto.js';

/** Sessions that serve a year (phiên họp, hội nghị), who came, and what they ask of superiors. */
@ApiTags('Sessions (hội nghị, phiên họp)')
@Controller('blocs/:blocId/years/:year')
export class SessionController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<SessionCommand>();
  }

  @CommandRoute<SessionCommand>({
    path: 'sessions',
    command: 'ConveneSession',
    summary: 'Convenes a session, of one day or several',
    refusals: [...REFUSALS_OF_YEAR, 'ALREADY_EXISTS', 'INVALID_DATES'],
  })
  convene(
    @Param() path: YearPath,
    @Body() body: ConveneSessionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ConveneSession', path, body, request);
  }

  @CommandRoute<SessionCommand>({
    path: 'sessions/:sessionId/attendance',
    command: 'RecordAttendance',
    summary: 'Records who came, for whom, as a member or a guest',
    example: { attendees: [{ person: { name: 'Nguyễn Văn A' }, unitId: 'dien-bien', role: 'MEMBER' }] },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'UNKNOWN_REFERENCE',
      'ALREADY_EXISTS',
      'NOT_A_MEMBER',
      'AUTHORITY_REQUIRED',
      'INVALID_DATES',
      'UNKNOWN_IN_ACT',
    ],
  })
  recordAttendance(
    @Param() { sessionId, ...path }: SessionPath,
    @Body() body: AttendanceBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordAttendance', path, { ...body, sessionId }, request);
  }

  @CommandRoute<SessionCommand>({
    path: 'sessions/:sessionId/closure',
    command: 'CloseSession',
    summary: 'Closes a session, citing its minutes (biên bản)',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'INVALID_DATES'],
  })
  close(
    @Param() { sessionId, ...path }: SessionPath,
    @Body() body: CloseSessionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CloseSession', path, { ...body, sessionId }, request);
  }

  @CommandRoute<SessionCommand>({
    path: 'recommendations',
    command: 'RecordRecommendation',
    summary: 'Records a recommendation to a superior (kiến nghị)',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_REFERENCE', 'INVALID_DATES'],
  })
  recommend(
    @Param() path: YearPath,
    @Body() body: RecommendationBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordRecommendation', path, body, request);
  }
}
