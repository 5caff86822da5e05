import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { Caller } from '../caller.js';
import { UnitOfYearKey, YearKey } from '../path.dto.js';
import { RANKING } from '../ranking/ranking.js';
import { audienceOf } from '../year-audience.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answered, asNewAsIts, type Listed, listed, Rows } from '../rows.js';
import { ScopedPageRequest, ScopedRequest, scopeOf } from '../scope.dto.js';
import { type ScoreSheet, SCORE_SHEET } from './score-sheet.js';
import { sheetView } from './score-sheet-view.js';
import { ScoreSheetAnswerView, ScoreSheetListView, type ScoreSheetView } from './score-sheet.dto.js';
import { SCORES_TABLE, SCORE_SHEET_TABLE } from './score-sheet.table.js';

/** Score cards. A representative sees the own card always, others once the scores of all are agreed. */
@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores')
export class ScoreSheetController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'CARD',
    query: 'ListScoreSheets',
    summary: 'The score cards of a year that you may see, in Vietnamese order of the units',
    description: 'A representative sees the own card always, and all once the scores of all members are agreed',
    type: ScoreSheetListView,
    table: SCORES_TABLE,
  })
  async list(
    @Param() { blocId, year }: YearKey,
    @Query() request: ScopedPageRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<ScoreSheetView>> {
    const scope = scopeOf(request);
    const frame = await this.rows.find(RANKING, [blocId, year]);
    const { sees, seesCard } = audienceOf(frame?.row.visibility, blocId, caller);
    const { unitId } = caller;
    const where = { blocId, year, scopeKey: scopeKey(scope) };
    const show = (row: ScoreSheet): ScoreSheetView => sheetView(row, frame?.row.rulebook?.value);
    if (sees('CARD', scope) === 'ALL') {
      return listed(await this.rows.page(SCORE_SHEET, request, { where, orderBy: ['sortKey'] }), show);
    }
    if (unitId === undefined || !seesCard(unitId, scope)) return asNewAsIts<ScoreSheetView>([]);
    return listed(await this.rows.list(SCORE_SHEET, [[blocId, year, unitId, scope]]), show);
  }

  /** @throws Fault NOT_FOUND also to who may not see it. */
  @RowRoute({
    path: ':unitId',
    what: 'CARD',
    query: 'GetScoreSheet',
    summary: "One unit's score card, line by line: self-scored, appraised, agreed",
    type: ScoreSheetAnswerView,
    table: SCORE_SHEET_TABLE,
  })
  async one(
    @Param() { blocId, year, unitId }: UnitOfYearKey,
    @Query() request: ScopedRequest,
    @Caller() caller: Origin,
  ): Promise<Answered<ScoreSheetView>> {
    const scope = scopeOf(request);
    const frame = await this.rows.row(RANKING, [blocId, year], request);
    if (!audienceOf(frame.row.visibility, blocId, caller).seesCard(unitId, scope)) throw new Fault('NOT_FOUND');
    const card = await this.rows.row(SCORE_SHEET, [blocId, year, unitId, scope], request);
    return answered(card, (row) => sheetView(row, frame.row.rulebook?.value));
  }
}
