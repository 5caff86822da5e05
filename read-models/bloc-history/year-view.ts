import { presiding } from '../../src/emulation-years/frame/frame.values.js';
import { decisionsBehind } from '../../src/emulation-years/ranking/ranking.values.js';
import { unitOf } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Points } from '../../src/kernel/points.js';
import { type Scope, scopeKey } from '../../src/kernel/scope.js';
import type { OwnAward } from '../proposals/proposals.js';
import type { ProposalView } from '../proposals/proposals.dto.js';
import { proposalsViewFor } from '../proposals/proposals-view.js';
import type { Place, PublicClass } from '../ranking/ranking.js';
import { MOST_ENTRIES, type Recording, type Sourced } from '../recording.js';
import type { Audience } from '../year-audience.js';
import type { BlocYear } from './bloc-history.js';
import { isVoid } from './decisions-of-year.js';
import { placesOf, type Ranking, type RankingOfYear } from './results-of-year.js';
import { stepsOf, type StepsOfYear } from './steps-of-year.js';

/** A ranking as a reader sees it: places with broken ties applied; whether and how it is published. */
export type RankingOfYearView = Readonly<{
  version: number;
  scope: Scope;
  basis: Ranking['basis'];
  partial: boolean;
  places: readonly Place[];
  /** By unit, and of what it registered by `unit|subject`; absent where the reader may not see points, or there are none. */
  points?: Readonly<Record<string, Points>>;
  unranked?: Ranking['unranked'];
  recording: Recording;
  tiesBroken: RankingOfYear['tiesBroken'];
  published?: NonNullable<RankingOfYear['published']>;
  /** The version of the scope that counts in its place. */
  supersededBy?: number;
}> &
  MarkedVoid;

/** Whether the decision that it rests on is void (D41). */
type MarkedVoid = Readonly<{ void?: true }>;

/** Who was chosen, and whether the decision that chose it is void (D41): then it takes over nothing. */
export type ChoiceView = BlocYear['choices'][number] & MarkedVoid;

type Derived = Readonly<{
  rankings: readonly RankingOfYearView[];
  choices: readonly ChoiceView[];
  awards: readonly OwnAward[];
  /** Who presides: the head of the year, or else who acted as head when it was opened (D17). */
  presiding?: string;
  /** Whether every list shows all there is; lists hold at most {@link MOST_ENTRIES}. */
  complete: boolean;
}>;

/**
 * What each field of a year is about. A field that is new does not compile before it has its line, and is shown to no one
 * without one. DERIVED: not shown as it is kept.
 */
const MATTER_OF_FIELD = {
  blocId: 'OPEN',
  year: 'OPEN',
  status: 'OPEN',
  from: 'DERIVED',
  opened: 'OPEN',
  members: 'OPEN',
  leadership: 'OPEN',
  rulebook: 'OPEN',
  steps: 'DERIVED',
  sessions: 'OPEN',
  pledge: 'OPEN',
  pledgeDraft: 'PAPERS',
  registrations: 'PAPERS',
  reopenings: 'PAPERS',
  crossInspections: 'PAPERS',
  scoresAgreed: 'PAPERS',
  scoreReports: 'PAPERS',
  exempt: 'PAPERS',
  exclusions: 'PAPERS',
  rankings: 'DERIVED',
  classifications: 'PAPERS',
  publishedClasses: 'DERIVED',
  corrections: 'PAPERS',
  ballots: 'PAPERS',
  assents: 'PAPERS',
  agreedLists: 'PAPERS',
  nominations: 'PAPERS',
  choices: 'DERIVED',
  conferral: 'DERIVED',
  summaries: 'OPEN',
  placements: 'OPEN',
  statistics: 'OPEN',
  recommendations: 'OPEN',
  handOvers: 'OPEN',
  skipped: 'OPEN',
  closed: 'OPEN',
  warnings: 'PAPERS',
  visibility: 'DERIVED',
} as const satisfies Readonly<Record<keyof BlocYear, 'OPEN' | 'PAPERS' | 'DERIVED'>>;

type Field<About extends string> = {
  [F in keyof BlocYear]-?: (typeof MATTER_OF_FIELD)[F] extends About ? F : never;
}[keyof BlocYear];

/** What of it is published. */
type Named = Readonly<{
  proposals?: readonly ProposalView[];
  publishedClasses?: readonly Sourced<ClassView>[];
}>;

/** A class that was published, without the decision that it rests on. */
type ClassView = Omit<PublicClass, 'decision'> & MarkedVoid;

/** All of a year, for users who may see the working papers. */
export type InsideView = Pick<BlocYear, Field<'OPEN' | 'PAPERS'>> & Derived & Named & Readonly<{ steps: StepsOfYear }>;

/** A year for everybody: no points, ballots, classes and proposals but what is published. */
export type PublicView = Pick<BlocYear, Field<'OPEN'>> & Derived & Named;

export type YearView = PublicView & Partial<InsideView>;

