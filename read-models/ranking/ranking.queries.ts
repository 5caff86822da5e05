import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Fault } from '../../src/http/problems/fault.js';
import type { Origin } from '../../src/kernel/event.js';
import { type Answered, answered, Rows } from '../rows.js';
import { type ScoreSheet, scoreSheetKey } from '../score-sheet/score-sheet.js';
import { type Explanation, explanationOf } from './explanation.js';
import { rankingKey, type YearRanking } from './ranking.js';
import { publicRanking, type RankingShown, wholeRanking } from './ranking-view.js';
import { type ScopedRequest, scopeOf } from '../scope.dto.js';
import { audienceOf, type OfYear, YearAudience } from '../year-audience.js';

/** A place or a ranking of one scope, now or as of a past moment, for whoever asks. */
type Asked = Readonly<{ path: OfYear; request: ScopedRequest; asker: Origin }>;

/**
 * The ranking of a year. Everybody sees the ranks that were published, with points where those were published too;
 * who works in the year sees all ranks, all points and what led to them.
 */
export class GetRanking extends Query<Answered<RankingShown>> {
  constructor(readonly asked: Asked) {
    super();
  }
}

/** How one unit came to its place. For who works in the year; to everybody else there is nothing here. */
export class GetRankingExplanation extends Query<Answered<Explanation>> {
  constructor(
    readonly asked: Asked,
    readonly unitId: string,
  ) {
    super();
  }
}

@QueryHandler(GetRanking)
export class GetRankingHandler implements IQueryHandler<GetRanking> {
  constructor(
    private readonly rows: Rows,
    private readonly audience: YearAudience,
  ) {}

  async execute({ asked: { path, request, asker } }: GetRanking): Promise<Answered<RankingShown>> {
    const { sees } = await this.audience.of(path, asker);
    const found = await this.rows.row<YearRanking>('ranking', rankingKey(path.blocId, path.year), request);
    if (sees !== 'PUBLIC') return answered(found, (row) => wholeRanking(row, scopeOf(request)));
    const shown = publicRanking(found.row, scopeOf(request));
    return { row: shown, position: found.position, provenance: publicProvenance(shown) };
  }
}

/** How many events there were before the publication is no business of the public. */
function publicProvenance({ publication }: RankingShown): Answered<RankingShown>['provenance'] {
  if (publication === undefined) return {};
  const { stream, revision } = publication.recording.event;
  return { [stream]: `${revision}` };
}

@QueryHandler(GetRankingExplanation)
export class GetRankingExplanationHandler implements IQueryHandler<GetRankingExplanation> {
  constructor(private readonly rows: Rows) {}

  /** @throws Fault NOT_FOUND also to whoever may not see it. */
  async execute({ asked, unitId }: GetRankingExplanation): Promise<Answered<Explanation>> {
    const { path, request, asker } = asked;
    const { blocId, year } = path;
    const scope = scopeOf(request);
    const found = await this.rows.row<YearRanking>('ranking', rankingKey(blocId, year), request);
    const card = await this.rows
      .row<ScoreSheet>('score-sheet', scoreSheetKey(blocId, year, unitId, scope), request)
      .catch(whereThereIsNone);
    const visible = audienceOf(found.row, blocId, asker).sees !== 'PUBLIC';
    const explanation = explanationOf(found.row, scope, unitId, card?.row);
    if (!visible || explanation === undefined) throw new Fault('NOT_FOUND');
    return answered(found, () => explanation);
  }
}

/** An order agreed without scores has no cards. */
function whereThereIsNone(error: unknown): undefined {
  if (error instanceof Fault && error.code === 'NOT_FOUND') return undefined;
  throw error;
}
