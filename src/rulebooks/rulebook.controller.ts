import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import { DEFAULT_RULEBOOK } from './default-rulebook.js';
import type { RulebookCommand } from './rulebook.commands.js';
import { PublishRulebookBody, RulebookPath } from './rulebook.dto.js';

/** Rulebooks (quy chế): how a bloc scores, ranks, votes and proposes, as data. */
@ApiTags('Rulebooks (quy chế)')
@Controller('rulebooks')
export class RulebookController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<RulebookCommand>();
  }

  @CommandRoute<RulebookCommand>({
    path: ':rulebookId/versions',
    command: 'PublishRulebook',
    summary: 'Publishes the next version of a rulebook; versions count from 1 and are never edited',
    example: { content: DEFAULT_RULEBOOK },
    description:
      'The example is the default rulebook. A rulebook that cannot be used is refused with every problem at once.',
    refusals: ['RULEBOOK_INVALID', 'DATE_IN_FUTURE'],
    largeBody: 'RULEBOOK',
  })
  publish(
    @Param() path: RulebookPath,
    @Body() body: PublishRulebookBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('PublishRulebook', path, body, request);
  }
}
