import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { REFUSALS_OF_YEAR } from '../frame/year-refusals.js';
import { YearPath } from '../frame/year.dto.js';
import { PublishResultBody } from './publication.dto.js';
import type { RankingCommand } from './ranking.commands.js';
import { AgreeRankingBody, BreakTieBody, ClassifyUnitBody, ComputeRankingBody } from './ranking.dto.js';

/** Rankings of a year (xếp hạng), their ties, and what of them is public. */
@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/rankings')
export class RankingController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<RankingCommand>();
  }

  @CommandRoute<RankingCommand>({
    path: 'computations',
    command: 'ComputeRanking',
    summary: 'Computes the ranking from the agreed scores (xếp hạng)',
    refusals: [
      ...REFUSALS_OF_YEAR,
      'RULEBOOK_NOT_ADOPTED',
      'UNKNOWN_REFERENCE',
      'NOT_A_MEMBER',
      'RANKING_INCOMPLETE',
      'NOT_ON_RECORD',
      'FINAL_STATE',
      'INVALID_DATES',
    ],
  })
  compute(
    @Param() path: YearPath,
    @Body() body: ComputeRankingBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ComputeRanking', path, body, request);
  }

  @CommandRoute<RankingCommand>({
    path: 'agreements',
    command: 'AgreeRanking',
    summary: 'Records an order agreed without scores, where scoring is skipped',
    example: { decision: 'nhat-tri-1' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'INVALID_DATES',
      'UNKNOWN_REFERENCE',
      'NOT_A_MEMBER',
      'RANKING_INCOMPLETE',
      'SCORES_NOT_AGREED',
      'FINAL_STATE',
      'UNIT_EXCLUDED',
      'NOT_UNANIMOUS',
      'BALLOT_VOID',
      'THRESHOLD_NOT_MET',
      'UNKNOWN_IN_ACT',
    ],
  })
  agree(
    @Param() path: YearPath,
    @Body() body: AgreeRankingBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AgreeRanking', path, body, request);
  }

  @CommandRoute<RankingCommand>({
    path: 'tie-breaks',
    command: 'BreakTie',
    summary: 'Puts units on one rank in order, by vote or by the head',
    example: { key: 'MEMBERS_VOTE', reason: 'Hội nghị biểu quyết xếp Cao Bằng trước.' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'RULEBOOK_NOT_ADOPTED',
      'NOT_ON_RECORD',
      'UNKNOWN_REFERENCE',
      'BALLOT_VOID',
      'FINAL_STATE',
      'UNKNOWN_IN_ACT',
      'TIE_NOT_DECIDED',
      'MEMBERS_VOTE_FIRST',
      'INVALID_DATES',
    ],
  })
  breakTie(
    @Param() path: YearPath,
    @Body() body: BreakTieBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('BreakTie', path, body, request);
  }

  @CommandRoute<RankingCommand>({
    path: 'classifications',
    command: 'ClassifyUnit',
    summary: 'Gives units their classes (xếp loại), one or several at once',
    example: { basis: 'Đạt 955,50/1.000 điểm, không có tiêu chí nào dưới 85 %.' },
    refusals: [
      ...REFUSALS_OF_YEAR,
      'UNKNOWN_REFERENCE',
      'NOT_A_MEMBER',
      'SUBJECT_NOT_REGISTERED',
      'NOT_UNANIMOUS',
      'BALLOT_VOID',
      'THRESHOLD_NOT_MET',
      'CLASS_NOT_MET',
      'CLASS_NOT_DECIDED',
      'SCORES_NOT_AGREED',
      'REASON_REQUIRED',
      'FINAL_STATE',
      'UNKNOWN_IN_ACT',
      'INVALID_DATES',
    ],
  })
  classify(
    @Param() path: YearPath,
    @Body() body: ClassifyUnitBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ClassifyUnit', path, body, request);
  }

  @CommandRoute<RankingCommand>({
    path: 'publications',
    command: 'PublishResult',
    summary: 'Publishes places, classes, proposals or outcomes of votes; more of them may follow',
    refusals: [
      ...REFUSALS_OF_YEAR,
      'NOT_ON_RECORD',
      'UNKNOWN_REFERENCE',
      'FINAL_STATE',
      'RANKING_OUTDATED',
      'INVALID_DATES',
    ],
  })
  publish(
    @Param() path: YearPath,
    @Body() body: PublishResultBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('PublishResult', path, body, request);
  }
}
