import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../src/kernel/event.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, answeredOpenly, Rows } from '../rows.js';
import { ScopedRequest, scopeOf } from '../scope.dto.js';
import { RANKING } from './ranking.js';
import { publicRanking, wholeRanking, withCardsSeen } from './ranking-view.js';
import { RankingAnswerView, type RankingView } from './ranking.dto.js';
import { audienceOf } from '../year-audience.js';
import { RANKING_TABLE } from './ranking.table.js';

/**
 * The ranking of a year. Everybody sees the ranks that were published, with points where those were published too; who
 * works in the year sees all ranks, all points and what led to them.
 */
@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/rankings')
export class RankingQueriesController {
  constructor(private readonly rows: Rows) {}

  @RowRoute({
    what: 'PLACES',
    query: 'GetRanking',
    summary: 'The ranking of a year: to everybody what is published of it, to those who work in it all',
    type: RankingAnswerView,
    table: RANKING_TABLE,
  })
  async ranking(
    @Param() path: YearKey,
    @Query() request: ScopedRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<RankingView>> {
    const found = await this.rows.row(RANKING, [path.blocId, path.year], request);
    const audience = audienceOf(found.row.visibility, path.blocId, caller);
    const scope = scopeOf(request);
    return audience.sees('PLACES') === 'ALL'
      ? answered(found, (row) => audience.withFactsSeen(wholeRanking(withCardsSeen(row, audience), scope)))
      : answeredOpenly(found.row.visibility, audience, publicRanking(found.row, scope));
  }
}
