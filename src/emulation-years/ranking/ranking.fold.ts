import type { Folds } from '../../kernel/decisions.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { VotingYear } from '../voting/voting.fold.js';
import type { RankingEvent } from './ranking.events.js';
import { untied, type RankGroup, type RankingBasis } from './ranking.values.js';

/** A ranking as it stands: its groups in order, and what of it is public. */
export type RankingOnRecord = Readonly<{
  version: number;
  basis: RankingBasis;
  groups: readonly RankGroup[];
  /** By unit, the revision of the agreed score it was computed from: whether scores were corrected since. */
  agreedAt: Readonly<Record<string, number>>;
  /** Units that were kept out when it was computed. */
  unranked: readonly string[];
  /** The version that was published; it cannot change any more (R36). */
  publishedVersion?: number;
}>;

export type RankingState = Readonly<{
  /** By scope key; the whole is the empty text. */
  byScope: Readonly<Record<string, RankingOnRecord>>;
}>;

export const noRanking: RankingState = { byScope: {} };

export function rankingOn({ byScope }: RankingState, scope: Scope): RankingOnRecord | undefined {
  const key = scopeKey(scope);
  return Object.hasOwn(byScope, key) ? byScope[key] : undefined;
}

/** Versions count from 1. */
export function nextVersion(onRecord: RankingOnRecord | undefined): number {
  return (onRecord?.version ?? 0) + 1;
}

/** R36: this very version is published. One computed after it may still change. */
export function isPublished(onRecord: RankingOnRecord | undefined): onRecord is RankingOnRecord {
  return onRecord?.publishedVersion !== undefined && onRecord.publishedVersion === onRecord.version;
}

/** The parts of a year that a decision about its order reads. */
export type RankingYear = VotingYear & Readonly<{ ranking: RankingState }>;

export const rankingFolds: Folds<RankingState, RankingEvent> = {
  RankingComputed: (ranking, { scope, version, groups, sheets, unranked }) =>
    withRanking(ranking, scope, (before) => ({
      ...before,
      version,
      basis: 'SCORES',
      groups,
      agreedAt: Object.fromEntries(sheets.map(({ unitId, agreedAt }) => [unitId, agreedAt])),
      unranked: unranked.map(({ unitId }) => unitId),
    })),
  RankingAgreed: (ranking, { scope, version, basis, groups }) =>
    withRanking(ranking, scope, (before) => ({ ...before, version, basis, groups })),
  TieBroken: (ranking, { scope, rank, order }) =>
    withRanking(ranking, scope, (before) => ({ ...before, groups: untied(before.groups, { rank, order }) })),
  UnitClassified: (ranking) => ranking,
  ResultPublished: (ranking, { scope, version }) =>
    withRanking(ranking, scope, (before) => ({ ...before, publishedVersion: version })),
};

function withRanking(
  ranking: RankingState,
  scope: Scope,
  change: (before: RankingOnRecord) => RankingOnRecord,
): RankingState {
  const after = change(rankingOn(ranking, scope) ?? NOTHING_RANKED);
  return { byScope: { ...ranking.byScope, [scopeKey(scope)]: after } };
}

/** Before the first ranking of a scope. */
const NOTHING_RANKED: RankingOnRecord = { version: 0, basis: 'SCORES', groups: [], agreedAt: {}, unranked: [] };

/** Units on the first rank of the whole bloc (đơn vị dẫn đầu). */
export function leadingUnits(ranking: RankingState): readonly string[] {
  return rankingOn(ranking, {})?.groups.find(({ rank }) => rank === 1)?.units ?? [];
}
