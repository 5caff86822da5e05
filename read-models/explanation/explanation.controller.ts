import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { Caller } from '../caller.js';
import { UnitOfYearKey } from '../path.dto.js';
import { RANKING } from '../ranking/ranking.js';
import { audienceOf } from '../ranking/year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, Rows } from '../rows.js';
import { ScopedRequest, scopeOf } from '../scope.dto.js';
import { SCORE_SHEET } from '../score-sheet/score-sheet.js';
import { type Explanation, explanationOf } from './explanation.js';
import { ExplanationAnswerView } from './explanation.dto.js';

/** How a unit came to its place, for those who work in the year: from the ranking, and from the score card under it. */
@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/ranking/explanation')
export class ExplanationController {
  constructor(private readonly rows: Rows) {}

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: ':unitId',
    what: 'RECORD',
    query: 'GetRankingExplanation',
    summary: 'How a unit came to its place, step by step, each step with its figures and events',
    type: ExplanationAnswerView,
  })
  async one(
    @Param() { unitId, blocId, year }: UnitOfYearKey,
    @Query() request: ScopedRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<Explanation>> {
    const scope = scopeOf(request);
    const found = await this.rows.row(RANKING, [blocId, year], request);
    const card = await this.rows.row(SCORE_SHEET, [blocId, year, unitId, scope], request).catch(noCardWithoutScores);
    const visible = audienceOf(found.row, blocId, caller).sees !== 'PUBLIC';
    const explanation = explanationOf(found.row, scope, unitId, card?.row);
    if (!visible || explanation === undefined) throw new Fault('NOT_FOUND');
    return answered(found, () => explanation);
  }
}

function noCardWithoutScores(error: unknown): undefined {
  if (error instanceof Fault && error.code === 'NOT_FOUND') return undefined;
  throw error;
}
