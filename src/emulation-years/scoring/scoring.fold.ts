import type { Fact } from '../../kernel/decider.js';
import type { LocalDate } from '../../kernel/instant.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { Exclusion } from '../../rulebooks/rulebook.values.js';
import type { ScoringEvent } from './scoring.events.js';
import type { OfSheet, ReviewedLine, ScoredLine, SelfLine, Total } from './scoring.values.js';

/** One unit's score card in one scope, with the three figures of each line that are known so far. */
export type Sheet = Readonly<{
  unitId: string;
  scope: Scope;
  /** BLANK: nothing but what the secretariat entered. */
  status: 'BLANK' | 'SUBMITTED' | 'RETURNED' | 'APPRAISED' | 'AGREED';
  self: readonly ScoredLine<SelfLine>[];
  /** Bonuses and deductions the secretariat entered: they outlive a revised self-score and go into every appraisal. */
  recorded: readonly ScoredLine<ReviewedLine>[];
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

/** The unit's card, blank when nobody has written on it. */
export function cardOf(scoring: ScoringState, of: OfSheet): Sheet {
  return sheetOf(scoring, of) ?? { unitId: of.unitId, scope: of.scope, status: 'BLANK', self: [], recorded: [] };
}

export function evolveScoring(scoring: ScoringState, fact: Fact<ScoringEvent>): ScoringState {
  switch (fact.type) {
    case 'UnitExcluded':
    case 'ExclusionLifted':
      return { ...scoring, exclusions: evolveExclusions(scoring, fact) };
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
      const sheet = evolveCard(cardOf(scoring, fact.data), fact);
      return { ...scoring, sheets: { ...scoring.sheets, [sheetKey(fact.data)]: sheet } };
    }
  }
}

type SheetEvent = Extract<ScoringEvent, { data: OfSheet }>;
type CardEvent = Exclude<SheetEvent, { type: 'ScoreExplained' }>;

function evolveCard(card: Sheet, { type, data, revision }: Fact<CardEvent>): Sheet {
  switch (type) {
    case 'SelfScoreSubmitted':
    case 'SelfScoreRevised':
      return {
        unitId: card.unitId,
        scope: card.scope,
        status: 'SUBMITTED',
        self: data.lines,
        recorded: card.recorded,
      };
    case 'ScoreReturned':
      return { ...card, status: 'RETURNED' };
    case 'ScoreAppraised':
      return { ...card, status: 'APPRAISED', recorded: renewed(card.recorded, data.lines), appraised: data.lines };
    case 'ScoreAgreed':
    case 'RecordCorrected': {
      const { total: _, ...untotalled } = card;
      const total = data.total === undefined ? {} : { total: data.total };
      return { ...untotalled, status: 'AGREED', agreed: data.lines, ...total, agreedAt: revision };
    }
    case 'DeductionRecorded':
    case 'BonusRecorded': {
      const { criterionId, mark, reason } = data;
      const line = { criterionId, mark, reason, points: mark };
      const appraised = card.appraised === undefined ? {} : { appraised: entered(card.appraised, line) };
      return { ...card, recorded: entered(card.recorded, line), ...appraised };
    }
  }
}

type Reviewed = ScoredLine<ReviewedLine>;

/** One figure a line: the latest entered stands. */
function entered(lines: readonly Reviewed[], line: Reviewed): readonly Reviewed[] {
  return [...lines.filter(({ criterionId }) => criterionId !== line.criterionId), line];
}

/** The appraiser may have changed what was entered before. */
function renewed(recorded: readonly Reviewed[], appraised: readonly Reviewed[]): readonly Reviewed[] {
  return recorded.map((line) => appraised.find(({ criterionId }) => criterionId === line.criterionId) ?? line);
}

type ExclusionEvent = Extract<ScoringEvent, { type: 'UnitExcluded' | 'ExclusionLifted' }>;

function evolveExclusions(scoring: ScoringState, { type, data }: ExclusionEvent): ScoringState['exclusions'] {
  const others = exclusionsOf(scoring, data.unitId).filter(({ ground }) => ground !== data.ground);
  const now =
    type === 'UnitExcluded'
      ? [...others, { ground: data.ground, from: data.excludedFrom, reason: data.reason }]
      : others;
  return { ...scoring.exclusions, [data.unitId]: now };
}

/** Exclusions of the unit that stand. */
export function exclusionsOf({ exclusions }: ScoringState, unitId: string): readonly ExclusionOnRecord[] {
  return (Object.hasOwn(exclusions, unitId) ? exclusions[unitId] : undefined) ?? [];
}

/** The first exclusion that bars the unit: whoever is out of the ranking is out of awards too (R25). */
export function exclusionFrom(scoring: ScoringState, unitId: string, from: Exclusion): ExclusionOnRecord | undefined {
  return exclusionsOf(scoring, unitId).find((exclusion) => exclusion.from === from || exclusion.from === 'RANKING');
}
