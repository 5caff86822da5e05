import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { defined } from '../../src/kernel/defined.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { AsOfRequest } from '../as-of.dto.js';
import { RowRoute } from '../row-route.js';
import { answeredWhole, type Listed, listed, Rows, type Whole } from '../rows.js';
import { involves, mayRunIn, MOVEMENTS, type MovementEntry, periodsOf, timelineOf } from './movements.js';
import {
  MovementAnswerView,
  MovementKey,
  MovementListView,
  MovementsRequest,
  type MovementView,
} from './movements.dto.js';
import { MOVEMENTS_TABLE } from './movements.table.js';

/** Movements are launched, reviewed and honoured in public: everybody may see them. */
@ApiTags('Movements (phong trào thi đua)')
@Controller('movements')
export class MovementsController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListMovements',
    summary: 'Movements in Vietnamese order, by who launched or joined them, by a day on which they may run',
    type: MovementListView,
    table: MOVEMENTS_TABLE,
  })
  async list(@Query() request: MovementsRequest): Promise<Listed<MovementView>> {
    const { unit, bloc, on } = request;
    const day = on as LocalDate | undefined;
    const isWanted = (row: MovementEntry): boolean =>
      involves(row, defined({ unit, bloc })) && (day === undefined || mayRunIn(row, { from: day, to: day }));
    return listed(await this.rows.pageOfWanted(MOVEMENTS, request, { orderBy: ['sortKey'] }, isWanted), view);
  }

  @RowRoute({
    path: ':movementId',
    what: 'OPEN',
    query: 'GetMovement',
    summary:
      'A movement: launch, periods as stated, documents, who takes part, reviews, awards, and its steps in order',
    type: MovementAnswerView,
  })
  async one(@Param() { movementId }: MovementKey, @Query() asOf: AsOfRequest): Promise<Whole<MovementView>> {
    return answeredWhole(await this.rows.row(MOVEMENTS, [movementId], asOf), view);
  }
}

function view(row: MovementEntry): MovementView {
  const { sortKey: _, ...movement } = row;
  return { ...movement, periods: periodsOf(row), timeline: timelineOf(row) };
}
