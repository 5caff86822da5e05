import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import type { Origin } from '../../src/kernel/event.js';
import { Caller } from '../caller.js';
import { UnitKey } from '../path.dto.js';
import { type Listed, listed, Rows } from '../rows.js';
import { proposalsOfUnit } from './proposals-of-unit.js';
import { UNIT_MENTIONS } from './unit-mentions.js';
import {
  type ProposalsOfUnitView,
  ProposalsOfUnitListView,
  YearsOfUnitView,
  type YearOfUnitView,
} from './unit-mentions.dto.js';
import { YEARS_OF_UNIT_TABLE, PROPOSALS_OF_UNIT_TABLE } from './unit-mentions.table.js';

/** Where a unit is found: the years that it is in, and what was proposed for it. */
@ApiTags('Units (đơn vị)')
@Controller('units/:unitId')
export class UnitMentionsController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    path: 'years',
    what: 'OPEN',
    query: 'ListYearsOfUnit',
    summary: 'Years of blocs among whose members the unit is or was, in the order of their labels',
    type: YearsOfUnitView,
    table: YEARS_OF_UNIT_TABLE,
  })
  async years(@Param() { unitId }: UnitKey, @Query() request: PageRequest): Promise<Listed<YearOfUnitView>> {
    const query = { where: { unitId, as: 'OF_YEAR' }, orderBy: ['unitId', 'as', 'year', 'blocId'] };
    return listed(await this.rows.page(UNIT_MENTIONS, request, query), ({ blocId, year, blocName }) => ({
      blocId,
      year,
      ...defined({ blocName }),
    }));
  }

  @ReadRoute({
    path: 'proposals',
    what: 'PROPOSALS',
    query: 'ListProposalsOfUnit',
    summary: 'What blocs propose for the unit, year by year; to the public once a publication names it',
    type: ProposalsOfUnitListView,
    table: PROPOSALS_OF_UNIT_TABLE,
  })
  async proposals(
    @Param() { unitId }: UnitKey,
    @Query() request: PageRequest,
    @Caller() caller: Origin,
  ): Promise<Listed<ProposalsOfUnitView>> {
    return proposalsOfUnit(unitId, caller, request, this.rows);
  }
}
