import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../src/kernel/instant.js';
import { NameLookUp } from '../name-index/namesakes.js';
import { type Answered, answered, given, type Listed, listed, revisionOf, Rows } from '../rows.js';
import { type BlocEntry, blocOn, type BlocView } from './bloc-directory.js';
import type { BlocRequest, BlocsRequest } from './bloc-directory.dto.js';

const MODEL = 'bloc-directory';

/** With the revision of its record, for the If-Match of a command. */
export type BlocAnswer = Answered<BlocView> & Readonly<{ revision: number }>;

/** One bloc, now or as of a past moment, with who acts as head and who holds the flag on a day. Everybody may see it. */
export class GetBloc extends Query<BlocAnswer> {
  constructor(
    readonly blocId: string,
    readonly request: BlocRequest,
  ) {
    super();
  }
}

/**
 * Blocs in Vietnamese order of their names. By name: every bloc that bears that name or alias, or bore it once; blocs
 * of one name stay several. Everybody may see them.
 */
export class ListBlocs extends Query<Listed<BlocView>> {
  constructor(readonly request: BlocsRequest) {
    super();
  }
}

@QueryHandler(GetBloc)
export class GetBlocHandler implements IQueryHandler<GetBloc> {
  constructor(private readonly rows: Rows) {}

  async execute({ blocId, request }: GetBloc): Promise<BlocAnswer> {
    const found = await this.rows.row<BlocEntry>(MODEL, blocId, request);
    return { ...answered(found, viewOn(request)), revision: revisionOf(found) };
  }
}

@QueryHandler(ListBlocs)
export class ListBlocsHandler implements IQueryHandler<ListBlocs> {
  constructor(
    private readonly rows: Rows,
    private readonly names: NameLookUp,
  ) {}

  async execute({ request }: ListBlocs): Promise<Listed<BlocView>> {
    const { name, kind } = request;
    if (name === undefined) {
      const page = await this.rows.page<BlocEntry>(MODEL, request, { where: given({ kind }), orderBy: ['sortKey'] });
      return listed(page, viewOn(request));
    }
    const { ids, ...next } = await this.names.page(name, 'blocIds', request);
    const found = await this.rows.list<BlocEntry>(MODEL, ids);
    const rows = found.rows.filter(({ row }) => kind === undefined || row.kind === kind);
    return listed({ ...found, ...next, rows }, viewOn(request));
  }
}

function viewOn({ on }: Readonly<{ on?: string }>): (bloc: BlocEntry) => BlocView {
  return (row) => {
    const { sortKey: _, ...bloc } = row;
    return { ...bloc, onDay: blocOn(row, on as LocalDate | undefined) };
  };
}
