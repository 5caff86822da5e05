import { defined } from '../../src/kernel/defined.js';
import type { Points } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { RulebookLabels } from '../ranking/ranking.js';
import type { Recording, Current, Sourced } from '../recording.js';
import {
  type Agreement,
  agreementOf,
  type EnteredMark,
  type ReviewedFigure,
  type ScoreSheet,
  type SelfFigure,
} from './score-sheet.js';

/** One line with its three figures, each with where it comes from; an absent one was not given (yet). */
export type LineShown = Readonly<{
  criterionId: string;
  title: LocalizedText;
  kind?: string;
  max?: Points;
  self?: Current<SelfFigure>;
  appraised?: Current<ReviewedFigure>;
  agreed?: Sourced<ReviewedFigure>;
}>;

/** A score card as it is read: line by line. `total` is there when no line depends on the other units. */
export type SheetShown = Readonly<{
  blocId: string;
  year: string;
  unitId: string;
  name: LocalizedText;
  scope: Scope;
  status: ScoreSheet['status'];
  lines: readonly LineShown[];
  total?: Sourced<NonNullable<Agreement['total']>>;
  entered: ScoreSheet['entered'];
  /** Every agreement and correction on record, oldest first. */
  agreements: ScoreSheet['agreements'];
  returns: ScoreSheet['returns'];
  explanations: ScoreSheet['explanations'];
}>;

export function sheetShown(sheet: ScoreSheet, labels: RulebookLabels | undefined): SheetShown {
  const { blocId, year, unitId, name, scope, status, entered, agreements, returns, explanations } = sheet;
  const agreement = agreementOf(sheet);
  return {
    blocId,
    year,
    unitId,
    name,
    scope,
    status,
    lines: linesShown(sheet, labels, agreement),
    ...defined({ total: agreement && totalOf(agreement) }),
    entered,
    agreements,
    returns,
    explanations,
  };
}

function totalOf({ value: { total }, recording }: Sourced<Agreement>): SheetShown['total'] {
  return total && { value: total, recording };
}

/** The lines in the order of the criteria table, with the figures of that agreement. */
export function linesShown(
  sheet: ScoreSheet,
  labels: RulebookLabels | undefined,
  agreement: Sourced<Agreement> | undefined,
): readonly LineShown[] {
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
  const figures = [self, appraised, agreement].flatMap((told) => told?.value.lines ?? []);
  return new Set(figures.map(({ criterionId }) => criterionId));
}

type Lines<Figure> = Readonly<{ lines: readonly Figure[] }>;

/** That line of some figures, with what claims say about it beside. */
function figureIn<Figure extends Readonly<{ criterionId: string }>>(
  told: Current<Lines<Figure>> | undefined,
  criterionId: string,
): Current<Figure> | undefined {
  const value = told?.value.lines.find((line) => line.criterionId === criterionId);
  if (told === undefined || value === undefined) return undefined;
  const claims = told.claims?.flatMap((claim) => figureIn(claim, criterionId) ?? []) ?? [];
  return { value, recording: told.recording, ...(claims.length === 0 ? {} : { claims }) };
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
  return { value: { criterionId, mark, points: mark, reason }, recording };
}
