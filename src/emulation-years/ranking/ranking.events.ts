import type { Event } from '../../kernel/event.js';
import type { Scope } from '../../kernel/scope.js';
import type { RulebookReference } from '../../rulebooks/rulebook.values.js';
import type { InYear } from '../frame/frame.values.js';
import type { PublishedPart } from './publication.values.js';
import type {
  AgreedBy,
  ClassBasis,
  ClassGiven,
  Departed,
  Exempt,
  RankedApart,
  RankGroup,
  SheetDerivation,
  TieBreak,
  Unranked,
  WomenShare,
} from './ranking.values.js';

/** The order by agreed scores (xếp hạng), version 1 and on; with every step. A total preorder consistent with the points. */
export type RankingComputed = Event<
  'RankingComputed',
  InYear & {
    version: number;
    scope: Scope;
    rulebook: RulebookReference;
    groups: readonly RankGroup[];
    /** Orders beside the main one, where a rulebook ranks subjects without a criterion apart. */
    apart?: readonly RankedApart[];
    sheets: readonly SheetDerivation[];
    /** Excluded from the ranking, scored all the same. */
    unranked: readonly Unranked[];
    /** Members not scored, with the reason. */
    exempt: readonly Exempt[];
    /** Members that left without an agreed sheet; absent where there are none. */
    departed?: readonly Departed[];
    /** Ties broken before that still stand, applied in `groups`, and those that fell away with the tie (D42); absent where there are none. */
    ties?: readonly TieBreak[];
    lapsed?: readonly TieBreak[];
    womenShares?: readonly WomenShare[];
  }
>;

/**
 * An order agreed without scores (H3), where scoring is skipped. It may be partial: first and second known, the rest not. `decision`
 * is the ballot or the assent that it rests on, `sessionId` the meeting at which it was agreed; a source may not know them.
 */
export type RankingAgreed = Event<
  'RankingAgreed',
  InYear & {
    version: number;
    scope: Scope;
    basis: AgreedBy;
    decision?: string;
    sessionId?: string;
    groups: readonly RankGroup[];
    partial: boolean;
  }
>;
/** What stood on one rank was put in order by a vote of the members or by the head, as far as the rulebook lists it. */
export type TieBroken = Event<'TieBroken', InYear & { version: number; scope: Scope } & TieBreak>;
/** Classes beside or instead of ranks (H9), of one or several units, each once. */
export type UnitClassified = Event<
  'UnitClassified',
  InYear & ClassBasis & { scope: Scope; classes: readonly ClassGiven[] }
>;
/** What was shown to the public: places, classes, proposals, outcomes of votes, each named; the rest stays inside. Places are final (R36). */
export type ResultPublished = Event<'ResultPublished', InYear & { parts: readonly PublishedPart[] }>;

export type RankingEvent = RankingComputed | RankingAgreed | TieBroken | UnitClassified | ResultPublished;
