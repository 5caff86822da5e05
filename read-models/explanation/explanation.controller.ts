import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import type { Scope } from '../../src/kernel/scope.js';
import { Caller } from '../caller.js';
import { UnitOfYearKey } from '../path.dto.js';
import { withCardsSeen } from '../ranking/ranking-view.js';
import { RANKING } from '../ranking/ranking.js';
import { audienceOf } from '../year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, Rows } from '../rows.js';
import { ScopedRequest, scopeOf } from '../scope.dto.js';
import { SCORE_SHEET } from '../score-sheet/score-sheet.js';
import { type Explanation, explanationOf } from './explanation.js';
import { ExplanationAnswerView } from './explanation.dto.js';

/**
 * How a unit came to its place, for members and the bloc's own: from the ranking, and from the score card under it as far as
 * the caller may see that card.
 */
@ApiTags('Rankings (xếp hạng)')
@Controller('blocs/:blocId/years/:year/rankings/explanation')
export class ExplanationController {
  constructor(private readonly rows: Rows) {}

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: ':unitId',
    what: 'CARD',
    query: 'GetRankingExplanation',
    summary: 'How a unit came to its place, step by step, each step with its figures and events',
    type: ExplanationAnswerView,
  })
  async one(
    @Param() { unitId, blocId, year }: UnitOfYearKey,
    @Query() request: ScopedRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<Explanation>> {
    const { subject: subjectId, ...scope } = scopeOf(request);
    const subject: Subject = { unitId, ...defined({ subjectId }) };
    const cardScope = { ...scope, ...defined({ subject: subjectId }) };
    const found = await this.rows.row(RANKING, [blocId, year], request);
    const audience = audienceOf(found.row.visibility, blocId, caller);
    if (audience.sees('PLACES') !== 'ALL') throw new Fault('NOT_FOUND');
    // A group is ranked by cards of its own, or by those of the whole.
    const { group: _, ...ofNoGroup } = cardScope;
    const cardOf = async (of: Scope) =>
      audience.seesCard(unitId, of) ? this.rows.findAt(SCORE_SHEET, [blocId, year, unitId, of], request) : undefined;
    const card = (await cardOf(cardScope)) ?? (scope.group === undefined ? undefined : await cardOf(ofNoGroup));
    const explanation = explanationOf(withCardsSeen(found.row, audience), scope, subject, card?.row);
    if (explanation === undefined) throw new Fault('NOT_FOUND');
    return answered(found, () => explanation);
  }
}
