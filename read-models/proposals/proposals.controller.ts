import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { audienceFor } from '../ranking/year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, Rows } from '../rows.js';
import { PROPOSALS } from './proposals.js';
import { proposalViewFor } from './proposals-view.js';
import {
  OwnAwardsAnswerView,
  type OwnAwardsView,
  ProposalAnswerView,
  ProposalOfYearPath,
  ProposalsAnswerView,
  type ProposalsView,
  type ProposalView,
} from './proposals.dto.js';

/**
 * What the bloc asks of others for its units (đề nghị khen thưởng): requests, not awards. The public sees them once the
 * result of the year is published, without the counts of votes. Own awards are public, as the ceremony was.
 */
@ApiTags('Proposals and own awards (đề nghị, khen thưởng)')
@Controller('blocs/:blocId/years/:year')
export class ProposalsController {
  constructor(private readonly rows: Rows) {}

  @RowRoute({
    path: 'proposals',
    what: 'PUBLISHED',
    query: 'GetProposals',
    summary: 'What the bloc of a year proposes; to the public once the result is published',
    type: ProposalsAnswerView,
  })
  async proposals(
    @Param() path: YearKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<ProposalsView>> {
    const audience = await audienceFor(this.rows, path, caller);
    const found = await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf);
    return answered(found, ({ blocId, year, blocName, members, proposals }) => ({
      blocId,
      year,
      blocName,
      members,
      proposals: proposals.flatMap((proposal) => proposalViewFor(audience, proposal) ?? []),
    }));
  }

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: 'proposals/:proposalId',
    what: 'PUBLISHED',
    query: 'GetProposal',
    summary: 'One proposal, with the decision that carries it and what changed under it since',
    type: ProposalAnswerView,
  })
  async proposal(
    @Param() path: ProposalOfYearPath,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<ProposalView>> {
    const audience = await audienceFor(this.rows, path, caller);
    const found = await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf);
    const proposal = found.row.proposals.find(({ proposalId }) => proposalId === path.proposalId);
    const shown = proposal && proposalViewFor(audience, proposal);
    if (shown === undefined) throw new Fault('NOT_FOUND');
    return answered(found, () => shown);
  }

  @RowRoute({
    path: 'awards',
    what: 'PUBLISHED',
    query: 'GetOwnAwards',
    summary: "Awards that the bloc's own head conferred",
    type: OwnAwardsAnswerView,
  })
  async awards(@Param() path: YearKey, @Query() asOf: AsOfRequest): Promise<Answered<OwnAwardsView>> {
    const found = await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf);
    return answered(found, ({ blocId, year, blocName, awards }) => ({ blocId, year, blocName, awards }));
  }
}
