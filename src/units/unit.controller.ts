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
import type { UnitCommand } from './unit.commands.js';
import {
  DissolveUnitBody,
  MergeUnitBody,
  RegisterUnitBody,
  RenameUnitBody,
  RepresentativeBody,
  UnitPath,
} from './unit.dto.js';
import { DecideForUnit } from './unit.handlers.js';

/** Refusals of every command about an existing unit. */
const OF_UNIT: readonly RefusalCode[] = ['UNKNOWN_UNIT', 'UNIT_NOT_ACTIVE', 'INVALID_DATES', 'DATE_IN_FUTURE'];

/** Units (đơn vị): their names, their representatives, their merger or dissolution. */
@ApiTags('units')
@Controller('units')
export class UnitController {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  @CommandRoute({
    command: 'RegisterUnit',
    summary: 'Registers a unit under an id of its own',
    refusals: ['UNKNOWN_UNIT', 'ALREADY_EXISTS', 'DATE_IN_FUTURE'],
  })
  register(@Body() body: RegisterUnitBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'RegisterUnit', data: this.told(body) }, body, request);
  }

  @CommandRoute({
    path: ':unitId/names',
    command: 'RenameUnit',
    summary: 'Gives a unit another name from a day on',
    refusals: OF_UNIT,
  })
  rename(@Param() path: UnitPath, @Body() body: RenameUnitBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'RenameUnit', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':unitId/merger',
    command: 'MergeUnit',
    summary: 'Merges a unit into another, which acts in its place from that day on',
    description: 'Memberships, duties and flags of the merged unit pass only by commands of their own.',
    refusals: OF_UNIT,
  })
  merge(@Param() path: UnitPath, @Body() body: MergeUnitBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'MergeUnit', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':unitId/dissolution',
    command: 'DissolveUnit',
    summary: 'Dissolves a unit, with or without a successor',
    refusals: OF_UNIT,
  })
  dissolve(@Param() path: UnitPath, @Body() body: DissolveUnitBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'DissolveUnit', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':unitId/representatives',
    command: 'AppointRepresentative',
    summary: 'Records that a person holds an office of the unit',
    refusals: [...OF_UNIT, 'ALREADY_EXISTS'],
  })
  appoint(@Param() path: UnitPath, @Body() body: RepresentativeBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'AppointRepresentative', data: { ...path, ...this.told(body) } }, body, request);
  }

  @CommandRoute({
    path: ':unitId/representatives/reliefs',
    command: 'RelieveRepresentative',
    summary: 'Records that a person no longer holds an office; the last day is the one before',
    refusals: [...OF_UNIT, 'UNKNOWN_REFERENCE'],
  })
  relieve(@Param() path: UnitPath, @Body() body: RepresentativeBody, @Req() request: FastifyRequest): Promise<Receipt> {
    return this.send({ type: 'RelieveRepresentative', data: { ...path, ...this.told(body) } }, body, request);
  }

  private send(command: UnitCommand, body: CommandBody, request: FastifyRequest): Promise<Receipt> {
    return this.commands.execute(new DecideForUnit(command, requested(request, body)));
  }

  /** The body's own fields; the date is today unless the body gives one. */
  private told<Body extends CommandBody>(body: Body): ReturnType<typeof dataOf<Body>> {
    return dataOf(body, this.ledger.now());
  }
}
