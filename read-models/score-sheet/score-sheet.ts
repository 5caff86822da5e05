import type {
  AsPrinted,
  ColumnTotals,
  EnteredMark,
  LineExplanation,
  LineInput,
  ReviewedLine,
  ScoredLine,
  SelfLine,
} from '../../src/emulation-years/scoring/scoring.values.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { readModel, yearIn } from '../read-model.js';
import type { Current, Sourced } from '../recording.js';

/** What was entered on one line, with the points it gives where others do not matter. */
export type Figure = ScoredLine<LineInput>;

/** Tự chấm: the unit's figure, with its evidence (minh chứng). */
export type SelfFigure = ScoredLine<SelfLine>;

/** Thẩm định or thống nhất: a figure that differs from the one before says why. */
export type ReviewedFigure = ScoredLine<ReviewedLine>;

/** A column of a card: its figures, what they come to, and what a source prints. */
export type Column<Of> = ColumnTotals & AsPrinted & Readonly<{ lines: readonly Of[] }>;

/** The figures the bloc adopted; with `correction` they replace figures adopted before. */
export type Agreement = Column<ReviewedFigure> &
  Readonly<{ sessionId?: string; correction?: Readonly<{ reason?: string; document?: ReferenceDocument }> }>;

/** A mark of the secretariat, and what the appraised column came to with it. */
export type MarkOnCard = EnteredMark & Readonly<{ appraised?: ColumnTotals }>;

export const SHEET_STATUSES = ['BLANK', 'SUBMITTED', 'RETURNED', 'APPRAISED', 'AGREED'] as const;

/**
 * One unit's score card in one scope: what it gave itself (tự chấm), what the secretariat found (thẩm định), what the
 * bloc agreed (thống nhất). Key: {@link SCORE_SHEET}. Every member has a card of the whole from the opening of the
 * year on. Lists grow with returns, explanations and corrections: a handful a year.
 */
export type ScoreSheet = Readonly<{
  blocId: string;
  year: string;
  unitId: string;
  scope: Scope;
  /** `scopeKey(scope)`: the empty text is the whole. */
  scopeKey: string;
  name: LocalizedText;
  /** Of the Vietnamese name, in Vietnamese order. */
  sortKey: string;
  status: (typeof SHEET_STATUSES)[number];
  self?: Current<Column<SelfFigure>>;
  appraised?: Current<Column<ReviewedFigure>>;
  /** Marks of the secretariat, the latest of each line. */
  entered: readonly Current<MarkOnCard>[];
  /** Agreements and their corrections, acts and claims, in the order they were recorded. */
  agreements: readonly Sourced<Agreement>[];
  returns: readonly Sourced<Readonly<{ reason?: string }>>[];
  explanations: readonly Sourced<Readonly<{ explanations: readonly LineExplanation[] }>>[];
}>;

type SheetKey = [blocId: string, year: string, unitId: string, scope?: Scope];

export const SCORE_SHEET = readModel<ScoreSheet, SheetKey, [blocId: string, year: string]>(
  'score-sheet',
  (blocId, year, unitId, scope = {}) => `${blocId}/${year}/${unitId}/${scopeKey(scope)}`,
  yearIn,
);

/** The agreement that stands: the last correction of it, else the first telling; an act before any claim. */
export function agreementOf({ agreements }: Pick<ScoreSheet, 'agreements'>): Sourced<Agreement> | undefined {
  const acts = agreements.filter(({ recording }) => recording.mode === 'ACT');
  const counting = acts.length > 0 ? acts : agreements;
  return counting.findLast(({ value }) => value.correction !== undefined) ?? counting[0];
}
