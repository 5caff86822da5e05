import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import type { AsOfRequest } from '../as-of.dto.js';
import { type Answered, answered, type Listed, Rows } from '../rows.js';
import { type Audience, YearAudience } from '../year-audience.js';
import { type BlocYear, blocYearKey } from './bloc-history.js';
import { insideView, publicView, type YearView } from './year-view.js';

const MODEL = 'bloc-history';

/**
 * One year of a bloc, now or as of a past moment. Everybody may see what is published of it; scores, ballots,
 * nominations, proposals and unpublished ranks only those who may see the working papers of that bloc.
 */
export class GetBlocYear extends Query<Answered<YearView>> {
  constructor(
    readonly blocId: string,
    readonly year: string,
    readonly asOf: AsOfRequest,
    readonly caller: Origin,
  ) {
    super();
  }
}

/** The years of a bloc in the order of their periods, as {@link GetBlocYear} shows each. */
export class ListBlocYears extends Query<Listed<YearView>> {
  constructor(
    readonly blocId: string,
    readonly request: PageRequest,
    readonly caller: Origin,
  ) {
    super();
  }
}

@QueryHandler(GetBlocYear)
export class GetBlocYearHandler implements IQueryHandler<GetBlocYear> {
  constructor(
    private readonly rows: Rows,
    private readonly audiences: YearAudience,
  ) {}

  async execute({ blocId, year, asOf, caller }: GetBlocYear): Promise<Answered<YearView>> {
    const found = await this.rows.row<BlocYear>(MODEL, blocYearKey(blocId, year), asOf);
    return answered(found, viewFor(await this.audiences.of(found.row, caller)));
  }
}

@QueryHandler(ListBlocYears)
export class ListBlocYearsHandler implements IQueryHandler<ListBlocYears> {
  constructor(
    private readonly rows: Rows,
    private readonly audiences: YearAudience,
  ) {}

  async execute({ blocId, request, caller }: ListBlocYears): Promise<Listed<YearView>> {
    const order = { where: { blocId }, orderBy: ['blocId', 'from'] };
    const { rows, ...page } = await this.rows.page<BlocYear>(MODEL, request, order);
    const items = rows.map(async (found) => answered(found, viewFor(await this.audiences.of(found.row, caller))));
    return { items: await Promise.all(items), ...page };
  }
}

function viewFor({ sees }: Pick<Audience, 'sees'>): (row: BlocYear) => YearView {
  return sees === 'PUBLIC' ? publicView : insideView;
}
