import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { UnitCommand } from './unit.commands.js';
import {
  DissolveUnitBody,
  MergeUnitBody,
  RegisterUnitBody,
  RenameUnitBody,
  RepresentativeBody,
  SplitUnitBody,
  UnitPath,
} from './unit.dto.js';

/** Refusals of every command about an existing unit. */
const OF_UNIT: readonly RefusalCode[] = [
  'UNKNOWN_UNIT',
  'UNIT_NOT_ACTIVE',
  'UNIT_NOT_YET',
  'INVALID_DATES',
  'DATE_IN_FUTURE',
];

/** As the document shows them. */
const DIEN_BIEN = { full: { vi: 'Ủy ban nhân dân tỉnh Điện Biên' }, short: { vi: 'Điện Biên' } };
const CONSTRUCTION = { full: { vi: 'Sở Xây dựng tỉnh Lạng Sơn' }, short: { vi: 'Sở Xây dựng Lạng Sơn' } };

/** Units (đơn vị): their names, their representatives, their merger, split or dissolution. */
@ApiTags('Units (đơn vị)')
@Controller('units')
export class UnitController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<UnitCommand>();
  }

  @CommandRoute<UnitCommand>({
    command: 'RegisterUnit',
    summary: 'Registers a unit under an id of its own',
    example: { unitId: 'dien-bien', kind: 'PROVINCE', name: DIEN_BIEN, existsFrom: { date: '2004-01-01' } },
    refusals: ['UNKNOWN_UNIT', 'ALREADY_EXISTS', 'DATE_IN_FUTURE'],
  })
  register(@Body() body: RegisterUnitBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RegisterUnit', {}, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/names',
    command: 'RenameUnit',
    summary: 'Gives a unit another name from a day on',
    example: { name: CONSTRUCTION },
    refusals: [...OF_UNIT, 'ALREADY_EXISTS'],
  })
  rename(
    @Param() path: UnitPath,
    @Body() body: RenameUnitBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RenameUnit', path, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/merger',
    command: 'MergeUnit',
    summary: 'Merges a unit into another, which acts in its place from that day on',
    description: 'Memberships, duties and flags of the merged unit pass only by commands of their own.',
    refusals: OF_UNIT,
  })
  merge(@Param() path: UnitPath, @Body() body: MergeUnitBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('MergeUnit', path, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/dissolution',
    command: 'DissolveUnit',
    summary: 'Dissolves a unit, with or without a successor',
    example: { reason: 'Kết thúc hoạt động theo đề án sắp xếp tổ chức bộ máy' },
    refusals: [...OF_UNIT, 'UNKNOWN_IN_ACT'],
  })
  dissolve(
    @Param() path: UnitPath,
    @Body() body: DissolveUnitBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DissolveUnit', path, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/split',
    command: 'SplitUnit',
    summary: 'Parts of a unit go to others; it ends by that (chia) or goes on beside them (tách)',
    description: 'Memberships, duties and flags of a unit that ends pass only by commands of their own.',
    example: { into: ['so-tai-nguyen-lang-son', 'so-moi-truong-lang-son'], ends: true },
    refusals: [...OF_UNIT, 'UNKNOWN_IN_ACT'],
  })
  split(@Param() path: UnitPath, @Body() body: SplitUnitBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('SplitUnit', path, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/representatives',
    command: 'AppointRepresentative',
    summary: 'Records that a person holds an office of the unit',
    example: { officeCode: 'DIRECTOR' },
    refusals: [...OF_UNIT, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  appoint(
    @Param() path: UnitPath,
    @Body() body: RepresentativeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AppointRepresentative', path, body, request);
  }

  @CommandRoute<UnitCommand>({
    path: ':unitId/representatives/reliefs',
    command: 'RelieveRepresentative',
    summary: 'Records that a person no longer holds an office; the last day is the one before',
    example: { officeCode: 'DIRECTOR' },
    refusals: [...OF_UNIT, 'UNKNOWN_REFERENCE', 'UNKNOWN_IN_ACT'],
  })
  relieve(
    @Param() path: UnitPath,
    @Body() body: RepresentativeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RelieveRepresentative', path, body, request);
  }
}
