import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { BlocPath } from '../../http/shapes/path.dto.js';
import { CommandBody } from '../../http/shapes/shapes.dto.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { YearCommand } from './course.commands.js';
import { AdoptRulebookBody, ExemptUnitBody, OpenYearBody, SkipStepBody } from './course.dto.js';

/** Years of a bloc (năm thi đua): opened, given members, head and rulebook, closed. */
@ApiTags('Years (năm thi đua)')
@Controller('blocs/:blocId/years')
export class YearController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<YearCommand>();
  }

  @CommandRoute<YearCommand>({
    command: 'OpenEmulationYear',
    summary: 'Opens a year of the bloc (năm thi đua)',
    description: 'The year copies the members of its period, their names and who leads, as the bloc stands by then.',
    example: { label: { vi: 'Năm thi đua 2024' } },
    refusals: [
      'UNKNOWN_BLOC',
      'BLOC_NOT_ACTIVE',
      'UNKNOWN_UNIT',
      'ALREADY_EXISTS',
      'INVALID_PERIOD',
      'INVALID_DATES',
      'DATE_IN_FUTURE',
    ],
  })
  open(
    @Param() { blocId }: BlocPath,
    @Body() body: OpenYearBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('OpenEmulationYear', { blocId, year: body.year }, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/members',
    command: 'UpdateYearMembers',
    summary: 'Takes the members of the bloc into the year anew',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_BLOC', 'UNKNOWN_UNIT'],
  })
  updateMembers(
    @Param() path: YearPath,
    @Body() body: CommandBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('UpdateYearMembers', path, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/head',
    command: 'RecordHeadOfYear',
    summary: 'Takes head and deputies of the year from the hand-over (bàn giao) that the bloc recorded',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_BLOC', 'NOT_ON_RECORD'],
  })
  recordHead(
    @Param() path: YearPath,
    @Body() body: CommandBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RecordHeadOfYear', path, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/rulebook',
    command: 'AdoptRulebook',
    summary: 'Adopts a version of a rulebook (quy chế); again until the first self-score',
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_RULEBOOK', 'RULEBOOK_INVALID', 'RULEBOOK_LOCKED', 'INVALID_DATES'],
  })
  adoptRulebook(
    @Param() path: YearPath,
    @Body() body: AdoptRulebookBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AdoptRulebook', path, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/exemptions',
    command: 'ExemptUnit',
    summary: 'Exempts a member from scoring, or one of its sheets or subjects, with the reason',
    example: { reason: 'Sáp nhập từ ngày 01/3/2025' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'UNKNOWN_REFERENCE',
      'ALREADY_EXISTS',
      'NOT_A_MEMBER',
      'SCORE_FROZEN',
      'UNKNOWN_IN_ACT',
    ],
  })
  exempt(
    @Param() path: YearPath,
    @Body() body: ExemptUnitBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ExemptUnit', path, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/skipped-steps',
    command: 'SkipStep',
    summary: 'Leaves a step of the year out, with the reason; doing the step undoes it',
    example: { reason: 'Khối không tổ chức bỏ phiếu' },
    refusals: [...REFUSALS_OF_YEAR, 'UNKNOWN_IN_ACT'],
  })
  skipStep(
    @Param() path: YearPath,
    @Body() body: SkipStepBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('SkipStep', path, body, request);
  }

  @CommandRoute<YearCommand>({
    path: ':year/closure',
    command: 'CloseEmulationYear',
    summary: 'Closes the year; each obligatory step is done or skipped by then',
    refusals: [...REFUSALS_OF_YEAR, 'YEAR_INCOMPLETE', 'RANKING_OUTDATED', 'INVALID_DATES'],
  })
  close(@Param() path: YearPath, @Body() body: CommandBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('CloseEmulationYear', path, body, request);
  }
}
