import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../../http/frame/command-sender.js';
import { YearPath } from '../frame/year.dto.js';
import type { ScoringCommand } from './scoring.commands.js';
import { AgreeScoreBody, AgreeScoresBody } from './scoring.dto.js';
import { OF_FIGURES, OF_REVIEW } from './scoring-refusals.js';

/** What the bloc adopts (thống nhất chấm điểm), a sheet or several at once. */
@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores')
export class AgreementsController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<ScoringCommand>();
  }

  @CommandRoute<ScoringCommand>({
    path: 'agreements',
    command: 'AgreeScore',
    largeBody: 'SHEET',
    summary: 'The bloc adopts the figures of a sheet (thống nhất chấm điểm)',
    refusals: [...OF_FIGURES, ...OF_REVIEW, 'NOT_APPRAISED'],
  })
  agree(@Param() path: YearPath, @Body() body: AgreeScoreBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('AgreeScore', path, body, request);
  }

  @CommandRoute<ScoringCommand>({
    path: 'agreed-sheets',
    command: 'AgreeScores',
    largeBody: 'SHEET',
    summary: 'The bloc adopts the figures of several sheets at once: all of them, or none',
    refusals: [...OF_FIGURES, ...OF_REVIEW, 'NOT_APPRAISED'],
  })
  agreeSeveral(
    @Param() path: YearPath,
    @Body() body: AgreeScoresBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('AgreeScores', path, body, request);
  }
}
