import type { Event } from '../../kernel/event.js';
import type { FractionText } from '../../kernel/fraction.js';
import type { Points } from '../../kernel/points.js';
import type { Scope } from '../../kernel/scope.js';
import type { PeoplesKey, TieKey } from '../../rulebooks/rulebook.js';
import type { InYear } from '../frame/frame.events.js';
import type { Total } from '../scoring/scoring.events.js';

/** One place: the units on it, and whether their order among themselves is known. Ranks count units: 1, 2, 2, 4. */
export type RankGroup = Readonly<{
  rank: number;
  units: readonly string[];
  orderKnown: boolean;
  /** The key that set this group behind the one before it on an equal total; absent when the totals differ. */
  decidedBy?: TieKey;
}>;

/** How one line came to its points, step by step, so that an inspector computes it again. */
export type LineDerivation = Readonly<{
  criterionId: string;
  /** Exact points of the raw input by the line's rule. */
  exact: string;
  /** After the cap of the line. */
  capped: string;
  /** After rounding, where the rulebook rounds lines. */
  rounded: string;
  /** Of a curve relative to the leader, above the target: the largest share of target among the units compared. */
  leader?: string;
}>;

/** How one sheet came to its total. */
export type SheetDerivation = Readonly<{
  unitId: string;
  lines: readonly LineDerivation[];
  /** SUM, GROUP_CAP, RESCALE, SCALE_CAP and ROUND with the exact value after each, in order. */
  steps: readonly Readonly<{
    step: 'SUM' | 'GROUP_CAP' | 'RESCALE' | 'SCALE_CAP' | 'ROUND';
    value: string;
    criterionId?: string;
  }>[];
  total: Total;
  /** The values the tie keys were read at, by the key's place in the rulebook; more is better; `0` where people decide. */
  tieValues: readonly string[];
  /** Revision, in this stream, of the agreed score or correction that it is computed from. */
  agreedAt: number;
}>;

/**
 * Units to which these criteria were not assigned, in an order of their own: they are compared with their like alone
 * (không giao chỉ tiêu), and none of them leads the bloc.
 */
export type RankedApart = Readonly<{ withoutCriteria: readonly string[]; groups: readonly RankGroup[] }>;

export type Unranked = Readonly<{ unitId: string; ground: string; reason: string }>;

/** The order by agreed scores (xếp hạng), version 1 and on; with every step. A total preorder consistent with the points. */
export type RankingComputed = Event<
  'RankingComputed',
  InYear & {
    version: number;
    scope: Scope;
    rulebook: Readonly<{ rulebookId: string; version: number }>;
    groups: readonly RankGroup[];
    /** Orders beside the main one, where a rulebook ranks units without a criterion apart. */
    apart?: readonly RankedApart[];
    sheets: readonly SheetDerivation[];
    /** Units excluded from the ranking, scored all the same. */
    unranked: readonly Unranked[];
    /** Members not scored, with the reason. */
    exempt: readonly Readonly<{ unitId: string; reason: string }>[];
    womenShares?: readonly WomenShare[];
  }
>;
export type WomenShare = Readonly<{ unitId: string; share: FractionText }>;

/** An order agreed without scores (H3), where scoring is skipped. It may be partial: first and second known, the rest not. */
export type RankingAgreed = Event<
  'RankingAgreed',
  InYear & {
    version: number;
    scope: Scope;
    basis: 'ASSENT' | 'BALLOT';
    decision?: string;
    groups: readonly RankGroup[];
    partial: boolean;
  }
>;
/** Units on one rank were put in order by a vote of the members or by the head, as far as the rulebook lists it. */
export type TieBroken = Event<
  'TieBroken',
  InYear & {
    version: number;
    scope: Scope;
    rank: number;
    order: readonly string[];
    key: PeoplesKey;
    reason: string;
    ballotId?: string;
  }
>;
/** A class beside or instead of a rank (H9). */
export type UnitClassified = Event<
  'UnitClassified',
  InYear & { unitId: string; classification: string; basis: string; reason?: string }
>;
/** The ranks shown to the public; the rest stays inside. What is published is final (R36). */
export type ResultPublished = Event<
  'ResultPublished',
  InYear & { version: number; scope: Scope; ranks: readonly number[]; pointsShown: boolean }
>;

/** A unit's place as it stands, with its points where there are any. */
export type Placed = Readonly<{ unitId: string; rank: number; points?: Points }>;

export type RankingEvent = RankingComputed | RankingAgreed | TieBroken | UnitClassified | ResultPublished;
