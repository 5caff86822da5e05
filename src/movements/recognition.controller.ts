import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { MovementCommand } from './movement.commands.js';
import { OF_MOVEMENT } from './movement.controller.js';
import { MovementPath } from './movement.dto.js';
import {
  MovementAwardBody,
  MovementAwardPath,
  MovementAwardRecipientBody,
  MovementRecognitionsBody,
} from './recognition.dto.js';

const EXEMPLARS = {
  form: 'Giấy khen của Giám đốc Sở',
  collectives: { count: 2, named: [] },
  individuals: { count: 15, named: [] },
  exemplars: true,
};

/** Whom a movement honours (biểu dương, khen thưởng điển hình tiên tiến), by name or by number. */
@ApiTags('Movements (phong trào thi đua)')
@Controller('movements/:movementId')
export class RecognitionController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<MovementCommand>();
  }

  @CommandRoute<MovementCommand>({
    path: 'awards',
    command: 'ConferMovementAward',
    summary: 'Records an award for the movement, by name or by number, with the years that it honours as far as told',
    example: EXEMPLARS,
    refusals: [...OF_MOVEMENT, 'UNKNOWN_UNIT', 'ALREADY_EXISTS', 'RECIPIENT_COUNT_MISMATCH', 'UNKNOWN_IN_ACT'],
  })
  confer(
    @Param() path: MovementPath,
    @Body() body: MovementAwardBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ConferMovementAward', path, body, request);
  }

  @CommandRoute<MovementCommand>({
    path: 'awards/:awardId/recipients',
    command: 'NameMovementAwardRecipient',
    summary: 'Names one more of those announced by number',
    example: { recipient: { name: 'Phòng Kế hoạch - Tài chính' } },
    refusals: [...OF_MOVEMENT, 'UNKNOWN_UNIT', 'RECIPIENT_COUNT_MISMATCH'],
  })
  nameRecipient(
    @Param() { awardId, ...path }: MovementAwardPath,
    @Body() body: MovementAwardRecipientBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameMovementAwardRecipient', path, { ...body, awardId }, request);
  }

  @CommandRoute<MovementCommand>({
    path: 'recognitions',
    command: 'ReportMovementRecognitions',
    summary: 'Records reported counts by kind (lượt tập thể, cá nhân), which are never added up',
    refusals: [...OF_MOVEMENT, 'ALREADY_EXISTS'],
  })
  report(
    @Param() path: MovementPath,
    @Body() body: MovementRecognitionsBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('ReportMovementRecognitions', path, body, request);
  }
}
