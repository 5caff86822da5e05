import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import { laterOf, type PartialDate } from '../../kernel/partial-date.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { TieKey } from '../../rulebooks/rulebook.values.js';
import { areSame, subjectKey } from '../scoring/subject.values.js';
import { isVoid, type VotingState, type VotingYear } from '../voting/voting.fold.js';
import type { RankingComputed, RankingEvent } from './ranking.events.js';
import type { PublishedPart, PublishedPlaces } from './publication.values.js';
import {
  classKey,
  decisionsBehind,
  listKey,
  withTieBroken,
  type Classified,
  type RankedApart,
  type RankGroup,
  type RankingBasis,
  type TieBreak,
} from './ranking.values.js';

/** A ranking as it stands: its groups in order, and what of it is public. */
export type RankingOnRecord = Readonly<{
  scope: Scope;
  version: number;
  basis: RankingBasis;
  /** The day of this version, or the latest on which a tie of it was broken; absent before the first. */
  latest?: PartialDate;
  /** What an agreed one rests on, as `basis` says. */
  decision?: string;
  groups: readonly RankGroup[];
  /** Orders beside the main one, of subjects ranked apart. */
  apart?: readonly RankedApart[];
  /** Ties of it that people broke, as they are applied in `groups`. */
  ties: readonly BrokenTie[];
  /** By `subjectKey`, the revision of the agreed score it was computed from: whether scores were corrected since. */
  agreedAt: Readonly<Record<string, number>>;
  /** What it was computed with beside the scores, and how each sheet came to its total. */
  computation?: Pick<RankingComputed['data'], 'occurredOn' | 'womenShares' | 'sheets'>;
  /** What was kept out when it was computed, by `subjectKey`. */
  unranked: readonly string[];
  /** The version that was published, of which nothing can change any more (R36), and the ranks that were, by list. */
  publishedVersion?: number;
  /** What that version rests on. */
  publishedBy?: Pick<RankingOnRecord, 'basis' | 'decision'>;
  publishedRanks?: Readonly<Record<string, PublicRanks>>;
}>;

/** A tie that people broke, and on which day. */
export type BrokenTie = TieBreak & Readonly<{ brokenOn?: PartialDate }>;

/** The ranks of a list that are public, and those whose points are. */
export type PublicRanks = Readonly<{ ranks: readonly number[]; withPoints: readonly number[] }>;

/** A class as it stands, the decision that it cites, and whether it is public as it is. */
export type ClassOnRecord = Classified &
  Readonly<{ scope: Scope; decision?: string; givenOn?: PartialDate; published: boolean }>;

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