/** The year with the points of those units alone whose cards may be seen. */
export function insideView(row: BlocYear, { seesCard }: Pick<Audience, 'seesCard'>): YearView {
  const rankings = row.rankings.map((ranking) => ({ ...wholeRanking(ranking, seesCard), ...markedVoid(row, ranking) }));
  const year = { ...about(row, 'OPEN', 'PAPERS'), proposals: proposalsOf(row, 'ALL') };
  const classifications = row.classifications.map((known) => ({
    ...known,
    value: { ...known.value, ...voidClass(row, known) },
  }));
  return { ...year, ...derived(row, year, rankings), ...classesOf(row), classifications, steps: stepsOf(row) };
}

/**
 * The published year: of the ranking the published ranks, with points where they were published with them; classes and proposals that
 * were published; neither scores nor ballots or nominations. Elections, awards, pledge and figures are official acts.
 */
export function publicView(row: BlocYear): YearView {
  const year = about(row, 'OPEN');
  const rankings = row.rankings.flatMap((ranking) =>
    publishedRanking(ranking).map((shown) => ({ ...shown, ...markedVoid(row, ranking) })),
  );
  const proposals = proposalsOf(row, 'NAMED');
  return {
    ...year,
    ...derived(row, year, rankings),
    ...classesOf(row),
    ...(proposals.length === 0 ? {} : { proposals }),
  };
}

function proposalsOf({ conferral }: BlocYear, seen: 'ALL' | 'NAMED'): readonly ProposalView[] {
  return conferral === undefined ? [] : proposalsViewFor({ sees: () => seen }, conferral).proposals;
}

function classesOf(row: BlocYear): Pick<Named, 'publishedClasses'> {
  const classes = row.publishedClasses.map((known) => {
    const { scope, unitId, subjectId, classification } = known.value;
    const value = { scope, unitId, classification, ...defined({ subjectId }), ...voidClass(row, known) };
    return { value, recording: known.recording };
  });
  return classes.length === 0 ? {} : { publishedClasses: classes };
}

function voidClass(row: BlocYear, { value: { decision }, recording }: Sourced<PublicClass>): MarkedVoid {
  return decisionsBehind(defined({ decision })).some((cited) => isVoid(row, cited, recording)) ? { void: true } : {};
}

/** The fields that are about one of these matters, and no other. */
function about<About extends string>(row: BlocYear, ...matters: readonly About[]): Pick<BlocYear, Field<About>> {
  const seen = new Map<string, string>(
    Object.entries(MATTER_OF_FIELD).filter(([, of]) => matters.some((it) => it === of)),
  );
  const fields: unknown = Object.fromEntries(Object.entries(row).filter(([field]) => seen.has(field)));
  return fields as Pick<BlocYear, Field<About>>;
}

function derived(row: BlocYear, year: object, rankings: readonly RankingOfYearView[]): Derived {
  const { leadership, opened } = row;
  const choices = row.choices.map((choice) => choiceIn(row, choice));
  const awards = row.conferral?.awards ?? [];
  const head = presiding(defined({ leadership: leadership?.value, actingHead: opened?.value.actingHead }));
  return {
    rankings: rankings.map((ranking) => ({ ...ranking, ...superseded(ranking, rankings) })),
    choices,
    awards,
    complete: [...(Object.values(year) as readonly unknown[]), rankings, choices, awards].every(
      (value) => !Array.isArray(value) || value.length < MOST_ENTRIES,
    ),
    ...defined({ presiding: head }),
  };
}

/** Of several that this reader sees the latest counts, an act before any claim. */
function superseded(
  { version, scope }: RankingOfYearView,
  seen: readonly RankingOfYearView[],
): Pick<RankingOfYearView, 'supersededBy'> {
  const part = scopeKey(scope);
  const versions = seen.filter((other) => scopeKey(other.scope) === part).sort((a, b) => a.version - b.version);
  const standing = versions.findLast(({ recording }) => recording.mode === 'ACT') ?? versions.at(-1);
  return standing === undefined || standing.version === version ? {} : { supersededBy: standing.version };
}

function markedVoid(row: BlocYear, { ranked }: RankingOfYear): MarkedVoid {
  return decisionsBehind(ranked.value).some((cited) => isVoid(row, cited, ranked.recording)) ? { void: true } : {};
}

function choiceIn(row: BlocYear, choice: BlocYear['choices'][number]): ChoiceView {
  const { basis } = choice.value;
  return basis !== undefined && isVoid(row, basis, choice.recording) ? { ...choice, void: true } : choice;
}

function wholeRanking(ranking: RankingOfYear, seesCard: Audience['seesCard']): RankingOfYearView {
  const { version, scope, ranked, tiesBroken, published } = ranking;
  const { basis, partial, points, unranked } = ranked.value;
  return {
    version,
    scope,
    basis,
    partial,
    points: Object.fromEntries(Object.entries(points).filter(([key]) => seesCard(unitOf(key), scope))),
    unranked,
    tiesBroken,
    places: placesOf(ranking),
    recording: ranked.recording,
    ...defined({ published }),
  };
}

/** Nothing of a ranking is shown before something of it is published. */
function publishedRanking({ version, scope, published, shown }: RankingOfYear): readonly RankingOfYearView[] {
  if (published === undefined || shown === undefined) return [];
  const { basis, partial, places, points, recording, tiesBroken } = shown;
  return [{ version, scope, basis, partial, places, recording, tiesBroken, published, ...defined({ points }) }];
}
