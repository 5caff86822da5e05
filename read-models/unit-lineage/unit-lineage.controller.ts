import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { UnitKey } from '../path.dto.js';
import { listed, type Listed, Rows } from '../rows.js';
import { PredecessorsView, type PredecessorView } from './unit-lineage.dto.js';
import { UNIT_LINEAGE } from './unit-lineage.js';
import { PREDECESSORS_TABLE } from './unit-lineage.table.js';

/** Whose work a unit goes on with. */
@ApiTags('Units (đơn vị)')
@Controller('units/:unitId')
export class UnitLineageController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    path: 'predecessors',
    what: 'OPEN',
    query: 'ListPredecessorsOfUnit',
    summary: 'The units whose work it goes on with: merged into it, split, or dissolved in its favour',
    type: PredecessorsView,
    table: PREDECESSORS_TABLE,
  })
  async predecessors(@Param() { unitId }: UnitKey, @Query() request: PageRequest): Promise<Listed<PredecessorView>> {
    const query = { where: { unitId }, orderBy: ['unitId', 'predecessor'] };
    return listed(await this.rows.page(UNIT_LINEAGE, request, query), ({ predecessor, descent }) => ({
      predecessor,
      descent,
    }));
  }
}
