import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { YearPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered, Listed } from '../rows.js';
import { AskedBy } from '../asked-by.js';
import { VoteAnswerBody, VoteListBody, VotePath, VotesRequest } from './vote-record.dto.js';
import { GetVote, ListVotes } from './vote-record.queries.js';
import type { VoteShown } from './vote-view.js';

@ApiTags('Votes (bỏ phiếu, nhất trí, thống nhất)')
@Controller('blocs/:blocId/years/:year')
export class VoteRecordController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    path: 'votes',
    what: 'PUBLISHED',
    query: 'ListVotes',
    summary: 'Ballots, assents and agreed lists of a year; to the public the outcomes, once the result is published',
    type: VoteListBody,
  })
  list(@Param() path: YearPath, @Query() request: VotesRequest, @AskedBy() asker: Origin): Promise<Listed<VoteShown>> {
    return this.queries.execute(new ListVotes(path, request, asker));
  }

  @RowRoute({
    path: 'ballots/:voteId',
    what: 'PUBLISHED',
    query: 'GetBallot',
    summary: 'A ballot: its terms, who voted (how, only where the vote was open), the count and its outcome',
    type: VoteAnswerBody,
  })
  ballot(@Param() path: VotePath, @Query() asOf: AsOfRequest, @AskedBy() asker: Origin): Promise<Answered<VoteShown>> {
    return this.queries.execute(new GetVote({ ...path, kind: 'BALLOT' }, asOf, asker));
  }

  @RowRoute({
    path: 'assents/:voteId',
    what: 'PUBLISHED',
    query: 'GetAssent',
    summary: 'An assent (nhất trí) with who was present, and every objection',
    type: VoteAnswerBody,
  })
  assent(@Param() path: VotePath, @Query() asOf: AsOfRequest, @AskedBy() asker: Origin): Promise<Answered<VoteShown>> {
    return this.queries.execute(new GetVote({ ...path, kind: 'ASSENT' }, asOf, asker));
  }

  @RowRoute({
    path: 'agreed-lists/:voteId',
    what: 'PUBLISHED',
    query: 'GetAgreedList',
    summary: 'An agreed list of proposals (danh sách thống nhất)',
    type: VoteAnswerBody,
  })
  agreedList(
    @Param() path: VotePath,
    @Query() asOf: AsOfRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<VoteShown>> {
    return this.queries.execute(new GetVote({ ...path, kind: 'AGREED_LIST' }, asOf, asker));
  }
}
