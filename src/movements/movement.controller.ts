import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { MovementCommand } from './movement.commands.js';
import {
  CloseMovementBody,
  JoinMovementBody,
  LaunchMovementBody,
  LinkDocumentBody,
  MovementPath,
  MovementSuccessorBody,
  ReviewMovementBody,
  StatePeriodBody,
} from './movement.dto.js';

/** Refusals of every command about a movement that is on record. */
export const OF_MOVEMENT: readonly RefusalCode[] = ['UNKNOWN_REFERENCE', 'DATE_IN_FUTURE', 'INVALID_DATES'];
const OF_PARTY: readonly RefusalCode[] = ['UNKNOWN_UNIT', 'UNIT_NOT_ACTIVE', 'UNIT_NOT_YET', 'BLOC_NOT_ACTIVE'];

/** As the document shows them. */
const PERIOD = { from: { date: '2021' }, to: { date: '2025' } };
const NAME = { vi: 'Phong trào thi đua xây dựng điển hình tiên tiến giai đoạn 2021-2025' };
const LAUNCHER = { kind: 'BLOC', blocId: 'cum-7-tinh' } as const;
const PLAN = { kind: 'PLAN', number: '58/KH-UBND', date: { date: '2016-06-27' } } as const;

/** Movements (phong trào thi đua): launch, period, documents, who takes part, reviews, end. */
@ApiTags('Movements (phong trào thi đua)')
@Controller('movements')
export class MovementController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<MovementCommand>();
  }

  @CommandRoute<MovementCommand>({
    command: 'LaunchMovement',
    summary: 'Launches a movement (phát động) under an id of its own',
    example: { name: NAME, launchedBy: LAUNCHER, nature: 'GENERAL', period: PERIOD },
    refusals: [...OF_MOVEMENT, ...OF_PARTY, 'ALREADY_EXISTS', 'INVALID_PERIOD', 'UNKNOWN_IN_ACT'],
  })
  launch(@Body() body: LaunchMovementBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('LaunchMovement', {}, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/periods',
    command: 'StateMovementPeriod',
    summary: 'Records how a document or another source states its period; statements that disagree stand side by side',
    example: { period: { from: { date: '2016' }, to: { date: '2020' } } },
    refusals: [...OF_MOVEMENT, 'ALREADY_EXISTS', 'INVALID_PERIOD'],
  })
  statePeriod(
    @Param() path: MovementPath,
    @Body() body: StatePeriodBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('StateMovementPeriod', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/documents',
    command: 'LinkDocument',
    summary: 'Links a plan or another document, and how it stands to others (triển khai, thay thế, sửa đổi)',
    example: { document: PLAN },
    refusals: [...OF_MOVEMENT, 'ALREADY_EXISTS'],
  })
  linkDocument(
    @Param() path: MovementPath,
    @Body() body: LinkDocumentBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('LinkDocument', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/participants',
    command: 'JoinMovement',
    summary: 'Records that a unit or a bloc takes part (hưởng ứng)',
    example: { participant: LAUNCHER },
    refusals: [...OF_MOVEMENT, ...OF_PARTY, 'ALREADY_EXISTS', 'INVALID_TRANSITION', 'UNKNOWN_IN_ACT'],
  })
  join(
    @Param() path: MovementPath,
    @Body() body: JoinMovementBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('JoinMovement', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/reviews',
    command: 'ReviewMovement',
    summary: 'Records a review (sơ kết, tổng kết), which may be held before the movement ends',
    example: { kind: 'FINAL' },
    refusals: [
      ...OF_MOVEMENT,
      'UNKNOWN_UNIT',
      'ALREADY_EXISTS',
      'INVALID_PERIOD',
      'INVALID_TRANSITION',
      'UNKNOWN_IN_ACT',
    ],
  })
  review(
    @Param() path: MovementPath,
    @Body() body: ReviewMovementBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ReviewMovement', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/closing',
    command: 'CloseMovement',
    summary: 'Ends a movement; before the end of its period an act says why',
    refusals: [...OF_MOVEMENT, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT'],
  })
  close(
    @Param() path: MovementPath,
    @Body() body: CloseMovementBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('CloseMovement', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: ':movementId/successors',
    command: 'NameMovementSuccessor',
    summary: 'Names a movement that goes on from it',
    refusals: [...OF_MOVEMENT, 'ALREADY_EXISTS'],
  })
  nameSuccessor(
    @Param() path: MovementPath,
    @Body() body: MovementSuccessorBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameMovementSuccessor', path, body, request);
  }
}
