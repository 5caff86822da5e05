import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { AsOfRequest } from '../as-of.dto.js';
import { bearersOf } from '../name-index/namesakes.js';
import { UnitKey } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import { answeredWhole, given, type Listed, listed, Rows, type Whole } from '../rows.js';
import { UNIT_DIRECTORY, type UnitEntry } from './unit-directory.js';
import { UnitAnswerView, UnitListView, UnitsRequest, type UnitView } from './unit-directory.dto.js';

/** Units and their names in time. Everybody may see them. */
@ApiTags('Units (đơn vị)')
@Controller('units')
export class UnitDirectoryController {
  constructor(private readonly rows: Rows) {}

  /** By name: those who bear it or bore it once. */
  @ReadRoute({
    what: 'OPEN',
    query: 'ListUnits',
    summary: 'Units in Vietnamese order, or those of a name',
    type: UnitListView,
  })
  async list(@Query() request: UnitsRequest): Promise<Listed<UnitView>> {
    const { name, kind, status } = request;
    if (name === undefined) {
      const order = { where: given({ kind, status }), orderBy: ['sortKey'] };
      return listed(await this.rows.page(UNIT_DIRECTORY, request, order), view);
    }
    const { ids, ...next } = await bearersOf(name, 'unitIds', request, this.rows);
    const found = await this.rows.list(
      UNIT_DIRECTORY,
      ids.map((id) => [id]),
    );
    const rows = found.rows.filter(({ row }) => isWanted(row.kind, kind) && isWanted(row.status, status));
    return listed({ ...found, ...next, rows }, view);
  }

  @RowRoute({
    path: ':unitId',
    what: 'OPEN',
    query: 'GetUnit',
    summary: 'A unit: its names in time, who speaks for it, its end and its successor',
    type: UnitAnswerView,
  })
  async one(@Param() { unitId }: UnitKey, @Query() asOf: AsOfRequest): Promise<Whole<UnitView>> {
    return answeredWhole(await this.rows.row(UNIT_DIRECTORY, [unitId], asOf), view);
  }
}

function view({ sortKey: _, ...unit }: UnitEntry): UnitView {
  return unit;
}

function isWanted(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}
