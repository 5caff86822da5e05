import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { YearPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered } from '../rows.js';
import { AskedBy } from '../asked-by.js';
import { OwnAwardsAnswerBody, ProposalAnswerBody, ProposalOfYearPath, ProposalsAnswerBody } from './proposals.dto.js';
import {
  type AwardsShown,
  GetOwnAwards,
  GetProposal,
  GetProposals,
  type ProposalShown,
  type ProposalsShown,
} from './proposals.queries.js';

@ApiTags('Proposals and own awards (đề nghị, khen thưởng)')
@Controller('blocs/:blocId/years/:year')
export class ProposalsController {
  constructor(private readonly queries: QueryBus) {}

  @RowRoute({
    path: 'proposals',
    what: 'PUBLISHED',
    query: 'GetProposals',
    summary: 'What the bloc of a year proposes; to the public once the result is published',
    type: ProposalsAnswerBody,
  })
  proposals(
    @Param() path: YearPath,
    @Query() asOf: AsOfRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<ProposalsShown>> {
    return this.queries.execute(new GetProposals(path, asOf, asker));
  }

  @RowRoute({
    path: 'proposals/:proposalId',
    what: 'PUBLISHED',
    query: 'GetProposal',
    summary: 'One proposal, with the decision that carries it and what changed under it since',
    type: ProposalAnswerBody,
  })
  proposal(
    @Param() path: ProposalOfYearPath,
    @Query() asOf: AsOfRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<ProposalShown>> {
    return this.queries.execute(new GetProposal(path, asOf, asker));
  }

  @RowRoute({
    path: 'awards',
    what: 'PUBLISHED',
    query: 'GetOwnAwards',
    summary: "Awards that the bloc's own head conferred",
    type: OwnAwardsAnswerBody,
  })
  awards(@Param() path: YearPath, @Query() asOf: AsOfRequest): Promise<Answered<AwardsShown>> {
    return this.queries.execute(new GetOwnAwards(path, asOf));
  }
}
