import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { RANKING } from '../ranking/ranking.js';
import { RowRoute } from '../row-route.js';
import { type Answered, asNewAsIts, given, type Listed, Rows } from '../rows.js';
import { audienceOf } from '../year-audience.js';
import { VOTE_RECORD, type VoteKind } from './vote-record.js';
import {
  AgreedListKey,
  AssentKey,
  BallotKey,
  VoteAnswerView,
  VoteListView,
  VotesRequest,
  type VoteView,
} from './vote-record.dto.js';
import { voteViewFor } from './vote-view.js';
import { VOTES_TABLE } from './vote-record.table.js';

/** Votes. To the public there is nothing here before a publication names them, and then the outcomes alone. */
@ApiTags('Votes (bỏ phiếu, nhất trí, thống nhất)')
@Controller('blocs/:blocId/years/:year')
export class VoteRecordController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    path: 'votes',
    what: 'VOTES',
    query: 'ListVotes',
    summary: 'Ballots, assents and agreed lists of a year; to the public the outcomes, once a publication names them',
    type: VoteListView,
    table: VOTES_TABLE,
  })
  async list(
    @Param() { blocId, year }: YearKey,
    @Query() request: VotesRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<VoteView>> {
    const frame = await this.rows.find(RANKING, [blocId, year]);
    const show = voteViewFor(frame?.row, blocId, caller);
    if (show === undefined) return asNewAsIts<VoteView>([]);
    if (audienceOf(frame?.row.visibility, blocId, caller).sees('VOTES') === 'NAMED') {
      const { publishedVotes = [] } = frame?.row ?? {};
      const votes = publishedVotes.filter(({ kind }) => request.kind === undefined || kind === request.kind);
      const keys = votes.map(({ kind, voteId }): [string, string, VoteKind, string] => [blocId, year, kind, voteId]);
      const { rows } = await this.rows.list(VOTE_RECORD, keys);
      return asNewAsIts(
        rows
          .flatMap((found) => show(found) ?? [])
          .sort((a, b) => ((a.row.heldOn ?? '') < (b.row.heldOn ?? '') ? -1 : 1)),
      );
    }
    const where = { blocId, year, ...given({ kind: request.kind }) };
    const { rows, next } = await this.rows.page(VOTE_RECORD, request, { where, orderBy: ['heldOn'] });
    return asNewAsIts(
      rows.flatMap((found) => show(found) ?? []),
      next,
    );
  }

  @RowRoute({
    path: 'ballots/:ballotId',
    what: 'VOTES',
    query: 'GetBallot',
    summary: 'A ballot: its terms, who voted (how, only where the vote was open), the count and its outcome',
    type: VoteAnswerView,
  })
  ballot(
    @Param() { ballotId, ...year }: BallotKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<VoteView>> {
    return this.one(['BALLOT', ballotId], year, asOf, caller);
  }

  @RowRoute({
    path: 'assents/:assentId',
    what: 'VOTES',
    query: 'GetAssent',
    summary: 'An assent (nhất trí) with who was present, and every objection',
    type: VoteAnswerView,
  })
  assent(
    @Param() { assentId, ...year }: AssentKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<VoteView>> {
    return this.one(['ASSENT', assentId], year, asOf, caller);
  }

  @RowRoute({
    path: 'agreed-lists/:listId',
    what: 'VOTES',
    query: 'GetAgreedList',
    summary: 'An agreed list of proposals (danh sách thống nhất)',
    type: VoteAnswerView,
  })
  agreedList(
    @Param() { listId, ...year }: AgreedListKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<VoteView>> {
    return this.one(['AGREED_LIST', listId], year, asOf, caller);
  }

  private async one(
    [kind, voteId]: readonly [VoteKind, string],
    { blocId, year }: YearKey,
    asOf: AsOfRequest,
    caller: Origin,
  ): Promise<Answered<VoteView>> {
    // Who may see it, and what its units are called, at the moment of the vote's row.
    const frame = await this.rows.findAt(RANKING, [blocId, year], asOf);
    const show = voteViewFor(frame?.row, blocId, caller);
    if (show === undefined) throw new Fault('NOT_FOUND');
    const seen = show(await this.rows.row(VOTE_RECORD, [blocId, year, kind, voteId], asOf));
    if (seen === undefined) throw new Fault('NOT_FOUND');
    return seen;
  }
}
