import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { AsOfRequest } from '../as-of.dto.js';
import { NameLookUp } from '../name-index/namesakes.js';
import { type Answered, answered, given, type Listed, listed, revisionOf, Rows } from '../rows.js';
import type { UnitEntry, UnitView } from './unit-directory.js';
import type { UnitsRequest } from './unit-directory.dto.js';

const MODEL = 'unit-directory';

/** With the revision of its record, for the If-Match of a command. */
export type UnitAnswer = Answered<UnitView> & Readonly<{ revision: number }>;

/** One unit, now or as of a past moment. Everybody may see it. */
export class GetUnit extends Query<UnitAnswer> {
  constructor(
    readonly unitId: string,
    readonly asOf: AsOfRequest,
  ) {
    super();
  }
}

/** Units in Vietnamese order of their names; by name those who bear it or bore it once. Everybody may see them. */
export class ListUnits extends Query<Listed<UnitView>> {
  constructor(readonly request: UnitsRequest) {
    super();
  }
}

@QueryHandler(GetUnit)
export class GetUnitHandler implements IQueryHandler<GetUnit> {
  constructor(private readonly rows: Rows) {}

  async execute({ unitId, asOf }: GetUnit): Promise<UnitAnswer> {
    const found = await this.rows.row<UnitEntry>(MODEL, unitId, asOf);
    return { ...answered(found, view), revision: revisionOf(found) };
  }
}

@QueryHandler(ListUnits)
export class ListUnitsHandler implements IQueryHandler<ListUnits> {
  constructor(
    private readonly rows: Rows,
    private readonly names: NameLookUp,
  ) {}

  async execute({ request }: ListUnits): Promise<Listed<UnitView>> {
    const { name, kind, status } = request;
    if (name === undefined) {
      const where = given({ kind, status });
      return listed(await this.rows.page<UnitEntry>(MODEL, request, { where, orderBy: ['sortKey'] }), view);
    }
    const { ids, ...next } = await this.names.page(name, 'unitIds', request);
    const found = await this.rows.list<UnitEntry>(MODEL, ids);
    const rows = found.rows.filter(({ row }) => isWanted(row.kind, kind) && isWanted(row.status, status));
    return listed({ ...found, ...next, rows }, view);
  }
}

function view({ sortKey: _, ...unit }: UnitEntry): UnitView {
  return unit;
}

function isWanted(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}
