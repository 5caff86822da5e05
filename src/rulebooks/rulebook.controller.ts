import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import { dataOf, requested } from '../http/frame/command-request.js';
import { CommandRoute } from '../http/frame/command-route.js';
import { DEFAULT_RULEBOOK } from './default-rulebook.js';
import { PublishRulebookBody, RulebookPath } from './rulebook.dto.js';
import { DecideForRulebook } from './rulebook.handlers.js';

/** Rulebooks (bộ quy tắc): how a bloc scores, ranks, votes and proposes, as data. */
@ApiTags('rulebooks')
@Controller('rulebooks')
export class RulebookController {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  @CommandRoute({
    path: ':rulebookId/versions',
    command: 'PublishRulebook',
    summary: 'Publishes the next version of a rulebook; versions count from 1 and are never edited',
    description:
      'The example is the default rulebook. A rulebook that cannot be used is refused with every problem at once.',
    refusals: ['RULEBOOK_INVALID', 'DATE_IN_FUTURE'],
    largeBody: true,
  })
  @ApiBody({ type: PublishRulebookBody, examples: { default: { value: { content: DEFAULT_RULEBOOK } } } })
  publish(
    @Param() path: RulebookPath,
    @Body() body: PublishRulebookBody,
    @Req() request: FastifyRequest,
  ): Promise<Receipt> {
    const data = { ...path, ...dataOf(body, this.ledger.now()) };
    return this.commands.execute(new DecideForRulebook({ type: 'PublishRulebook', data }, requested(request, body)));
  }
}
