import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { Origin } from '../../src/kernel/event.js';
import { UnitOfYearPath, YearPath } from '../path.dto.js';
import { ScopedPageRequest, ScopedRequest } from '../scope.dto.js';
import { RowRoute } from '../row-route.js';
import type { Answered, Listed } from '../rows.js';
import { AskedBy } from '../asked-by.js';
import { ScoreSheetAnswerBody, ScoreSheetListBody } from './score-sheet.dto.js';
import { GetScoreSheet, ListScoreSheets } from './score-sheet.queries.js';
import type { SheetShown } from './score-sheet-view.js';

@ApiTags('Scores (chấm điểm)')
@Controller('blocs/:blocId/years/:year/scores')
export class ScoreSheetController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    what: 'RECORD',
    query: 'ListScoreSheets',
    summary: 'The score cards of a year that you may see, in Vietnamese order of the units',
    description: 'A representative sees the own card always, and all once the scores of all members are agreed',
    type: ScoreSheetListBody,
  })
  list(
    @Param() path: YearPath,
    @Query() request: ScopedPageRequest,
    @AskedBy() asker: Origin,
  ): Promise<Listed<SheetShown>> {
    return this.queries.execute(new ListScoreSheets(path, request, asker));
  }

  @RowRoute({
    path: ':unitId',
    what: 'RECORD',
    query: 'GetScoreSheet',
    summary: "One unit's score card, line by line: self-scored, appraised, agreed",
    type: ScoreSheetAnswerBody,
  })
  one(
    @Param() path: UnitOfYearPath,
    @Query() request: ScopedRequest,
    @AskedBy() asker: Origin,
  ): Promise<Answered<SheetShown>> {
    return this.queries.execute(new GetScoreSheet(path, request, asker));
  }
}
