import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { rankingKey, type YearRanking } from '../ranking/ranking.js';
import { type ScopedPageRequest, type ScopedRequest, scopeOf } from '../scope.dto.js';
import { type OfYear, YearAudience } from '../year-audience.js';
import { type Answered, answered, type Listed, listed, Rows } from '../rows.js';
import { type ScoreSheet, scoreSheetKey } from './score-sheet.js';
import { type SheetShown, sheetShown } from './score-sheet-view.js';

const MODEL = 'score-sheet';

/** One unit's score card. A representative sees the own card always, others once the scores of all are agreed. */
export class GetScoreSheet extends Query<Answered<SheetShown>> {
  constructor(
    readonly path: OfYear & Readonly<{ unitId: string }>,
    readonly request: ScopedRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

/** The score cards of a year in Vietnamese order of the units: those that the asker may see. */
export class ListScoreSheets extends Query<Listed<SheetShown>> {
  constructor(
    readonly path: OfYear,
    readonly request: ScopedPageRequest,
    readonly asker: Origin,
  ) {
    super();
  }
}

@QueryHandler(GetScoreSheet)
export class GetScoreSheetHandler implements IQueryHandler<GetScoreSheet> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  /** @throws Fault NOT_FOUND also to whoever may not see it. */
  async execute({ path, request, asker }: GetScoreSheet): Promise<Answered<SheetShown>> {
    const { blocId, year, unitId } = path;
    const scope = scopeOf(request);
    const audience = await this.audience.of(path, asker);
    if (!audience.seesCard(unitId, scope)) throw new Fault('NOT_FOUND');
    const card = await this.rows.row<ScoreSheet>(MODEL, scoreSheetKey(blocId, year, unitId, scope), request);
    const frame = await this.rows.row<YearRanking>('ranking', rankingKey(blocId, year), request);
    return answered(card, (row) => sheetShown(row, frame.row.rulebook?.value));
  }
}

@QueryHandler(ListScoreSheets)
export class ListScoreSheetsHandler implements IQueryHandler<ListScoreSheets> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  async execute({ path, request, asker }: ListScoreSheets): Promise<Listed<SheetShown>> {
    const { blocId, year } = path;
    const scope = scopeOf(request);
    const { seesAllCards, sees } = await this.audience.of(path, asker);
    const where = { blocId, year, scopeKey: scopeKey(scope) };
    const own =
      sees === 'MEMBER' && asker.unitId !== undefined ? [scoreSheetKey(blocId, year, asker.unitId, scope)] : [];
    const found = seesAllCards(scope)
      ? await this.rows.page<ScoreSheet>(MODEL, request, { where, orderBy: ['sortKey'] })
      : await this.rows.list<ScoreSheet>(MODEL, own);
    const frame = await this.rows.find<YearRanking>('ranking', rankingKey(blocId, year));
    return listed(found, (row) => sheetShown(row, frame?.row.rulebook?.value));
  }
}
