import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { type Audience, audienceFor } from '../ranking/year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, given, type Listed, listed, Rows } from '../rows.js';
import { VOTE_RECORD, type VoteKind } from './vote-record.js';
import { VoteAnswerView, VoteListView, VotePath, VotesRequest, type VoteView } from './vote-record.dto.js';
import { voteViewFor } from './vote-view.js';

/** Votes. To the public there is nothing here before the result is published, and then the outcomes alone. */
@ApiTags('Votes (bỏ phiếu, nhất trí, thống nhất)')
@Controller('blocs/:blocId/years/:year')
export class VoteRecordController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    path: 'votes',
    what: 'PUBLISHED',
    query: 'ListVotes',
    summary: 'Ballots, assents and agreed lists of a year; to the public the outcomes, once the result is published',
    type: VoteListView,
  })
  async list(
    @Param() { blocId, year }: YearKey,
    @Query() request: VotesRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<VoteView>> {
    const audience = await audienceFor(this.rows, { blocId, year }, caller);
    const where = { blocId, year, ...given({ kind: request.kind }) };
    const found = mayKnow(audience)
      ? await this.rows.page(VOTE_RECORD, request, { where, orderBy: ['heldOn'] })
      : await this.rows.list(VOTE_RECORD, []);
    return listed(found, voteViewFor(audience));
  }

  @RowRoute({
    path: 'ballots/:voteId',
    what: 'PUBLISHED',
    query: 'GetBallot',
    summary: 'A ballot: its terms, who voted (how, only where the vote was open), the count and its outcome',
    type: VoteAnswerView,
  })
  ballot(@Param() path: VotePath, @Query() asOf: AsOfRequest, @Caller() caller: Origin): Promise<Answered<VoteView>> {
    return this.one('BALLOT', path, asOf, caller);
  }

  @RowRoute({
    path: 'assents/:voteId',
    what: 'PUBLISHED',
    query: 'GetAssent',
    summary: 'An assent (nhất trí) with who was present, and every objection',
    type: VoteAnswerView,
  })
  assent(@Param() path: VotePath, @Query() asOf: AsOfRequest, @Caller() caller: Origin): Promise<Answered<VoteView>> {
    return this.one('ASSENT', path, asOf, caller);
  }

  @RowRoute({
    path: 'agreed-lists/:voteId',
    what: 'PUBLISHED',
    query: 'GetAgreedList',
    summary: 'An agreed list of proposals (danh sách thống nhất)',
    type: VoteAnswerView,
  })
  agreedList(
    @Param() path: VotePath,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<VoteView>> {
    return this.one('AGREED_LIST', path, asOf, caller);
  }

  private async one(
    kind: VoteKind,
    { blocId, year, voteId }: VotePath,
    asOf: AsOfRequest,
    caller: Origin,
  ): Promise<Answered<VoteView>> {
    const audience = await audienceFor(this.rows, { blocId, year }, caller);
    if (!mayKnow(audience)) throw new Fault('NOT_FOUND');
    return answered(await this.rows.row(VOTE_RECORD, [blocId, year, kind, voteId], asOf), voteViewFor(audience));
  }
}

function mayKnow({ sees, published }: Audience): boolean {
  return sees !== 'PUBLIC' || published;
}
