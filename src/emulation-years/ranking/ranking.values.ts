import type { FractionText } from '../../kernel/fraction.js';
import type { LocalDate } from '../../kernel/instant.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { PeoplesKey, TieKey } from '../../rulebooks/rulebook.values.js';
import type { Citing } from '../frame/cited-decision.values.js';
import type { Subject } from '../scoring/subject.values.js';
import type { Total, TotalDerivation } from '../scoring/scoring.values.js';

/**
 * One place: what stands on it, and whether the order among these is known. Ranks count subjects: 1, 2, 2, 4. `printed` is the place in the
 * words of a source ("nhất, nhất, nhì, nhì"), which count otherwise (D45).
 */
export type RankGroup<Key = TieKey> = Readonly<{
  rank: number;
  subjects: readonly Subject[];
  orderKnown: boolean;
  printed?: string;
  /** The key that set this group behind the one before it on an equal total; absent when the totals differ. */
  decidedBy?: Key;
}>;

/** What an order rests on where nothing was scored (H3). SELF_SCORE is for claims: a source ranks by what the units gave themselves. */
export const AGREED_BY = ['ASSENT', 'BALLOT', 'SELF_SCORE'] as const;
export type AgreedBy = (typeof AGREED_BY)[number];

export const RANKING_BASES = ['SCORES', ...AGREED_BY] as const;
export type RankingBasis = (typeof RANKING_BASES)[number];

/** The decisions that an order or a class rests on, as it cites them: a class, and an order by self-scores, may cite a ballot or an assent. */
export function decisionsBehind({ basis, decision }: Agreed): readonly Citing[] {
  if (decision === undefined) return [];
  const byBallot = basis === 'ASSENT' ? [] : [{ kind: 'BALLOT', ballotId: decision }];
  return basis === 'BALLOT' ? byBallot : [...byBallot, { kind: 'ASSENT', assentId: decision }];
}

type Agreed = Readonly<{ basis?: RankingBasis; decision?: string }>;

/** Which list of a ranking: without criteria the main order, with them that of the units ranked apart for lacking these. */
export type InList = Readonly<{ withoutCriteria?: readonly string[] }>;

/** One text for a list of a ranking; the main order is the empty text. */
export function listKey({ withoutCriteria = [] }: InList): string {
  return [...withoutCriteria].sort().join(' ');
}

/** Subjects on one rank of a list, put in order by people: by a vote of the members or by the head, where a source says which and why. */
export type TieBreak = InList &
  Readonly<{
    rank: number;
    order: readonly Subject[];
    key?: PeoplesKey;
    reason?: string;
    ballotId?: string;
  }>;

/** What is given a class: a unit, or of it a subject that it registered. */
export type Classified = Readonly<{ unitId: string; subjectId?: string }>;

/** Its class as the rulebook or a source words it, and why people chose it, where they did. */
export type ClassGiven = Classified & Readonly<{ classification: string; reason?: string }>;

/** On what classes rest: in words, or the ballot or assent of the year that gave them; a source may tell neither. */
export type ClassBasis = Readonly<{ basis?: string; decision?: string }>;

/** A class (xếp loại) beside or instead of a rank (H9). */
export type Classification = ClassGiven & ClassBasis & Readonly<{ scope: Scope }>;

/** One text for what has a class in a scope. */
export function classKey(scope: Scope, { unitId, subjectId = '' }: Classified): string {
  return `${scopeKey(scope)} ${unitId} ${subjectId}`;
}

/** How the sheet of one subject came to its total and its place. */
export type SheetDerivation = TotalDerivation &
  Subject &
  Readonly<{
    /** The values the tie keys were read at, by the key's place in the rulebook; more is better; `0` where people decide. */
    tieValues: readonly string[];
    /** Revision, in this stream, of the agreed score or correction that it is computed from; of several the last. */
    agreedAt: number;
    /** Of a sheet that was rolled up: what it came from (D23). */
    parts?: readonly SheetPart[];
  }>;

/** A part of a sheet that was rolled up: the sheet of a subject or of a part of the period, or one that was rolled up itself. */
export type SheetPart = Readonly<{ scope: Scope; total: Total; agreedAt: number; parts?: readonly SheetPart[] }>;

/**
 * Units to which these criteria were not assigned, in an order of their own: they are compared with their like alone
 * (không giao chỉ tiêu), and none of them leads the bloc.
 */
export type RankedApart<Key = TieKey> = Readonly<{
  withoutCriteria: readonly string[];
  groups: readonly RankGroup<Key>[];
}>;

/** A subject that is scored but kept out of the ranking. */
export type Unranked = Subject & Readonly<{ ground: string; reason?: string }>;

/** A member that is not scored, or a subject of it, with the reason where it is known. */
export type Exempt = Subject & Readonly<{ reason?: string }>;

/** A member that left the bloc without an agreed sheet, so that it is not in the order (D22), and its last day. */
export type Departed = Readonly<{ unitId: string; until: LocalDate }>;

/** The share of women among the people of a subject, as the caller states it. */
export type WomenShare = Subject & Readonly<{ share: FractionText }>;

/** The places of a ranking: the main order, and the lists apart. */
export type Lists<Key = TieKey> = Readonly<{ groups: readonly RankGroup<Key>[]; apart?: readonly RankedApart<Key>[] }>;

/** The places of that list, where the ranking has it. */
export function placesIn<Key>({ groups, apart = [] }: Lists<Key>, list: InList): readonly RankGroup<Key>[] | undefined {
  const key = listKey(list);
  return key === '' ? groups : apart.find((one) => listKey(one) === key)?.groups;
}

/** The places with those of a tie in the order that people gave them, in the list that it was in. */
export function withTieBroken<Key>({ groups, apart }: Lists<Key>, tie: Order & InList, key?: Key): Lists<Key> {
  const list = listKey(tie);
  if (list === '') return { groups: untied(groups, tie, key), ...(apart && { apart }) };
  const others = apart?.map((one) => (listKey(one) === list ? { ...one, groups: untied(one.groups, tie, key) } : one));
  return { groups, ...(others && { apart: others }) };
}

type Order = Readonly<{ rank: number; order: readonly Subject[] }>;

/**
 * The groups with the subjects of that rank each on a rank of its own, in the order given. The first keeps what set its group behind the one
 * before it; the others stand where they do by the key that broke the tie, as far as that is known.
 */
export function untied<Key>(
  groups: readonly RankGroup<Key>[],
  { rank, order }: Order,
  key?: Key,
): readonly RankGroup<Key>[] {
  return groups.flatMap((group) => {
    if (group.rank !== rank) return [group];
    return order.map((subject, nth): RankGroup<Key> => {
      const place = { rank: rank + nth, subjects: [subject], orderKnown: true };
      const decidedBy = nth === 0 ? group.decidedBy : key;
      return decidedBy === undefined ? place : { ...place, decidedBy };
    });
  });
}
