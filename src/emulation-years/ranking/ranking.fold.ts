import type { Folds } from '../../kernel/decisions.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { VotingYear } from '../voting/voting.fold.js';
import type { RankingEvent } from './ranking.events.js';
import { untied, type RankGroup, type RankingBasis } from './ranking.values.js';

/** A ranking as it stands: its groups in order, and what of it is public. */
export type Standing = Readonly<{
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
  standings: Readonly<Record<string, Standing>>;
}>;

export const noRanking: RankingState = { standings: {} };

export function standingOf({ standings }: RankingState, scope: Scope): Standing | undefined {
  const key = scopeKey(scope);
  return Object.hasOwn(standings, key) ? standings[key] : undefined;
}

/** Versions count from 1. */
export function nextVersion(standing: Standing | undefined): number {
  return (standing?.version ?? 0) + 1;
}

/** R36: this very version is published. One computed after it may still change. */
export function isPublished(standing: Standing | undefined): standing is Standing {
  return standing?.publishedVersion !== undefined && standing.publishedVersion === standing.version;
}

/** The parts of a year that a decision about its order reads. */
export type RankingYear = VotingYear & Readonly<{ ranking: RankingState }>;

export const rankingFolds: Folds<RankingState, RankingEvent> = {
  RankingComputed: (ranking, { scope, version, groups, sheets, unranked }) =>
    withStanding(ranking, scope, (before) => ({
      ...before,
      version,
      basis: 'SCORES',
      groups,
      agreedAt: Object.fromEntries(sheets.map(({ unitId, agreedAt }) => [unitId, agreedAt])),
      unranked: unranked.map(({ unitId }) => unitId),
    })),
  RankingAgreed: (ranking, { scope, version, basis, groups }) =>
    withStanding(ranking, scope, (before) => ({ ...before, version, basis, groups })),
  TieBroken: (ranking, { scope, rank, order }) =>
    withStanding(ranking, scope, (before) => ({ ...before, groups: untied(before.groups, { rank, order }) })),
  UnitClassified: (ranking) => ranking,
  ResultPublished: (ranking, { scope, version }) =>
    withStanding(ranking, scope, (before) => ({ ...before, publishedVersion: version })),
};

function withStanding(ranking: RankingState, scope: Scope, change: (before: Standing) => Standing): RankingState {
  const after = change(standingOf(ranking, scope) ?? NOTHING_RANKED);
  return { standings: { ...ranking.standings, [scopeKey(scope)]: after } };
}

/** Before the first ranking of a scope. */
export const NOTHING_RANKED: Standing = { version: 0, basis: 'SCORES', groups: [], agreedAt: {}, unranked: [] };

/** Units on the first rank of the whole bloc (đơn vị dẫn đầu). */
export function leadingUnits(ranking: RankingState): readonly string[] {
  return standingOf(ranking, {})?.groups.find(({ rank }) => rank === 1)?.units ?? [];
}
