import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { BlocPath } from '../../src/http/shapes/path.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { Caller } from '../caller.js';
import { YearKey } from '../path.dto.js';
import { audienceOf } from '../year-audience.js';
import type { Stored } from '../read-model-store.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, answeredOpenly, asNewAsIts, type Listed, Rows } from '../rows.js';
import { BLOC_HISTORY, type BlocYear } from './bloc-history.js';
import { BlocYearAnswerView, BlocYearListView } from './bloc-history.dto.js';
import { insideView, publicView, type YearView } from './year-view.js';
import { YEARS_TABLE } from './bloc-history.table.js';

/**
 * Years of a bloc. Everybody may see what is published of them; scores, ballots, nominations, proposals and unpublished
 * ranks only those who may see the working papers of that bloc.
 */
@ApiTags('Years (năm thi đua)')
@Controller('blocs/:blocId/years')
export class BlocHistoryController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListBlocYears',
    summary: 'The history of a bloc, year by year in the order of the periods',
    type: BlocYearListView,
    table: YEARS_TABLE,
  })
  async list(
    @Param() { blocId }: BlocPath,
    @Query() request: PageRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<YearView>> {
    const order = { where: { blocId }, orderBy: ['blocId', 'from'] };
    const { rows, next } = await this.rows.page(BLOC_HISTORY, request, order);
    return asNewAsIts(
      rows.map((found) => yearSeenBy(caller, found)),
      next,
    );
  }

  @RowRoute({
    path: ':year',
    what: 'OPEN',
    query: 'GetBlocYear',
    summary: 'One year of a bloc, from its opening to its close',
    type: BlocYearAnswerView,
  })
  async one(
    @Param() { blocId, year }: YearKey,
    @Query() asOf: AsOfRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<YearView>> {
    return yearSeenBy(caller, await this.rows.row(BLOC_HISTORY, [blocId, year], asOf));
  }
}

function yearSeenBy(caller: Origin, found: Stored<BlocYear>): Answered<YearView> {
  const { visibility, blocId } = found.row;
  const audience = audienceOf(visibility, blocId, caller);
  return audience.sees('PAPERS') === 'ALL'
    ? answered(found, (row) => audience.withFactsSeen(insideView(row, audience)))
    : answeredOpenly(visibility, audience, publicView(found.row));
}
