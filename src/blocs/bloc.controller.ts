import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import { BlocPath } from '../http/shapes/path.dto.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { BlocCommand } from './bloc.commands.js';
import {
  AddBlocAliasBody,
  AdmitMemberBody,
  DeclareBlocSizeBody,
  DissolveBlocBody,
  EstablishBlocBody,
  FirstLeadershipBody,
  HandOverDutyBody,
  HandOverFlagBody,
  MemberPath,
  RenameBlocBody,
  SuccessionBody,
  WithdrawMemberBody,
} from './bloc.dto.js';

/** Refusals of every command about an existing bloc. */
const OF_BLOC: readonly RefusalCode[] = ['UNKNOWN_BLOC', 'BLOC_NOT_ACTIVE', 'INVALID_DATES', 'DATE_IN_FUTURE'];
/** Refusals of every command that names units. */
const OF_UNITS: readonly RefusalCode[] = [...OF_BLOC, 'UNKNOWN_UNIT', 'UNIT_NOT_ACTIVE', 'UNIT_NOT_YET'];

const SEVEN_PROVINCES = { vi: 'Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc' };
const LABELS = { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } };

/** Blocs (cụm, khối thi đua): their members, their leadership, the holder of their rotating flag. */
@ApiTags('Blocs (khối, cụm thi đua)')
@Controller('blocs')
export class BlocController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<BlocCommand>();
  }

  @CommandRoute<BlocCommand>({
    command: 'EstablishBloc',
    summary: 'Establishes a bloc or cluster under an id of its own',
    example: { name: SEVEN_PROVINCES, labels: LABELS },
    refusals: ['UNKNOWN_UNIT', 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS', 'INVALID_DATES', 'DATE_IN_FUTURE'],
  })
  establish(@Body() body: EstablishBlocBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('EstablishBloc', {}, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/names',
    command: 'RenameBloc',
    summary: 'Gives a bloc another name from a day on',
    example: { name: SEVEN_PROVINCES },
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT'],
  })
  rename(
    @Param() path: BlocPath,
    @Body() body: RenameBlocBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RenameBloc', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/dissolution',
    command: 'DissolveBloc',
    summary: 'Dissolves a bloc; others may go on with its work',
    example: { successors: ['khoi-phu'] },
    refusals: [...OF_BLOC, 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS'],
  })
  dissolve(
    @Param() path: BlocPath,
    @Body() body: DissolveBlocBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DissolveBloc', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/aliases',
    command: 'AddBlocAlias',
    summary: 'Records another spelling under which sources speak of the bloc',
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT', 'ALREADY_EXISTS'],
  })
  addAlias(
    @Param() path: BlocPath,
    @Body() body: AddBlocAliasBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AddBlocAlias', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/sizes',
    command: 'DeclareBlocSize',
    summary: 'Says how many members the bloc has since a day, where not all of them are known by name',
    description: 'Bases of votes, rankings and completeness take it as of their day, while fewer members are named.',
    refusals: OF_BLOC,
  })
  declareSize(
    @Param() path: BlocPath,
    @Body() body: DeclareBlocSizeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DeclareBlocSize', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/members',
    command: 'AdmitMember',
    summary: 'Admits a unit as a member from a day on',
    refusals: [...OF_UNITS, 'ALREADY_EXISTS'],
  })
  admit(
    @Param() path: BlocPath,
    @Body() body: AdmitMemberBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AdmitMember', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/members/:unitId/withdrawal',
    command: 'WithdrawMember',
    summary: 'Ends a membership; its last day is the one before',
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT', 'NOT_A_MEMBER'],
  })
  withdraw(
    @Param() path: MemberPath,
    @Body() body: WithdrawMemberBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('WithdrawMember', path, body, request);
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
