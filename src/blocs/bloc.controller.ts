import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import { BlocPath } from '../http/shapes/path.dto.js';
import type { BlocCommand } from './bloc.commands.js';
import {
  AddBlocAliasBody,
  AdmitMemberBody,
  AdmitMembersOfBody,
  DeclareBlocSizeBody,
  DissolveBlocBody,
  EstablishBlocBody,
  MemberPath,
  RenameBlocBody,
  WithdrawMemberBody,
} from './bloc.dto.js';
import { OF_BLOC, OF_UNITS } from './bloc-refusals.js';

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
    example: { name: SEVEN_PROVINCES, labels: LABELS, occurredOn: { date: '2008-01-01' } },
    refusals: ['UNKNOWN_UNIT', 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS', 'INVALID_DATES', 'DATE_IN_FUTURE'],
  })
  establish(@Body() body: EstablishBlocBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('EstablishBloc', {}, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/names',
    command: 'RenameBloc',
    summary: 'Gives a bloc another name from a day on',
    example: { name: { vi: 'Cụm thi đua 7 tỉnh biên giới phía Bắc' } },
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT', 'ALREADY_EXISTS'],
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
    example: { reason: 'Sắp xếp lại các cụm, khối thi đua', successors: ['khoi-phu'] },
    refusals: [...OF_BLOC, 'UNKNOWN_REFERENCE', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
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
    path: ':blocId/members/taken-over',
    command: 'AdmitMembersOf',
    summary: 'Admits the members that another bloc has on that day, in one command',
    description:
      'In the place of a unit that ended, the one that goes on with its work is admitted. Duties and flag pass by commands of their own.',
    refusals: [...OF_UNITS, 'UNKNOWN_REFERENCE'],
  })
  admitMembersOf(
    @Param() path: BlocPath,
    @Body() body: AdmitMembersOfBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AdmitMembersOf', path, body, request);
  }

  @CommandRoute<BlocCommand>({
    path: ':blocId/members/:unitId/withdrawal',
    command: 'WithdrawMember',
    summary: 'Ends a membership; its last day is the one before',
    example: { reason: 'Sáp nhập từ ngày 01/7/2025' },
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT', 'NOT_A_MEMBER', 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  withdraw(
    @Param() path: MemberPath,
    @Body() body: WithdrawMemberBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('WithdrawMember', path, body, request);
  }
}
