import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { audienceOf } from '../year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answeredOpenly, Rows } from '../rows.js';
import { PROPOSALS } from './proposals.js';
import { proposalsSeenBy } from './proposals-view.js';
import {
  OwnAwardsAnswerView,
  type OwnAwardsView,
  ProposalAnswerView,
  ProposalOfYearPath,
  ProposalsAnswerView,
  type ProposalsView,
  type ProposalView,
} from './proposals.dto.js';
import { PROPOSALS_TABLE, AWARDS_TABLE } from './proposals.table.js';

/**
 * What the bloc asks of others for its units (đề nghị khen thưởng): requests, not awards. The public sees them once a
 * publication names them, without the counts of votes. Own awards are public, as the ceremony was.
 */
@ApiTags('Proposals and own awards (đề nghị, khen thưởng)')
@Controller('blocs/:blocId/years/:year')
export class ProposalsController {
  constructor(private readonly rows: Rows) {}

  @RowRoute({
    path: 'proposals',
    what: 'PROPOSALS',
    query: 'GetProposals',
    summary: 'What the bloc of a year proposes; to the public once a publication names it',
    type: ProposalsAnswerView,
    table: PROPOSALS_TABLE,
  })
  async proposals(
    @Param() path: YearKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<ProposalsView>> {
    return proposalsSeenBy(caller, await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf));
  }

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: 'proposals/:proposalId',
    what: 'PROPOSALS',
    query: 'GetProposal',
    summary: 'One proposal, with the decision that carries it and what changed under it since',
    type: ProposalAnswerView,
  })
  async proposal(
    @Param() path: ProposalOfYearPath,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<ProposalView>> {
    const found = await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf);
    const { row, ...proof } = proposalsSeenBy(caller, found);
    const shown = row.proposals.find(({ proposalId }) => proposalId === path.proposalId);
    if (shown === undefined) throw new Fault('NOT_FOUND');
    return { row: shown, ...proof };
  }

  @RowRoute({
    path: 'awards',
    what: 'OPEN',
    query: 'GetOwnAwards',
    summary: "Awards that the bloc's own head conferred",
    type: OwnAwardsAnswerView,
    table: AWARDS_TABLE,
  })
  async awards(
    @Param() path: YearKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<OwnAwardsView>> {
    const { row } = await this.rows.row(PROPOSALS, [path.blocId, path.year], asOf);
    const { blocId, year, blocName, awards, visibility } = row;
    return answeredOpenly(visibility, audienceOf(visibility, blocId, caller), { blocId, year, blocName, awards });
  }
}
