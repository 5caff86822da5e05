import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_UNIT, REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import type { LocalDate } from '../../kernel/instant.js';
import type { PledgeCommand } from './pledge.commands.js';
import {
  AgreePledgeBody,
  AmendPledgeBody,
  CompletePledgeBody,
  DeferSigningBody,
  DraftPledgeBody,
  RegisterTitlesBody,
  SignPledgeBody,
  WaiveDeadlineBody,
} from './pledge.dto.js';

/** The pledge of a year (giao ước thi đua) and what units register for. */
@ApiTags('Pledges (giao ước thi đua)')
@Controller('blocs/:blocId/years/:year')
export class PledgeController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<PledgeCommand>();
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/drafts',
    command: 'DraftPledge',
    summary: 'Drafts the contents of the pledge (nội dung giao ước)',
    refusals: [...REFUSALS_OF_YEAR, 'ALREADY_EXISTS', 'UNKNOWN_REFERENCE', 'NOT_A_MEMBER', 'PLEDGE_FROZEN'],
  })
  draft(
    @Param() path: YearPath,
    @Body() body: DraftPledgeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DraftPledge', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/agreement',
    command: 'AgreePledgeContent',
    summary: 'Records that the draft is agreed as it stands and may be signed',
    example: { agreedBy: 'MEMBERS' },
    refusals: [...REFUSALS_OF_YEAR, 'PLEDGE_FROZEN', 'UNKNOWN_IN_ACT'],
  })
  agree(
    @Param() path: YearPath,
    @Body() body: AgreePledgeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AgreePledgeContent', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/signatures',
    command: 'SignPledge',
    summary: 'Signs the pledge for a unit (ký giao ước); the last signature completes it',
    example: { signatory: { name: 'Nguyễn Văn A', office: 'Phó Chủ tịch UBND tỉnh', officeCode: 'VICE_CHAIRMAN' } },
    refusals: [
      ...REFUSALS_OF_UNIT,
      'NOT_A_MEMBER',
      'CONTENT_NOT_AGREED',
      'RULEBOOK_NOT_ADOPTED',
      'PLEDGE_DEADLINE_PASSED',
      'ALREADY_SIGNED',
      'SIGNATORY_NOT_AUTHORISED',
      'UNKNOWN_IN_ACT',
    ],
  })
  sign(@Param() path: YearPath, @Body() body: SignPledgeBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('SignPledge', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/completion',
    command: 'CompletePledge',
    summary: 'Records that a source says all members have signed; for claims alone',
    example: {
      claim: { source: { title: 'Báo cáo tổng kết phong trào thi đua năm 2024' } },
      occurredOn: { date: '2025-03' },
    },
    refusals: [...REFUSALS_OF_YEAR, 'CONTENT_NOT_AGREED', 'UNKNOWN_IN_ACT'],
  })
  complete(
    @Param() path: YearPath,
    @Body() body: CompletePledgeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CompletePledge', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/deferrals',
    command: 'DeferPledgeSigning',
    summary: 'Records that a unit signs later, and why',
    example: { reason: 'NO_UBND_LEADER_PRESENT' },
    refusals: [...REFUSALS_OF_UNIT, 'NOT_A_MEMBER', 'ALREADY_SIGNED', 'UNKNOWN_IN_ACT'],
  })
  defer(
    @Param() path: YearPath,
    @Body() body: DeferSigningBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('DeferPledgeSigning', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/amendments',
    command: 'AmendPledge',
    summary: 'Makes a new version of agreed content, to be signed again by all',
    example: { reason: 'Điều chỉnh chỉ tiêu theo nghị quyết mới' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'ALREADY_EXISTS',
      'UNKNOWN_REFERENCE',
      'NOT_A_MEMBER',
      'CONTENT_NOT_AGREED',
      'UNKNOWN_IN_ACT',
    ],
  })
  amend(
    @Param() path: YearPath,
    @Body() body: AmendPledgeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AmendPledge', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'pledge/deadline-waivers',
    command: 'WaivePledgeDeadline',
    summary: 'Lets one unit sign after the deadline, until a day',
    example: { until: '2025-04-30' as LocalDate, reason: 'Lãnh đạo đi công tác nước ngoài' },
    refusals: [...REFUSALS_OF_YEAR, 'NOT_A_MEMBER', 'ALREADY_SIGNED', 'INVALID_DATES', 'UNKNOWN_IN_ACT'],
  })
  waiveDeadline(
    @Param() path: YearPath,
    @Body() body: WaiveDeadlineBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('WaivePledgeDeadline', path, body, request);
  }

  @CommandRoute<PledgeCommand>({
    path: 'registrations',
    command: 'RegisterTitles',
    summary: 'Registers the forms a unit aims at (đăng ký thi đua)',
    refusals: [...REFUSALS_OF_UNIT, 'NOT_A_MEMBER', 'RULEBOOK_NOT_ADOPTED', 'UNKNOWN_REFERENCE'],
  })
  register(
    @Param() path: YearPath,
    @Body() body: RegisterTitlesBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('RegisterTitles', path, body, request);
  }
}
