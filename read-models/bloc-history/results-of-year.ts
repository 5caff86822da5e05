import {
  untied,
  type RankingBasis,
  type TieBreak,
  type Unranked,
} from '../../src/emulation-years/ranking/ranking.values.js';
import type { OfGround } from '../../src/emulation-years/scoring/scoring.values.js';
import { subjectKey } from '../../src/emulation-years/scoring/subject.values.js';
import type { Points } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { Exclusion } from '../../src/rulebooks/rulebook.values.js';
import type { Place } from '../ranking/ranking.js';
import type { Recording, Current, Sourced } from '../recording.js';

/** How many score sheets are agreed, of which units, and the latest agreement. */
export type ScoresAgreed = Readonly<{ sheets: readonly string[]; latest: Recording }>;

export type ScoreReport = Readonly<{ version: number; title: string }>;

/** A ground that bars a unit from the ranking or from awards, until it is lifted. */
export type ExclusionOfYear = OfGround &
  Readonly<{
    excluded: Current<Readonly<{ excludedFrom: Exclusion; reason?: string }>>;
    lifted?: Sourced<Readonly<{ reason?: string }>>;
  }>;

/** A ranking version of a scope; the whole bloc where the scope is empty. */
export type RankingOfYear = Readonly<{
  version: number;
  scope: Scope;
  ranked: Current<Ranking>;
  tiesBroken: readonly Sourced<Omit<TieBreak, 'ballotId'>>[];
  published?: Current<Published>;
  /** What that publication shows: as it was then, whatever was said of the order since. */
  shown?: ShownRanking;
}>;

/** The ranks that are public, and those whose points are; one publication may complete another of the same version. */
export type Published = Readonly<{ ranks: readonly number[]; withPoints: readonly number[] }>;

/** The part of a ranking that is public: the published ranks, with points where those were published too. */
export type ShownRanking = Pick<Ranking, 'basis' | 'partial' | 'places'> &
  Readonly<{
    points?: Ranking['points'];
    recording: Recording;
    tiesBroken: RankingOfYear['tiesBroken'];
  }>;

export type Ranking = Readonly<{
  basis: RankingBasis;
  /** What an agreed one rests on. */
  decision?: string;
  places: readonly Place[];
  /** Whether only some places are known. */
  partial: boolean;
  /** By `subjectKey`; empty where the order was agreed without scores. */
  points: Readonly<Record<string, Points>>;
  unranked: readonly Unranked[];
}>;

/** The places with the ties that were broken: what was tied has each a rank of its own. */
export function placesOf({ ranked, tiesBroken }: RankingOfYear): readonly Place[] {
  return tiesBroken.reduce<readonly Place[]>(
    (places, { value }) => untied(places, value, value.key && { key: value.key }),
    ranked.value.places,
  );
}

/** What a publication of these ranks shows of the ranking as it is now. */
export function shownIn(ranking: RankingOfYear, { ranks, withPoints }: Published): ShownRanking {
  const { value, recording } = ranking.ranked;
  const every = placesOf(ranking);
  const places = every.filter(({ rank }) => ranks.includes(rank));
  const shown = places
    .filter(({ rank }) => withPoints.includes(rank))
    .flatMap((place) => place.subjects.map(subjectKey));
  const points = Object.fromEntries(Object.entries(value.points).filter(([key]) => shown.includes(key)));
  const isShown = ({ value: tie }: RankingOfYear['tiesBroken'][number]): boolean =>
    tie.order.every((_, place) => ranks.includes(tie.rank + place));
  return {
    basis: value.basis,
    partial: value.partial || places.length < every.length,
    places,
    recording,
    tiesBroken: ranking.tiesBroken.filter(isShown),
    ...(withPoints.length > 0 ? { points } : {}),
  };
}
