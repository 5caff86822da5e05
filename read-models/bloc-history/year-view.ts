import { presiding } from '../../src/emulation-years/frame/frame.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Points } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { Place } from '../ranking/ranking.js';
import type { Recording } from '../recording.js';
import type { Audience } from '../year-audience.js';
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
  'pledgeDraft',
  'registrations',
  'reopenings',
  'crossInspections',
  'scoresAgreed',
  'scoreReports',
  'exempt',
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

type Internal = 'from' | 'rankings' | 'steps' | 'visibility';

/** What the public view leaves out: working papers, the open steps, and what is not shown as it is kept. */
const WITHHELD: ReadonlySet<string> = new Set([...WORKING_PAPERS, 'from', 'rankings', 'steps', 'visibility']);

/** All of a year, for users who may see the working papers. */
export type InsideView = Omit<BlocYear, Internal> & Derived & Readonly<{ steps: StepsOfYear }>;

/** A year for everybody: no points, ballots and proposals but what is published. */
export type PublicView = Omit<BlocYear, Internal | (typeof WORKING_PAPERS)[number]> & Derived;

export type YearView = PublicView & Partial<InsideView>;

/** The year with the points of those units alone whose cards may be seen. */
export function insideView(row: BlocYear, { seesCard }: Pick<Audience, 'seesCard'>): YearView {
  const { from: _, steps: __, visibility: ___, rankings, ...year } = row;
  const seen = rankings.map((ranking) => wholeRanking(ranking, seesCard));
  return { ...year, ...derived(row, year, seen), steps: stepsOf(row) };
}

/**
 * The published year: of the ranking the published ranks, with points where they were published with them; neither
 * scores nor ballots, nominations or proposals. Elections, awards, pledge and figures are official acts.
 */
export function publicView(row: BlocYear): YearView {
  const entries = Object.entries(row).filter(([field]) => !WITHHELD.has(field));
  const year = Object.fromEntries(entries) as Omit<PublicView, keyof Derived>;
  return { ...year, ...derived(row, year, row.rankings.flatMap(publishedRanking)) };
}

function derived({ leadership, opened }: BlocYear, year: object, rankings: readonly RankingOfYearView[]): Derived {
  const head = presiding(defined({ leadership: leadership?.value, actingHead: opened?.value.actingHead }));
  return {
    rankings,
    complete: [...(Object.values(year) as readonly unknown[]), rankings].every(
      (value) => !Array.isArray(value) || value.length < MOST_ENTRIES,
    ),
    ...defined({ presiding: head }),
  };
}

function wholeRanking(ranking: RankingOfYear, seesCard: Audience['seesCard']): RankingOfYearView {
  const { version, scope, ranked, tiesBroken, published } = ranking;
  const { basis, partial, points, unranked } = ranked.value;
  return {
    version,
    scope,
    basis,
    partial,
    points: Object.fromEntries(Object.entries(points).filter(([unitId]) => seesCard(unitId, scope))),
    unranked,
    tiesBroken,
    places: placesOf(ranking),
    recording: ranked.recording,
    ...defined({ published }),
  };
}

/** Nothing of a ranking is shown before something of it is published. */
function publishedRanking({ version, scope, published, shown }: RankingOfYear): readonly RankingOfYearView[] {
  return published === undefined || shown === undefined ? [] : [{ version, scope, ...shown, published }];
}
