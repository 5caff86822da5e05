import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { BlocPath } from '../../src/http/shapes/path.dto.js';
import { bearersOf } from '../name-index/namesakes.js';
import { RowRoute } from '../row-route.js';
import { answeredWhole, given, type Listed, listed, Rows, type Whole } from '../rows.js';
import { BLOC_DIRECTORY } from './bloc-directory.js';
import { BlocAnswerView, BlocListView, BlocRequest, BlocsRequest, type BlocView } from './bloc-directory.dto.js';
import { blocViewOn } from './bloc-view.js';

/** Blocs with who acts as head and who holds the flag on a day. Everybody may see them. */
@ApiTags('Blocs (khối, cụm thi đua)')
@Controller('blocs')
export class BlocDirectoryController {
  constructor(private readonly rows: Rows) {}

  /** By name: every bloc that bears that name or alias, or bore it once; blocs of one name stay several. */
  @ReadRoute({
    what: 'OPEN',
    query: 'ListBlocs',
    summary: 'Blocs in Vietnamese order, or all of one name or alias',
    type: BlocListView,
  })
  async list(@Query() request: BlocsRequest): Promise<Listed<BlocView>> {
    const { name, kind } = request;
    if (name === undefined) {
      const order = { where: given({ kind }), orderBy: ['sortKey'] };
      return listed(await this.rows.page(BLOC_DIRECTORY, request, order), blocViewOn(request));
    }
    const { ids, ...next } = await bearersOf(name, 'blocIds', request, this.rows);
    const found = await this.rows.list(
      BLOC_DIRECTORY,
      ids.map((id) => [id]),
    );
    const rows = found.rows.filter(({ row }) => kind === undefined || row.kind === kind);
    return listed({ ...found, ...next, rows }, blocViewOn(request));
  }

  @RowRoute({
    path: ':blocId',
    what: 'OPEN',
    query: 'GetBloc',
    summary: 'A bloc: names, members, heads and flag holders in time',
    type: BlocAnswerView,
  })
  async one(@Param() { blocId }: BlocPath, @Query() request: BlocRequest): Promise<Whole<BlocView>> {
    return answeredWhole(await this.rows.row(BLOC_DIRECTORY, [blocId], request), blocViewOn(request));
  }
}
