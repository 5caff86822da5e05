import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import { BlocPath } from '../http/shapes/path.dto.js';
import type { BlocCommand } from './bloc.commands.js';
import { FirstLeadershipBody, HandOverDutyBody, HandOverFlagBody, SuccessionBody } from './bloc.dto.js';
import { OF_UNITS } from './bloc-refusals.js';

/** Who leads a bloc and holds its rotating flag (Cờ luân lưu), and how both pass on. */
@ApiTags('Blocs (khối, cụm thi đua)')
@Controller('blocs')
export class BlocLeadershipController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<BlocCommand>();
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/first-leadership',
    command: 'EstablishFirstLeadership',
    summary: 'Records head, deputies and flag holder when the ledger begins to know the bloc',
    example: { head: 'lao-cai' },
    refusals: [...OF_UNITS, 'NOT_A_MEMBER', 'ALREADY_EXISTS', 'ROLE_CONFLICT', 'UNKNOWN_IN_ACT'],
  })
  lead(
    @Param() path: BlocPath,
    @Body() body: FirstLeadershipBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('EstablishFirstLeadership', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/hand-overs/duty',
    command: 'HandOverDuty',
    summary: 'Hands the duty of the head over to whom a year elected or designated',
    example: { from: 'lao-cai', decidedIn: '2024' },
    refusals: [
      ...OF_UNITS,
      'NOT_A_MEMBER',
      'ALREADY_EXISTS',
      'ROLE_CONFLICT',
      'HANDOVER_NOT_ALLOWED',
      'UNKNOWN_IN_ACT',
    ],
  })
  handOverDuty(
    @Param() path: BlocPath,
    @Body() body: HandOverDutyBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('HandOverDuty', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/hand-overs/flag',
    command: 'HandOverFlag',
    summary: 'Hands the rotating flag (Cờ luân lưu) over',
    example: { from: 'lao-cai' },
    description: 'A receiver who is not the elected head, or a head nobody knows, is a warning and no refusal.',
    refusals: [...OF_UNITS, 'NOT_A_MEMBER', 'NOT_FLAG_HOLDER', 'UNKNOWN_IN_ACT'],
  })
  handOverFlag(
    @Param() path: BlocPath,
    @Body() body: HandOverFlagBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('HandOverFlag', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/successions/duty',
    command: 'SucceedDuty',
    summary: 'Passes the duty of a merged head or deputy to its successor',
    refusals: [...OF_UNITS, 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER', 'ROLE_CONFLICT', 'HANDOVER_NOT_ALLOWED'],
  })
  succeedDuty(
    @Param() path: BlocPath,
    @Body() body: SuccessionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SucceedDuty', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/successions/flag',
    command: 'SucceedFlag',
    summary: 'Passes the rotating flag of a merged holder to its successor',
    refusals: [...OF_UNITS, 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER', 'NOT_FLAG_HOLDER'],
  })
  succeedFlag(
    @Param() path: BlocPath,
    @Body() body: SuccessionBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SucceedFlag', path, body, request);
  }
}
