import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../src/kernel/event.js';
import { UnitOfYearPath, YearPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered } from '../rows.js';
import { AskedBy } from '../asked-by.js';
import type { Explanation } from './explanation.js';
import { ExplanationAnswerBody, RankingAnswerBody } from './ranking.dto.js';
import { GetRanking, GetRankingExplanation } from './ranking.queries.js';
import type { RankingShown } from './ranking-view.js';
import { ScopedRequest } from '../scope.dto.js';

@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/ranking')
export class RankingQueriesController {
  constructor(private readonly queries: QueryBus) {}

  @RowRoute({
    what: 'PUBLISHED',
    query: 'GetRanking',
    summary: 'The ranking of a year: to everybody what is published of it, to those who work in it all',
    type: RankingAnswerBody,
  })
  ranking(
    @Param() path: YearPath,
    @Query() request: ScopedRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<RankingShown>> {
    return this.queries.execute(new GetRanking({ path, request, asker }));
  }

  @RowRoute({
    path: 'explanation/:unitId',
    what: 'RECORD',
    query: 'GetRankingExplanation',
    summary: 'How a unit came to its place, step by step, each step with its figures and events',
    type: ExplanationAnswerBody,
  })
  explanation(
    @Param() { unitId, ...path }: UnitOfYearPath,
    @Query() request: ScopedRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<Explanation>> {
    return this.queries.execute(new GetRankingExplanation({ path, request, asker }, unitId));
  }
}
