import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { Origin } from '../../src/kernel/event.js';
import { AsOfRequest } from '../as-of.dto.js';
import { BlocPath, YearPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered, Listed } from '../rows.js';
import { AskedBy } from '../asked-by.js';
import { BlocYearAnswerBody, BlocYearListBody } from './bloc-history.dto.js';
import { GetBlocYear, ListBlocYears } from './bloc-history.queries.js';
import type { YearView } from './year-view.js';

@ApiTags('years')
@Controller('blocs/:blocId/years')
export class BlocHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    what: 'PUBLISHED',
    query: 'ListBlocYears',
    summary: 'The history of a bloc, year by year in the order of the periods',
    type: BlocYearListBody,
  })
  list(
    @Param() { blocId }: BlocPath,
    @Query() request: PageRequest,
    @AskedBy() caller: Origin,
  ): Promise<Listed<YearView>> {
    return this.queries.execute(new ListBlocYears(blocId, request, caller));
  }

  @RowRoute({
    path: ':year',
    what: 'PUBLISHED',
    query: 'GetBlocYear',
    summary: 'One year of a bloc, from its opening to its close',
    type: BlocYearAnswerBody,
  })
  one(
    @Param() { blocId, year }: YearPath,
    @Query() asOf: AsOfRequest,
    @AskedBy() caller: Origin,
  ): Promise<Answered<YearView>> {
    return this.queries.execute(new GetBlocYear(blocId, year, asOf, caller));
  }
}
