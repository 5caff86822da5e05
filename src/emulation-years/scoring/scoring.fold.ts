import type { Fact } from '../../kernel/decider.js';
import type { LocalDate } from '../../kernel/instant.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { Exclusion } from '../../rulebooks/rulebook.js';
import type { OfSheet, ReviewedLine, ScoredLine, ScoringEvent, SelfLine, Total } from './scoring.events.js';

/** One unit's score card in one scope, with the three figures of each line that are known so far. */
export type Sheet = Readonly<{
  unitId: string;
  scope: Scope;
  status: 'SUBMITTED' | 'RETURNED' | 'APPRAISED' | 'AGREED';
  self: readonly ScoredLine<SelfLine>[];
  appraised?: readonly ScoredLine<ReviewedLine>[];
  agreed?: readonly ScoredLine<ReviewedLine>[];
  total?: Total;
  /** Revision of the agreement or of its last correction. */
  agreedAt?: number;
}>;

export type ExclusionOnRecord = Readonly<{ ground: string; from: Exclusion; reason: string }>;

export type ScoringState = Readonly<{
  /** By {@link sheetKey}. */
  sheets: Readonly<Record<string, Sheet>>;
  exclusions: Readonly<Record<string, readonly ExclusionOnRecord[]>>;
  /** Units that may hand in after the deadline, until that day. */
  reopened: Readonly<Record<string, LocalDate>>;
  /** Versions of the score report adopted so far. */
  reports: number;
}>;

export const noScores: ScoringState = { sheets: {}, exclusions: {}, reopened: {}, reports: 0 };

export function sheetKey({ unitId, scope }: OfSheet): string {
  return `${unitId}|${scopeKey(scope)}`;
}

export function sheetOf({ sheets }: ScoringState, of: OfSheet): Sheet | undefined {
  const key = sheetKey(of);
  return Object.hasOwn(sheets, key) ? sheets[key] : undefined;
}

export function evolveScoring(scoring: ScoringState, fact: Fact<ScoringEvent>): ScoringState {
  switch (fact.type) {
    case 'UnitExcluded':
    case 'ExclusionLifted':
      return { ...scoring, exclusions: evolveExclusions(scoring.exclusions, fact) };
    case 'ScoringReopened':
      return { ...scoring, reopened: { ...scoring.reopened, [fact.data.unitId]: fact.data.until } };
    case 'ScoreReportAdopted':
      return { ...scoring, reports: fact.data.version };
    case 'CrossInspectionRecorded':
    case 'ScoreExplained':
      return scoring;
    case 'SelfScoreSubmitted':
    case 'SelfScoreRevised':
    case 'ScoreReturned':
    case 'ScoreAppraised':
    case 'ScoreAgreed':
    case 'RecordCorrected':
    case 'DeductionRecorded':
    case 'BonusRecorded': {
      const sheet = evolveSheet(sheetOf(scoring, fact.data), fact);
      return { ...scoring, sheets: { ...scoring.sheets, [sheetKey(fact.data)]: sheet } };
    }
  }
}

type SheetEvent = Extract<ScoringEvent, { data: OfSheet }>;
type CardEvent = Exclude<SheetEvent, { type: 'ScoreExplained' }>;

function evolveSheet(sheet: Sheet | undefined, { type, data, revision }: Fact<CardEvent>): Sheet {
  const card = sheet ?? { unitId: data.unitId, scope: data.scope, status: 'SUBMITTED', self: [] };
  switch (type) {
    case 'SelfScoreSubmitted':
    case 'SelfScoreRevised':
      return { unitId: data.unitId, scope: data.scope, status: 'SUBMITTED', self: data.lines };
    case 'ScoreReturned':
      return { ...card, status: 'RETURNED' };
    case 'ScoreAppraised':
      return { ...card, status: 'APPRAISED', appraised: data.lines };
    case 'ScoreAgreed':
    case 'RecordCorrected':
      return {
        ...card,
        status: 'AGREED',
        agreed: data.lines,
        ...(data.total === undefined ? {} : { total: data.total }),
        agreedAt: revision,
      };
    case 'DeductionRecorded':
    case 'BonusRecorded': {
      const { criterionId, mark, reason } = data;
      const others = (card.appraised ?? []).filter((line) => line.criterionId !== criterionId);
      return { ...card, appraised: [...others, { criterionId, mark, reason, points: mark }] };
    }
  }
}

type ExclusionEvent = Extract<ScoringEvent, { type: 'UnitExcluded' | 'ExclusionLifted' }>;

function evolveExclusions(
  known: ScoringState['exclusions'],
  { type, data }: ExclusionEvent,
): ScoringState['exclusions'] {
  const others = (known[data.unitId] ?? []).filter(({ ground }) => ground !== data.ground);
  const now =
    type === 'UnitExcluded'
      ? [...others, { ground: data.ground, from: data.excludedFrom, reason: data.reason }]
      : others;
  return { ...known, [data.unitId]: now };
}

/** The first exclusion that bars the unit: whoever is out of the ranking is out of awards too (R25). */
export function exclusionFrom(scoring: ScoringState, unitId: string, from: Exclusion): ExclusionOnRecord | undefined {
  const exclusions = Object.hasOwn(scoring.exclusions, unitId) ? scoring.exclusions[unitId] : undefined;
  return exclusions?.find((exclusion) => exclusion.from === from || exclusion.from === 'RANKING');
}
