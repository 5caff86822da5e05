import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { REFUSALS_OF_UNIT } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { LeadershipCommand } from './leadership.commands.js';
import {
  DesignateDeputyBody,
  DesignateHeadBody,
  ElectDeputyBody,
  ElectHeadBody,
  NominateDeputyBody,
  NominateHeadBody,
} from './leadership.dto.js';

/** As the document shows it. */
const DECISION = {
  number: '123/QĐ-UBND',
  date: { date: '2024-12-20' },
  issuer: { kind: 'EXTERNAL' as const, name: 'Ủy ban nhân dân tỉnh' },
};

const OF_NOMINATION: readonly RefusalCode[] = [...REFUSALS_OF_UNIT, 'ALREADY_EXISTS', 'NOT_A_MEMBER', 'UNKNOWN_IN_ACT'];

const OF_ELECTION: readonly RefusalCode[] = [
  ...REFUSALS_OF_UNIT,
  'RULEBOOK_NOT_ADOPTED',
  'UNKNOWN_REFERENCE',
  'ROLE_CONFLICT',
  'NOMINATION_REQUIRED',
  'NOT_UNANIMOUS',
  'BALLOT_VOID',
  'THRESHOLD_NOT_MET',
  'UNKNOWN_IN_ACT',
];

const OF_DESIGNATION: readonly RefusalCode[] = [
  ...REFUSALS_OF_UNIT,
  'ROLE_CONFLICT',
  'DOCUMENT_REQUIRED',
  'UNKNOWN_IN_ACT',
];

/** Who leads a year, decided in this one: nominated and elected, designated, or in turn. */
@ApiTags('Leaders (trưởng, phó trưởng cụm, khối)')
@Controller('blocs/:blocId/years/:year')
export class LeadershipController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<LeadershipCommand>();
  }

  @CommandRoute<LeadershipCommand>({
    path: 'nominations/head',
    command: 'NominateHead',
    summary: 'Nominates a member for head (giới thiệu trưởng khối)',
    refusals: OF_NOMINATION,
  })
  nominateHead(
    @Param() path: YearPath,
    @Body() body: NominateHeadBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NominateHead', path, body, request);
  }

  @CommandRoute<LeadershipCommand>({
    path: 'nominations/deputy',
    command: 'NominateDeputy',
    summary: 'Nominates a member for deputy (giới thiệu phó trưởng khối)',
    example: { ordinal: 1 },
    refusals: OF_NOMINATION,
  })
  nominateDeputy(
    @Param() path: YearPath,
    @Body() body: NominateDeputyBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NominateDeputy', path, body, request);
  }

  @CommandRoute<LeadershipCommand>({
    path: 'elections/head',
    command: 'ElectHead',
    summary: 'Records who is elected head, and by what (bầu trưởng khối)',
    example: { unitId: 'lang-son' },
    refusals: OF_ELECTION,
  })
  electHead(
    @Param() path: YearPath,
    @Body() body: ElectHeadBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ElectHead', path, body, request);
  }

  @CommandRoute<LeadershipCommand>({
    path: 'elections/deputy',
    command: 'ElectDeputy',
    summary: 'Records who is elected deputy, and by what (bầu phó trưởng khối)',
    example: { ordinal: 1, unitId: 'lang-son' },
    refusals: OF_ELECTION,
  })
  electDeputy(
    @Param() path: YearPath,
    @Body() body: ElectDeputyBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ElectDeputy', path, body, request);
  }

  @CommandRoute<LeadershipCommand>({
    path: 'designations/head',
    command: 'DesignateHead',
    summary: "Records a head by the superior's decision, or in turn",
    example: { unitId: 'lang-son', document: DECISION },
    refusals: OF_DESIGNATION,
  })
  designateHead(
    @Param() path: YearPath,
    @Body() body: DesignateHeadBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DesignateHead', path, body, request);
  }

  @CommandRoute<LeadershipCommand>({
    path: 'designations/deputy',
    command: 'DesignateDeputy',
    summary: "Records a deputy by the superior's decision, or in turn",
    example: { ordinal: 1, unitId: 'lang-son', document: DECISION },
    refusals: OF_DESIGNATION,
  })
  designateDeputy(
    @Param() path: YearPath,
    @Body() body: DesignateDeputyBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DesignateDeputy', path, body, request);
  }
}
