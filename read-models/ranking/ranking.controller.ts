import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../src/kernel/event.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, Rows } from '../rows.js';
import { ScopedRequest, scopeOf } from '../scope.dto.js';
import { RANKING } from './ranking.js';
import { publicRanking, wholeRanking } from './ranking-view.js';
import { RankingAnswerView, type RankingView } from './ranking.dto.js';
import { audienceFor } from './year-audience.js';

/**
 * The ranking of a year. Everybody sees the ranks that were published, with points where those were published too; who
 * works in the year sees all ranks, all points and what led to them.
 */
@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/ranking')
export class RankingQueriesController {
  constructor(private readonly rows: Rows) {}

  @RowRoute({
    what: 'PUBLISHED',
    query: 'GetRanking',
    summary: 'The ranking of a year: to everybody what is published of it, to those who work in it all',
    type: RankingAnswerView,
  })
  async ranking(
    @Param() path: YearKey,
    @Query() request: ScopedRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<RankingView>> {
    const { sees } = await audienceFor(this.rows, path, caller);
    const found = await this.rows.row(RANKING, [path.blocId, path.year], request);
    if (sees !== 'PUBLIC') return answered(found, (row) => wholeRanking(row, scopeOf(request)));
    const shown = publicRanking(found.row, scopeOf(request));
    return { row: shown, position: found.position, provenance: publicProvenance(shown) };
  }
}

/** How many events there were before the publication is no business of the public. */
function publicProvenance({ publication }: RankingView): Answered<RankingView>['provenance'] {
  if (publication === undefined) return {};
  const { stream, revision } = publication.recording.event;
  return { [stream]: `${revision}` };
}