/** The class as decisions go by it: none where it rests on a void decision, so that it can be given anew (D41). */
export function standingClass(
  { ranking, voting }: RankingYear,
  scope: Scope,
  of: Classified,
): ClassOnRecord | undefined {
  const onRecord = classOn(ranking, scope, of);
  return onRecord !== undefined && decisionsBehind(onRecord).some((cited) => isVoid(voting, cited))
    ? undefined
    : onRecord;
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

/** The rankings of all scopes that stand. */
export function standingOrders(year: RankingYear): readonly RankingOnRecord[] {
  const { byScope } = year.ranking;
  return Object.values(byScope).filter((onRecord) => !isVoidOrder(year.voting, onRecord));
}

/** Those of them that make SCORING done (D30): of the whole, and of each track and group that the rulebook ranks apart. */
export function ordersOfYear(year: RankingYear): readonly RankingOnRecord[] {
  const keys = [scopeKey({}), ...year.steps.rankedApart];
  return standingOrders(year).filter(({ scope }) => keys.includes(scopeKey(scope)));
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

/** Whether all that the part would show is public already, of this very version. */
export function isPublic(year: RankingYear, { scope, version, ranks, pointsShown, ...list }: PublishedPlaces): boolean {
  const onRecord = standingRanking(year, scope);
  if (onRecord?.publishedVersion !== version) return false;
  const known = onRecord.publishedRanks?.[listKey(list)] ?? NO_RANKS;
  return ranks.every((rank) => (pointsShown ? known.withPoints : known.ranks).includes(rank));
}

/** What has a class in that scope. */
export function classesIn({ classes }: RankingState, scope: Scope): readonly Classified[] {
  const key = scopeKey(scope);
  return Object.values(classes)
    .filter((one) => scopeKey(one.scope) === key)
    .map(({ unitId, subjectId }) => ({ unitId, ...defined({ subjectId }) }));
}

/** The parts of a year that a decision about its order reads. */
export type RankingYear = VotingYear & Readonly<{ ranking: RankingState }>;

/** What a publication reads besides: the proposals, which a later part keeps. */
export type PublishingYear = RankingYear &
  Readonly<{ conferral: Readonly<{ proposals: Readonly<Record<string, ProposalToPublish>> }> }>;

type ProposalToPublish = Readonly<{ withdrawn: boolean; proposedOn: PartialDate }>;

export const rankingFolds: Folds<RankingState, RankingEvent> = {
  RankingComputed: (ranking, data) => withRanking(ranking, data.scope, (before) => computedAnew(before, data)),
  RankingAgreed: (ranking, { occurredOn, scope, version, basis, decision, groups }) =>
    withRanking(ranking, scope, ({ decision: _, computation: __, ...before }) => ({
      ...before,
      version,
      basis,
      latest: occurredOn,
      ...defined({ decision }),
      groups,
      ties: [],
    })),
  TieBroken: (ranking, { occurredOn, scope, withoutCriteria, rank, order, key, reason, ballotId }) => {
    const tie = { rank, order, ...defined({ withoutCriteria, key, reason, ballotId }) };
    return withRanking(ranking, scope, (before) => ({
      ...before,
      ...withTieBroken<TieKey>(before, tie, key && { key }),
      latest: laterOf(before.latest, occurredOn),
      ties: [...before.ties, { ...tie, brokenOn: occurredOn }],
    }));
  },
  UnitClassified: (ranking, { occurredOn, scope, classes, decision }) => ({
    ...ranking,
    classes: {
      ...ranking.classes,
      ...Object.fromEntries(
        classes.map(({ unitId, subjectId }): [string, ClassOnRecord] => {
          const of = { unitId, ...defined({ subjectId }) };
          return [
            classKey(scope, of),
            { ...of, scope, givenOn: occurredOn, published: false, ...defined({ decision }) },
          ];
        }),
      ),
    },
  }),
  ResultPublished: (ranking, { parts }) => parts.reduce(withPublished, ranking),
};

/** Of a tie that a ranking computed again keeps: when it was broken. */
function brokenOn(tie: TieBreak, known: readonly BrokenTie[]): PartialDate | undefined {
  return known.find((one) => listKey(one) === listKey(tie) && areSame(one.order, tie.order))?.brokenOn;
}

function computedAnew(
  { decision: _, ...before }: RankingOnRecord,
  { version, occurredOn, groups, apart = [], ties = [], sheets, womenShares, unranked }: RankingComputed['data'],
): RankingOnRecord {
  return {
    ...before,
    version,
    basis: 'SCORES',
    latest: occurredOn,
    groups,
    apart,
    ties: ties.map((tie) => ({ ...tie, ...defined({ brokenOn: brokenOn(tie, before.ties) }) })),
    agreedAt: Object.fromEntries(sheets.map((sheet) => [subjectKey(sheet), sheet.agreedAt])),
    computation: { occurredOn, sheets, ...defined({ womenShares }) },
    unranked: unranked.map(subjectKey),
  };
}

function withPublished(ranking: RankingState, part: PublishedPart): RankingState {
  if (part.part === 'CLASSES') {
    const shown = part.of.map((of): [string, ClassOnRecord] => [
      classKey(part.scope, of),
      { ...classOn(ranking, part.scope, of), ...of, scope: part.scope, published: true },
    ]);
    return { ...ranking, classes: { ...ranking.classes, ...Object.fromEntries(shown) } };
  }
  if (part.part !== 'RANKING') return ranking;
  const { scope, version, ranks, pointsShown } = part;
  return withRanking(ranking, scope, (before) => {
    const known = before.publishedVersion === version ? before.publishedRanks : undefined;
    const ofList = known?.[listKey(part)] ?? NO_RANKS;
    const withMore = {
      ranks: [...ofList.ranks, ...ranks],
      withPoints: pointsShown ? [...ofList.withPoints, ...ranks] : ofList.withPoints,
    };
    const { basis, decision } = before;
    const publishedBy = { basis, ...defined({ decision }) };
    const publishedRanks = { ...known, [listKey(part)]: withMore };
    return { ...before, publishedVersion: version, publishedBy, publishedRanks };
  });
}

const NO_RANKS: PublicRanks = { ranks: [], withPoints: [] };

function withRanking(
  ranking: RankingState,
  scope: Scope,
  change: (before: RankingOnRecord) => RankingOnRecord,
): RankingState {
  const after = change(rankingOn(ranking, scope) ?? { ...NOTHING_RANKED, scope });
  return { ...ranking, byScope: { ...ranking.byScope, [scopeKey(scope)]: after } };
}

/** Before the first ranking of a scope. */
const NOTHING_RANKED = { version: 0, basis: 'SCORES', groups: [], ties: [], agreedAt: {}, unranked: [] } as const;

/** Units on the first rank of that scope (đơn vị dẫn đầu). */
export function leadingUnits(year: RankingYear, scope: Scope = {}): readonly string[] {
  const first = standingRanking(year, scope)?.groups.find(({ rank }) => rank === 1);
  return first?.subjects.map(({ unitId }) => unitId) ?? [];
}
