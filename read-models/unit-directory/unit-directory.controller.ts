import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { AsOfRequest } from '../as-of.dto.js';
import { bearersOf } from '../name-index/bearers.js';
import type { Name } from '../name-index/name-index.js';
import { UnitKey } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import { answeredWhole, given, type Listed, listed, Rows, type Whole } from '../rows.js';
import { namesOn, UNIT_DIRECTORY, type UnitEntry, wasThere } from './unit-directory.js';
import { UnitAnswerView, UnitListView, UnitsRequest, type UnitView } from './unit-directory.dto.js';
import { UNITS_TABLE } from './unit-directory.table.js';

/** Units and their names in time. Everybody may see them. */
@ApiTags('Units (đơn vị)')
@Controller('units')
export class UnitDirectoryController {
  constructor(private readonly rows: Rows) {}

  /** By words of a name: those who bear it or bore it once, in the order of these names. */
  @ReadRoute({
    what: 'OPEN',
    query: 'ListUnits',
    summary: 'Units in Vietnamese order, by words of their names, by the unit above them, as they were on a day',
    type: UnitListView,
    table: UNITS_TABLE,
  })
  async list(@Query() request: UnitsRequest): Promise<Listed<UnitView>> {
    const { name: words, parent: parentId, kind, status, on } = request;
    const day = on as LocalDate | undefined;
    if (words === undefined) {
      const order = { where: given({ parentId, kind, status }), orderBy: ['sortKey'] };
      const page = await this.rows.page(UNIT_DIRECTORY, request, order);
      return listed({ ...page, rows: page.rows.filter(({ row }) => wasThere(row, day)) }, view);
    }
    const isWanted = (row: UnitEntry): boolean =>
      wasThere(row, day) && isAsked(row.kind, kind) && isAsked(row.status, status) && isAsked(row.parentId, parentId);
    const names = (row: UnitEntry): readonly Name[] => namesOn(row, day);
    return listed(
      await bearersOf({ of: 'unit', words, model: UNIT_DIRECTORY, names, isWanted }, request, this.rows),
      view,
    );
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

function isAsked(value: string | undefined, asked: string | undefined): boolean {
  return asked === undefined || asked === value;
}
