import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import { dataOf, requested } from '../http/frame/command-request.js';
import { CommandRoute } from '../http/frame/command-route.js';
import type { CommandBody } from '../http/shapes/shapes.dto.js';
import type { RefusalCode } from '../kernel/refusal.js';
import type { BlocCommand } from './bloc.commands.js';
import {
  AddBlocAliasBody,
  AdmitMemberBody,
  BlocPath,
  EstablishBlocBody,
  FirstLeadershipBody,
  HandOverDutyBody,
  HandOverFlagBody,
  MemberPath,
  RenameBlocBody,
  SuccessionBody,
  WithdrawMemberBody,
} from './bloc.dto.js';
import { DecideForBloc } from './bloc.handlers.js';

/** Refusals of every command about an existing bloc. */
const OF_BLOC: readonly RefusalCode[] = ['UNKNOWN_BLOC', 'INVALID_DATES', 'DATE_IN_FUTURE'];
/** Refusals of every command that names units. */
const OF_UNITS: readonly RefusalCode[] = [...OF_BLOC, 'UNKNOWN_UNIT', 'UNIT_NOT_ACTIVE'];

/** Blocs (cụm, khối thi đua): their members, their leadership, the holder of their rotating flag. */
@ApiTags('blocs')
@Controller('blocs')
export class BlocController {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  @CommandRoute({
    command: 'EstablishBloc',
    summary: 'Establishes a bloc or cluster under an id of its own',
    refusals: ['UNKNOWN_UNIT', 'ALREADY_EXISTS', 'DATE_IN_FUTURE'],
  })
  establish(@Body() body: EstablishBlocBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'EstablishBloc', data: this.told(body) }, body, request);
  }

  @CommandRoute({
    path: ':blocId/names',
    command: 'RenameBloc',
    summary: 'Gives a bloc another name from a day on',
    refusals: OF_BLOC,
  })
  rename(@Param() path: BlocPath, @Body() body: RenameBlocBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'RenameBloc', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/aliases',
    command: 'AddBlocAlias',
    summary: 'Records another spelling under which sources speak of the bloc',
    refusals: [...OF_BLOC, 'ALREADY_EXISTS'],
  })
  addAlias(@Param() path: BlocPath, @Body() body: AddBlocAliasBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'AddBlocAlias', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/members',
    command: 'AdmitMember',
    summary: 'Admits a unit as a member from a day on',
    refusals: [...OF_UNITS, 'ALREADY_EXISTS'],
  })
  admit(@Param() path: BlocPath, @Body() body: AdmitMemberBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'AdmitMember', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/members/:unitId/withdrawal',
    command: 'WithdrawMember',
    summary: 'Ends a membership; its last day is the one before',
    refusals: [...OF_BLOC, 'UNKNOWN_UNIT', 'NOT_A_MEMBER'],
  })
  withdraw(
    @Param() path: MemberPath,
    @Body() body: WithdrawMemberBody,
    @Req() request: FastifyRequest,
  ): Promise<Receipt> {
    return this.send({ type: 'WithdrawMember', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/first-leadership',
    command: 'EstablishFirstLeadership',
    summary: 'Records head, deputies and flag holder when the ledger begins to know the bloc',
    refusals: [...OF_UNITS, 'NOT_A_MEMBER', 'ALREADY_EXISTS', 'ROLE_CONFLICT'],
  })
  lead(@Param() path: BlocPath, @Body() body: FirstLeadershipBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'EstablishFirstLeadership', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/hand-overs/duty',
    command: 'HandOverDuty',
    summary: 'Hands the duty of the head over to whom a year elected or designated',
    refusals: [...OF_UNITS, 'NOT_A_MEMBER', 'ALREADY_EXISTS', 'ROLE_CONFLICT', 'HANDOVER_NOT_ALLOWED'],
  })
  handOverDuty(
    @Param() path: BlocPath,
    @Body() body: HandOverDutyBody,
    @Req() request: FastifyRequest,
  ): Promise<Receipt> {
    return this.send({ type: 'HandOverDuty', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/hand-overs/flag',
    command: 'HandOverFlag',
    summary: 'Hands the rotating flag (Cờ luân lưu) over',
    description: 'A receiver who is not the elected head, or a head nobody knows, is a warning and no refusal (R35).',
    refusals: [...OF_UNITS, 'NOT_A_MEMBER', 'NOT_FLAG_HOLDER'],
  })
  handOverFlag(
    @Param() path: BlocPath,
    @Body() body: HandOverFlagBody,
    @Req() request: FastifyRequest,
  ): Promise<Receipt> {
    return this.send({ type: 'HandOverFlag', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/successions/duty',
    command: 'SucceedDuty',
    summary: 'Passes the duty of a merged head or deputy to its successor',
    refusals: [...OF_UNITS, 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER', 'ROLE_CONFLICT', 'HANDOVER_NOT_ALLOWED'],
  })
  succeedDuty(@Param() path: BlocPath, @Body() body: SuccessionBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'SucceedDuty', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':blocId/successions/flag',
    command: 'SucceedFlag',
    summary: 'Passes the rotating flag of a merged holder to its successor',
    refusals: [...OF_UNITS, 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER', 'NOT_FLAG_HOLDER'],
  })
  succeedFlag(@Param() path: BlocPath, @Body() body: SuccessionBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'SucceedFlag', data: { ...path, ...this.told(body) } }, body, request);
  }

  private send(command: BlocCommand, body: CommandBody, request: FastifyRequest): Promise<Receipt> {
    return this.commands.execute(new DecideForBloc(command, requested(request, body)));
  }

  /** The body's own fields; the date is today unless the body gives one. */
  private told<Body extends CommandBody>(body: Body): ReturnType<typeof dataOf<Body>> {
    return dataOf(body, this.ledger.now());
  }
}
