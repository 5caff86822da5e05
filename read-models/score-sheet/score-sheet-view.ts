import type { ColumnTotals, EnteredMark } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { RulebookLabels } from '../ranking/ranking.js';
import type { Recording, Current, Sourced } from '../recording.js';
import { type Agreement, agreementOf, type Column, type ReviewedFigure, type ScoreSheet } from './score-sheet.js';
import type { ColumnView, ColumnsView, ScoreSheetView, SheetLineView } from './score-sheet.dto.js';

/** The card as it is read, with the labels of the year's rulebook. */
export function sheetView(sheet: ScoreSheet, labels: RulebookLabels | undefined): ScoreSheetView {
  const { blocId, year, unitId, name, scope, status, entered, agreements, returns, explanations } = sheet;
  const agreement = agreementOf(sheet);
  return {
    blocId,
    year,
    unitId,
    name,
    scope,
    status,
    lines: lineViews(sheet, labels, agreement),
    ...defined({ total: agreement && totalOf(agreement) }),
    columns: columnsOf(sheet, labels, agreement),
    entered,
    agreements,
    returns,
    explanations,
  };
}

function totalOf({ value: { total }, recording }: Sourced<Agreement>): ScoreSheetView['total'] {
  return total && { value: total, recording };
}

/** What each column comes to, as soon as it comes to anything. */
function columnsOf(
  sheet: ScoreSheet,
  labels: RulebookLabels | undefined,
  agreement: Sourced<Agreement> | undefined,
): ColumnsView {
  const shownOf = (column: Current<Totals> | undefined): Current<ColumnView> | undefined =>
    column && columnShown(column, labels);
  const { self } = sheet;
  return defined({ self: shownOf(self), appraised: shownOf(appraisedColumn(sheet)), agreed: shownOf(agreement) });
}

type Totals = Omit<Column<unknown>, 'lines'>;

function columnShown(
  { value, recording, claims = [] }: Current<Totals>,
  labels: RulebookLabels | undefined,
): Current<ColumnView> | undefined {
  const beside = claims.flatMap((claim) => columnShown(claim, labels) ?? []);
  const { total, headings, printedTotal } = value;
  if (total === undefined && headings === undefined && printedTotal === undefined) return undefined;
  const titled = headings?.map((heading) => ({ ...heading, title: titleOf(heading.criterionId, labels) }));
  return {
    value: defined({ total, headings: titled, printedTotal }),
    recording,
    ...(beside.length === 0 ? {} : { claims: beside }),
  };
}

function titleOf(id: string, labels: RulebookLabels | undefined): LocalizedText {
  return labels?.criteria.find(({ criterionId }) => criterionId === id)?.title ?? { vi: id };
}

/** With the marks that were entered since: the latest of them has the totals. */
function appraisedColumn({ appraised, entered }: ScoreSheet): Current<Totals> | undefined {
  return entered.reduce<Current<Totals> | undefined>((column, { value, recording }) => {
    if (column === undefined || !isLater(recording, column.recording)) return column;
    return { value: value.appraised ?? NO_TOTALS, recording };
  }, appraised);
}

const NO_TOTALS: ColumnTotals = {};

/** The lines in the order of the criteria table, with the figures of that agreement. */
export function lineViews(
  sheet: ScoreSheet,
  labels: RulebookLabels | undefined,
  agreement: Sourced<Agreement> | undefined,
): readonly SheetLineView[] {
  const known = labels?.criteria.filter(({ kind }) => kind !== 'GROUP') ?? [];
  const strays = [...criteriaOf(sheet, agreement)].filter((id) => known.every(({ criterionId }) => criterionId !== id));
  const all = [...known, ...strays.map((criterionId) => ({ criterionId, title: { vi: criterionId } }))];
  return all.map((line) => {
    const self = figureIn(sheet.self, line.criterionId);
    const appraised = appraisedFigure(sheet, line.criterionId);
    const agreed = agreement && figureIn(agreement, line.criterionId);
    return { ...line, ...defined({ self, appraised, agreed }) };
  });
}

function criteriaOf({ self, appraised }: ScoreSheet, agreement: Sourced<Agreement> | undefined): ReadonlySet<string> {
  const figures = [self, appraised, agreement].flatMap((from) => from?.value.lines ?? []);
  return new Set(figures.map(({ criterionId }) => criterionId));
}

type Lines<Figure> = Readonly<{ lines: readonly Figure[] }>;

/** That line of some figures, with what claims say about it beside. */
function figureIn<Figure extends Readonly<{ criterionId: string }>>(
  from: Current<Lines<Figure>> | undefined,
  criterionId: string,
): Current<Figure> | undefined {
  const value = from?.value.lines.find((line) => line.criterionId === criterionId);
  if (from === undefined || value === undefined) return undefined;
  const claims = from.claims?.flatMap((claim) => figureIn(claim, criterionId) ?? []) ?? [];
  return { value, recording: from.recording, ...(claims.length === 0 ? {} : { claims }) };
}

/** The secretariat's figure: of its appraisal, or the mark it entered on that line since. */
function appraisedFigure({ appraised, entered }: ScoreSheet, criterionId: string): Current<ReviewedFigure> | undefined {
  const figure = figureIn(appraised, criterionId);
  const mark = entered.find(({ value }) => value.criterionId === criterionId);
  return mark !== undefined && isLater(mark.recording, figure?.recording) ? markFigure(mark) : figure;
}

function isLater({ event, mode }: Recording, before: Recording | undefined): boolean {
  if (before === undefined) return true;
  return event.revision > before.event.revision && (mode === 'ACT' || before.mode === 'CLAIM');
}

function markFigure({ value, recording }: Sourced<EnteredMark>): Sourced<ReviewedFigure> {
  const { criterionId, mark, reason } = value;
  return { value: { criterionId, mark, points: mark, ...defined({ reason }) }, recording };
}
