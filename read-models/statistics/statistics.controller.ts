import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { BlocPath } from '../../src/http/shapes/path.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import { BLOC_HISTORY, type BlocYear } from '../bloc-history/bloc-history.js';
import { Caller } from '../caller.js';
import type { Stored } from '../read-model-store.js';
import { type Answered, answered, answeredOpenly, asNewAsIts, type Listed, Rows } from '../rows.js';
import { audienceOf } from '../year-audience.js';
import { type StatisticsAsked, statisticsOf, tellsSomething } from './statistics.js';
import { StatisticsListView, type StatisticsOfYearView, StatisticsRequest } from './statistics.dto.js';
import { STATISTICS_TABLE } from './statistics.table.js';

/** What a bloc reports of itself in numbers, year by year. Figures, own awards and recommendations are public. */
@ApiTags('Years (năm thi đua)')
@Controller('blocs/:blocId/statistics')
export class StatisticsController {
  constructor(private readonly rows: Rows) {}

  /** Years that tell nothing of what is asked are left out: a page may be shorter than asked for. */
  @ReadRoute({
    what: 'OPEN',
    query: 'ListStatistics',
    summary: 'Figures, counts by kind, own awards in numbers and recommendations, year by year; nothing is added up',
    type: StatisticsListView,
    table: STATISTICS_TABLE,
  })
  async list(
    @Param() { blocId }: BlocPath,
    @Query() { statistic, addressee, ...request }: StatisticsRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<StatisticsOfYearView>> {
    const { rows, next } = await this.rows.page(BLOC_HISTORY, request, {
      where: { blocId },
      orderBy: ['blocId', 'from'],
    });
    const asked = {
      ...(statistic === undefined ? {} : { statistic }),
      ...(addressee === undefined ? {} : { addressee }),
    };
    const shown = rows.map((found) => shownTo(caller, found, asked));
    return asNewAsIts(
      shown.filter(({ row }) => tellsSomething(row)),
      next,
    );
  }
}

/** All of it is open; what a rule saw, in warnings, is for who sees the working papers. */
function shownTo(caller: Origin, found: Stored<BlocYear>, asked: StatisticsAsked): Answered<StatisticsOfYearView> {
  const { visibility, blocId } = found.row;
  const audience = audienceOf(visibility, blocId, caller);
  const view = statisticsOf(found.row, asked);
  return audience.sees('PAPERS') === 'ALL'
    ? answered(found, () => audience.withFactsSeen(view))
    : answeredOpenly(visibility, audience, view);
}
