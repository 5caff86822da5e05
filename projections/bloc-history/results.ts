import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import {
  type ExclusionOfYear,
  type Published,
  type Ranking,
  type RankingOfYear,
  shownIn,
} from '../../read-models/bloc-history/results-of-year.js';
import type { PublishedPart, PublishedPlaces } from '../../src/emulation-years/ranking/publication.values.js';
import type { RankingComputed, RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import { subjectKey } from '../../src/emulation-years/scoring/subject.values.js';
import { isSameGround, type OfGround } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { type Scope, scopeKey } from '../../src/kernel/scope.js';
import { classesShown, classified } from '../ranking/classification.js';
import { currentVersion, recordingOf, sourced } from '../recording/recording.js';
import { withMore, withValue, type YearFolds } from './entries.js';
import { withEntry } from '../recording/replaced.js';

/** What became of the scores: how many are agreed, who is barred, what was corrected. Sheets have a read model of their own. */
export const scoringRowFolds: YearFolds<ScoringEvent> = {
  ScoreAgreed: (row, event) => {
    const { unitId, scope } = event.data;
    const part = scopeKey(scope);
    const sheet = part === '' ? unitId : `${unitId}|${part}`;
    const { sheets = [] } = row.scoresAgreed ?? {};
    const known = sheets.includes(sheet) ? sheets : withEntry(sheets, undefined, sheet);
    return { ...row, scoresAgreed: { sheets: known, latest: recordingOf(event) } };
  },
  ScoreReportAdopted: (row, event) => {
    const { version, title } = event.data;
    const isSame = (known: { version: number }): boolean => known.version === version;
    return { ...row, scoreReports: withValue(row.scoreReports, { version, title }, event, isSame) };
  },
  ScoringReopened: (row, event) => {
    const { unitId, until, reason } = event.data;
    const isSame = (known: { unitId: string }): boolean => known.unitId === unitId;
    return {
      ...row,
      reopenings: withValue(row.reopenings ?? [], { unitId, ...defined({ until, reason }) }, event, isSame),
    };
  },
  CrossInspectionRecorded: (row, event) => {
    const { inspector, inspected, findings, document } = event.data;
    const inspection = sourced(defined({ inspector, inspected, findings, document }), event);
    return { ...row, crossInspections: withEntry(row.crossInspections ?? [], undefined, inspection) };
  },
  UnitExcluded: (row, event) => {
    const { unitId, ground, scope, excludedFrom, reason } = event.data;
    const before = row.exclusions.find(isStandingOf(event.data));
    const excluded = currentVersion(before?.excluded, { excludedFrom, ...defined({ reason }) }, event);
    const exclusion = { unitId, ground, ...defined({ scope }), excluded };
    return { ...row, exclusions: withEntry(row.exclusions, before, exclusion) };
  },
  ExclusionLifted: (row, event) => ({
    ...row,
    exclusions: withMore(row.exclusions, isStandingOf(event.data), (exclusion) => ({
      ...exclusion,
      lifted: sourced(defined({ reason: event.data.reason }), event),
    })),
  }),
  RecordCorrected: (row, event) => {
    const { unitId, reason, document } = event.data;
    return {
      ...row,
      corrections: withEntry(row.corrections, undefined, sourced({ unitId, ...defined({ reason, document }) }, event)),
    };
  },
};

/** Rankings of every version and scope, the ties that were broken, what was published. */
export const rankingRowFolds: YearFolds<RankingEvent> = {
  RankingComputed: (row, event) => withRanking(row, computed(event), event),
  RankingAgreed: (row, event) => {
    const { basis, decision, groups, partial } = event.data;
    const agreed = { basis, places: groups, partial, points: {}, unranked: [], ...defined({ decision }) };
    return withRanking(row, agreed, event);
  },
  TieBroken: (row, event) => {
    const { withoutCriteria, rank, order, key, reason } = event.data;
    // The page of the ranking has the lists apart; the year shows its main order alone.
    if (withoutCriteria !== undefined) return row;
    return {
      ...row,
      rankings: withMore(row.rankings, isRanking(event.data), (ranking) => ({
        ...ranking,
        tiesBroken: withEntry(
          ranking.tiesBroken,
          undefined,
          sourced({ rank, order, ...defined({ key, reason }) }, event),
        ),
      })),
    };
  },
  UnitClassified: (row, event) => ({
    ...row,
    classifications: classified(row.classifications, event, withEntry),
  }),
  ResultPublished: (row, event) => event.data.parts.reduce((known, part) => shownBy(known, part, event), row),
};

function shownBy(row: BlocYear, part: PublishedPart, event: Recorded): BlocYear {
  switch (part.part) {
    case 'RANKING':
      return part.withoutCriteria === undefined ? withPlacesShown(row, part, event) : row;
    case 'CLASSES': {
      const { publishedClasses, classifications } = row;
      return { ...row, publishedClasses: classesShown(publishedClasses, classifications, part, event) };
    }
    case 'PROPOSALS':
    case 'VOTES':
      return row;
  }
}

function withPlacesShown(row: BlocYear, part: PublishedPlaces, event: Recorded): BlocYear {
  return {
    ...row,
    rankings: withMore(row.rankings, isRanking(part), (ranking) => {
      const before = ranking.published;
      const isMore = before?.recording.mode === event.metadata.mode.kind;
      const published = currentVersion(before, rankedWith(isMore ? before.value : NO_RANKS, part), event);
      const stands = published.recording.event.id === event.id;
      return { ...ranking, published, ...(stands ? { shown: shownIn(ranking, published.value) } : {}) };
    }),
  };
}

const NO_RANKS: Published = { ranks: [], withPoints: [] };

function rankedWith({ ranks, withPoints }: Published, part: PublishedPlaces): Published {
  const together = (known: readonly number[], more: readonly number[]): readonly number[] =>
    [...new Set([...known, ...more])].sort((a, b) => a - b);
  return { ranks: together(ranks, part.ranks), withPoints: together(withPoints, part.pointsShown ? part.ranks : []) };
}

type VersionOfScope = Readonly<{ version: number; scope: Scope }>;

function withRanking(
  row: BlocYear,
  ranking: Ranking,
  event: Recorded<RankingEvent & { data: VersionOfScope }>,
): BlocYear {
  const { version, scope } = event.data;
  const before = row.rankings.find(isRanking(event.data));
  const ranked = currentVersion(before?.ranked, ranking, event);
  const next: RankingOfYear = { tiesBroken: [], ...before, version, scope, ranked };
  return { ...row, rankings: withEntry(row.rankings, before, next) };
}

function computed({ data: { groups, sheets, unranked } }: RankingComputed): Ranking {
  const points = Object.fromEntries(sheets.map((sheet) => [subjectKey(sheet), sheet.total.points]));
  return { basis: 'SCORES', places: groups, partial: false, points, unranked };
}

function isRanking({ version, scope }: VersionOfScope): (ranking: RankingOfYear) => boolean {
  const part = scopeKey(scope);
  return (ranking) => ranking.version === version && scopeKey(ranking.scope) === part;
}

function isStandingOf(of: OfGround): (one: ExclusionOfYear) => boolean {
  return (one) => isSameGround(one, of) && one.lifted === undefined;
}
