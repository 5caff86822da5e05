import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CommandRoute } from '../http/frame/command-route.js';
import { type CommandAnswer, CommandSender } from '../http/frame/command-sender.js';
import type { RefusalCode } from '../kernel/refusal-table.js';
import type { CouncilReviewCommand } from './council-review.commands.js';
import { CouncilReviewPath, NameReviewOutcomeBody, RecordCouncilReviewBody } from './council-review.dto.js';

const OF_BOTH: readonly RefusalCode[] = ['UNKNOWN_REFERENCE', 'DATE_IN_FUTURE', 'RECIPIENT_COUNT_MISMATCH'];

/** What a superior council agreed to of the proposals of many blocs. */
@ApiTags('Council reviews (hội đồng xét)')
@Controller('council-reviews')
export class CouncilReviewController {
  private readonly send;

  constructor(commands: CommandSender) {
    this.send = commands.to<CouncilReviewCommand>();
  }

  @CommandRoute<CouncilReviewCommand>({
    command: 'RecordCouncilReview',
    summary: 'Records what a council agreed to of a pool of proposals, by form; "not agreed" has no reason',
    example: {
      forms: [{ form: 'GOVERNMENT_FLAG', proposed: 69, agreed: 48 }],
      document: { number: '12/BB-HĐ', date: { date: '2025-03-20' } },
    },
    refusals: [...OF_BOTH, 'ALREADY_EXISTS', 'UNKNOWN_IN_ACT', 'DOCUMENT_REQUIRED'],
  })
  record(@Body() body: RecordCouncilReviewBody, @Req() request: FastifyRequest): Promise<CommandAnswer> {
    return this.send('RecordCouncilReview', {}, body, request);
  }

  @CommandRoute<CouncilReviewCommand>({
    path: ':councilReviewId/outcomes',
    command: 'NameReviewOutcome',
    summary: 'Names one of the pool and what became of it, of no more than were counted',
    example: { named: { form: 'GOVERNMENT_FLAG', outcome: 'AGREED', name: 'Sở Xây dựng' } },
    refusals: OF_BOTH,
  })
  name(
    @Param() path: CouncilReviewPath,
    @Body() body: NameReviewOutcomeBody,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer> {
    return this.send('NameReviewOutcome', path, body, request);
  }
}
