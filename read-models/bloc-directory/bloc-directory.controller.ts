import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { BlocPath } from '../../src/http/shapes/path.dto.js';
import { bearersOf } from '../name-index/bearers.js';
import type { Name } from '../name-index/name-index.js';
import type { Page } from '../read-model-store.js';
import { RowRoute } from '../row-route.js';
import { answeredWhole, given, type Listed, listed, Rows, type Whole } from '../rows.js';
import { BLOC_DIRECTORY, type BlocEntry } from './bloc-directory.js';
import { BlocAnswerView, BlocListView, BlocRequest, BlocsRequest, type BlocView } from './bloc-directory.dto.js';
import { isAsked, namesOn, organisedBy } from './bloc-lookup.js';
import { blocViewOn } from './bloc-view.js';
import { blocsOfUnit } from './blocs-of-unit.js';
import { BLOCS_TABLE, MEMBERS_TABLE } from './bloc-directory.table.js';

/** Blocs with who acts as head and who holds the flag on a day. Everybody may see them. */
@ApiTags('Blocs (khối, cụm thi đua)')
@Controller('blocs')
export class BlocDirectoryController {
  constructor(private readonly rows: Rows) {}

  /** By words of a name: every bloc that bears it or bore it once; blocs of one name stay several. */
  @ReadRoute({
    what: 'OPEN',
    query: 'ListBlocs',
    summary:
      'Blocs in Vietnamese order, by words of their names, by who organises them, as they were on a day; those of a unit in the order of their ids',
    type: BlocListView,
    table: BLOCS_TABLE,
  })
  async list(@Query() request: BlocsRequest): Promise<Listed<BlocView>> {
    return listed(await this.asked(request), blocViewOn(request));
  }

  private async asked(request: BlocsRequest): Promise<Page<BlocEntry>> {
    const { name, unit, parent, kind } = request;
    const day = request.on as LocalDate | undefined;
    const isWanted = isAsked(request);
    if (unit !== undefined) return blocsOfUnit(unit, isWanted, request, this.rows);
    const sought = { model: BLOC_DIRECTORY, isWanted };
    if (name !== undefined) {
      const names = (bloc: BlocEntry): readonly Name[] => namesOn(bloc, day);
      return bearersOf({ ...sought, of: 'bloc', words: name, names }, request, this.rows);
    }
    if (parent !== undefined) {
      const names = (bloc: BlocEntry): readonly Name[] => organisedBy(bloc, parent, day);
      return bearersOf({ ...sought, of: 'parent', words: parent, names }, request, this.rows);
    }
    const page = await this.rows.page(BLOC_DIRECTORY, request, { where: given({ kind }), orderBy: ['sortKey'] });
    return { ...page, rows: page.rows.filter(({ row }) => isWanted(row)) };
  }

  @RowRoute({
    path: ':blocId',
    what: 'OPEN',
    query: 'GetBloc',
    summary: 'A bloc: names, members, heads and flag holders in time',
    type: BlocAnswerView,
    table: MEMBERS_TABLE,
  })
  async one(@Param() { blocId }: BlocPath, @Query() request: BlocRequest): Promise<Whole<BlocView>> {
    return answeredWhole(await this.rows.row(BLOC_DIRECTORY, [blocId], request), blocViewOn(request));
  }
}
