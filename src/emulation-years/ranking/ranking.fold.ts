import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import { isVoid, type VotingState, type VotingYear } from '../voting/voting.fold.js';
import type { RankingEvent } from './ranking.events.js';
import { classKey, decisionsBehind, untied, type Classified, type RankGroup, type RankingBasis } from './ranking.values.js';

/** A ranking as it stands: its groups in order, and what of it is public. */
export type RankingOnRecord = Readonly<{
  version: number;
  basis: RankingBasis;
  /** What an agreed one rests on, as `basis` says. */
  decision?: string;
  groups: readonly RankGroup[];
  /** By unit, the revision of the agreed score it was computed from: whether scores were corrected since. */
  agreedAt: Readonly<Record<string, number>>;
  /** Units that were kept out when it was computed. */
  unranked: readonly string[];
  /** The version that was published; it cannot change any more (R36). */
  publishedVersion?: number;
  /** What that version rests on. */
  publishedBy?: Pick<RankingOnRecord, 'basis' | 'decision'>;
}>;

/** A class as it stands, and whether it is public as it is. */
export type ClassOnRecord = Classified & Readonly<{ scope: Scope; published: boolean }>;

export type RankingState = Readonly<{
  /** By scope key; the whole is the empty text. */
  byScope: Readonly<Record<string, RankingOnRecord>>;
  /** By {@link classKey}. */
  classes: Readonly<Record<string, ClassOnRecord>>;
}>;

export const noRanking: RankingState = { byScope: {}, classes: {} };

export function classOn({ classes }: RankingState, scope: Scope, of: Classified): ClassOnRecord | undefined {
  const key = classKey(scope, of);
  return Object.hasOwn(classes, key) ? classes[key] : undefined;
}

export function rankingOn({ byScope }: RankingState, scope: Scope): RankingOnRecord | undefined {
  const key = scopeKey(scope);
  return Object.hasOwn(byScope, key) ? byScope[key] : undefined;
}

/**
 * The ranking as decisions go by it: none where it was agreed by a void decision, and none published where the published version was, so
 * that the order can be agreed anew (D41).
 */
export function standingRanking({ ranking, voting }: RankingYear, scope: Scope): RankingOnRecord | undefined {
  const onRecord = rankingOn(ranking, scope);
  if (onRecord === undefined || isVoidOrder(voting, onRecord)) return undefined;
  const { publishedVersion: _, publishedBy, ...unpublished } = onRecord;
  return publishedBy !== undefined && isVoidOrder(voting, publishedBy) ? unpublished : onRecord;
}

function isVoidOrder(voting: VotingState, order: Pick<RankingOnRecord, 'basis' | 'decision'>): boolean {
  return decisionsBehind(order).some((cited) => isVoid(voting, cited));
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
    withRanking(ranking, scope, ({ decision: _, ...before }) => ({
      ...before,
      version,
      basis: 'SCORES',
      groups,
      agreedAt: Object.fromEntries(sheets.map(({ unitId, agreedAt }) => [unitId, agreedAt])),
      unranked: unranked.map(({ unitId }) => unitId),
    })),
  RankingAgreed: (ranking, { scope, version, basis, decision, groups }) =>
    withRanking(ranking, scope, ({ decision: _, ...before }) => ({
      ...before,
      version,
      basis,
      ...defined({ decision }),
      groups,
    })),
  TieBroken: (ranking, { scope, rank, order }) =>
    withRanking(ranking, scope, (before) => ({ ...before, groups: untied(before.groups, { rank, order }) })),
  UnitClassified: (ranking, { scope, classes }) => ({
    ...ranking,
    classes: {
      ...ranking.classes,
      ...Object.fromEntries(
        classes.map(({ unitId, subjectId }): [string, ClassOnRecord] => {
          const of = { unitId, ...defined({ subjectId }) };
          return [classKey(scope, of), { ...of, scope, published: false }];
        }),
      ),
    },
  }),
  ResultPublished: (ranking, { scope, version }) =>
    withRanking(ranking, scope, ({ basis, decision, ...before }) => {
      const publishedBy = { basis, ...defined({ decision }) };
      return { ...before, ...publishedBy, publishedVersion: version, publishedBy };
    }),
};

function withRanking(
  ranking: RankingState,
  scope: Scope,
  change: (before: RankingOnRecord) => RankingOnRecord,
): RankingState {
  const after = change(rankingOn(ranking, scope) ?? NOTHING_RANKED);
  return { ...ranking, byScope: { ...ranking.byScope, [scopeKey(scope)]: after } };
}

/** Before the first ranking of a scope. */
const NOTHING_RANKED: RankingOnRecord = { version: 0, basis: 'SCORES', groups: [], agreedAt: {}, unranked: [] };

/** Units on the first rank of the whole bloc (đơn vị dẫn đầu). */
export function leadingUnits(year: RankingYear): readonly string[] {
  return standingRanking(year, {})?.groups.find(({ rank }) => rank === 1)?.units ?? [];
}
