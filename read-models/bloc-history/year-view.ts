import { presiding } from '../../src/emulation-years/frame/frame.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Points } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { Place } from '../ranking/ranking.js';
import type { Recording } from '../recording.js';
import { type BlocYear, MOST_ENTRIES } from './bloc-history.js';
import { placesOf, type Ranking, type RankingOfYear } from './results-of-year.js';
import { stepsOf, type StepsOfYear } from './steps-of-year.js';

/** A ranking as a reader sees it: places with broken ties applied; whether and how it is published. */
export type RankingOfYearView = Readonly<{
  version: number;
  scope: Scope;
  basis: Ranking['basis'];
  partial: boolean;
  places: readonly Place[];
  /** By unit; absent where the reader may not see points, or there are none. */
  points?: Readonly<Record<string, Points>>;
  unranked?: Ranking['unranked'];
  recording: Recording;
  tiesBroken: RankingOfYear['tiesBroken'];
  published?: NonNullable<RankingOfYear['published']>;
}>;

type Derived = Readonly<{
  rankings: readonly RankingOfYearView[];
  /** Who presides: the head of the year, or else who acted as head when it was opened (D17). */
  presiding?: string;
  /** Whether every list shows all there is; lists hold at most {@link MOST_ENTRIES}. */
  complete: boolean;
}>;

/** Working papers of the bloc: the public view leaves them out. */
const WORKING_PAPERS = [
  'scoresAgreed',
  'scoreReports',
  'exclusions',
  'classifications',
  'corrections',
  'ballots',
  'assents',
  'agreedLists',
  'nominations',
  'proposals',
  'warnings',
] as const;

/** The public view leaves out the open steps too. */
const WITHHELD: ReadonlySet<string> = new Set([...WORKING_PAPERS, 'steps']);

type Internal = 'from' | 'rankings' | 'steps';

/** All of a year, for users who may see the working papers. */
export type InsideView = Omit<BlocYear, Internal> & Derived & Readonly<{ steps: StepsOfYear }>;

/** A year for everybody: no points, ballots and proposals but what is published. */
export type PublicView = Omit<BlocYear, Internal | (typeof WORKING_PAPERS)[number]> & Derived;

export type YearView = PublicView & Partial<InsideView>;

export function insideView(row: BlocYear): YearView {
  const { from: _, steps: __, rankings, ...year } = row;
  return { ...year, ...derived(row, rankings.map(wholeRanking)), steps: stepsOf(row) };
}

/**
 * The published year: of the ranking the published ranks, with points where they were published with them; neither
 * scores nor ballots, nominations or proposals. Elections, awards, pledge and figures are official acts.
 */
export function publicView(row: BlocYear): YearView {
  const shown = Object.entries(insideView(row)).filter(([field]) => !WITHHELD.has(field));
  return { ...(Object.fromEntries(shown) as PublicView), ...derived(row, row.rankings.flatMap(publishedRanking)) };
}

function derived(row: BlocYear, rankings: readonly RankingOfYearView[]): Derived {
  const { leadership, opened } = row;
  const head = presiding(defined({ leadership: leadership?.value, actingHead: opened?.value.actingHead }));
  return {
    rankings,
    complete: Object.values(row).every((value) => !Array.isArray(value) || value.length < MOST_ENTRIES),
    ...defined({ presiding: head }),
  };
}

function wholeRanking(ranking: RankingOfYear): RankingOfYearView {
  const { version, scope, ranked, tiesBroken, published } = ranking;
  const { basis, partial, points, unranked } = ranked.value;
  return {
    version,
    scope,
    basis,
    partial,
    points,
    unranked,
    tiesBroken,
    places: placesOf(ranking),
    recording: ranked.recording,
    ...defined({ published }),
  };
}

/** Nothing of a ranking is shown before something of it is published. */
function publishedRanking(ranking: RankingOfYear): readonly RankingOfYearView[] {
  if (ranking.published === undefined) return [];
  const { ranks, pointsShown } = ranking.published.value;
  const { unranked: _, points: all = {}, places: every, ...view } = wholeRanking(ranking);
  const places = every.filter(({ rank }) => ranks.includes(rank));
  const units = places.flatMap((place) => place.units);
  const points = Object.fromEntries(Object.entries(all).filter(([unitId]) => units.includes(unitId)));
  const partial = view.partial || places.length < every.length;
  return [
    { ...view, partial, places, tiesBroken: publicTies(view.tiesBroken, ranks), ...(pointsShown ? { points } : {}) },
  ];
}

function publicTies(ties: RankingOfYear['tiesBroken'], ranks: readonly number[]): RankingOfYear['tiesBroken'] {
  return ties.filter(({ value }) => value.order.every((_, place) => ranks.includes(value.rank + place)));
}
