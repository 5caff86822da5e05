import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { RankingEvent } from './ranking.events.js';
import { untied, type RankGroup } from './ranking.values.js';

/** A ranking as it stands: its groups in order, and what of it is public. */
export type Standing = Readonly<{
  version: number;
  basis: 'SCORES' | 'ASSENT' | 'BALLOT';
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

export function evolveRanking(ranking: RankingState, event: RankingEvent): RankingState {
  if (event.type === 'UnitClassified') return ranking;
  const before = standingOf(ranking, event.data.scope);
  const after = evolveStanding(before, event);
  return { standings: { ...ranking.standings, [scopeKey(event.data.scope)]: after } };
}

type StandingEvent = Exclude<RankingEvent, { type: 'UnitClassified' }>;

function evolveStanding(before: Standing | undefined, { type, data }: StandingEvent): Standing {
  switch (type) {
    case 'RankingComputed':
      return {
        ...before,
        version: data.version,
        basis: 'SCORES',
        groups: data.groups,
        agreedAt: Object.fromEntries(data.sheets.map(({ unitId, agreedAt }) => [unitId, agreedAt])),
        unranked: data.unranked.map(({ unitId }) => unitId),
      };
    case 'RankingAgreed':
      return { ...nothingRanked, ...before, version: data.version, basis: data.basis, groups: data.groups };
    case 'TieBroken':
      return { ...nothingRanked, ...before, groups: untied(before?.groups ?? [], data.rank, data.order) };
    case 'ResultPublished':
      return { ...nothingRanked, ...before, publishedVersion: data.version };
  }
}

/** Before the first ranking of a scope. */
export const nothingRanked: Standing = { version: 0, basis: 'SCORES', groups: [], agreedAt: {}, unranked: [] };

/** Units on the first rank of the whole bloc (đơn vị dẫn đầu). */
export function leadingUnits(ranking: RankingState): readonly string[] {
  return standingOf(ranking, {})?.groups.find(({ rank }) => rank === 1)?.units ?? [];
}
