import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { AsOfRequest } from '../as-of.dto.js';
import { UnitPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Listed } from '../rows.js';
import { UnitAnswerBody, UnitListBody, UnitsRequest } from './unit-directory.dto.js';
import { GetUnit, ListUnits, type UnitAnswer } from './unit-directory.queries.js';
import type { UnitView } from './unit-directory.js';

@ApiTags('units')
@Controller('units')
export class UnitDirectoryController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    what: 'PUBLISHED',
    query: 'ListUnits',
    summary: 'Units in Vietnamese order, or those of a name',
    type: UnitListBody,
  })
  list(@Query() request: UnitsRequest): Promise<Listed<UnitView>> {
    return this.queries.execute(new ListUnits(request));
  }

  @RowRoute({
    path: ':unitId',
    what: 'PUBLISHED',
    query: 'GetUnit',
    summary: 'A unit: its names in time, who speaks for it, its end and its successor',
    type: UnitAnswerBody,
  })
  one(@Param() { unitId }: UnitPath, @Query() asOf: AsOfRequest): Promise<UnitAnswer> {
    return this.queries.execute(new GetUnit(unitId, asOf));
  }
}
