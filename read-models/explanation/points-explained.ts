import type { SheetDerivation, SheetPart } from '../../src/emulation-years/ranking/ranking.values.js';
import type { LineDerivation, TotalStep } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Facts } from '../../src/kernel/event.js';
import { exact as exactly } from '../../src/kernel/fraction.js';
import { inVietnamese } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { RulebookLabels, YearRanking } from '../ranking/ranking.js';
import type { Recording, Sourced } from '../recording.js';
import type { Figure } from '../score-sheet/score-sheet.js';
import type { SheetLineView } from '../score-sheet/score-sheet.dto.js';
import { readable, sentence, type Sentence } from './sentence.js';

/** What the steps of one total rest on: the lines with their figures, the agreement and the computation. */
export type Basis = Readonly<{
  lines: readonly SheetLineView[];
  /** What the rulebook calls its lines and headings. */
  criteria: RulebookLabels['criteria'];
  /** What members registered, by their names. */
  subjects: YearRanking['subjects'];
  scopes: RulebookLabels['scopes'];
  /** Parts of a rolled-up sheet that were exempt when it was computed. */
  leftOut: YearRanking['exempt'];
  agreement?: Recording;
  computed: Recording;
}>;

/** How the total of one unit came about: line by line or part by part, then the sum, the caps, the rescaling, the rounding. */
export function pointsExplained({ lines, parts = [], steps }: SheetDerivation, basis: Basis): readonly Sentence[] {
  return [
    ...lines.map((line) => lineExplained(line, basis)),
    ...basis.lines.filter(({ agreed }) => agreed?.value.notApplicable === true).map((line) => notAssigned(line, basis)),
    ...parts.flatMap((part) => partExplained(part, basis)),
    ...basis.leftOut.map((part) => leftOutExplained(part, basis)),
    ...steps.map((step) => stepExplained(step, basis)),
  ];
}

/** A part that was rolled up itself stands behind its own parts. */
function partExplained({ scope, total, agreedAt, parts = [] }: SheetPart, basis: Basis): readonly Sentence[] {
  const named = partNamed(scope, basis);
  const points = readable(total.points);
  return [
    ...parts.flatMap((part) => partExplained(part, basis)),
    sentence(
      'PART',
      [`${named}: được ${inVietnamese(points)} điểm.`, `${named}: ${points} points.`],
      { ...scope, ...total, agreedAt },
      [basis.computed],
    ),
  ];
}

/** What is exempt is no part of the sum or the mean (D10). */
function leftOutExplained({ value, recording }: YearRanking['exempt'][number], basis: Basis): Sentence {
  const { unitId, scope = {}, reason } = value;
  const named = partNamed(scope, basis);
  const why = reason === undefined ? '' : `: ${reason}`;
  return sentence(
    'EXEMPT',
    [`${named} không tính vì được miễn chấm điểm${why}.`, `${named} is left out, being exempt from scoring${why}.`],
    { unitId, ...scope, ...defined({ reason }) },
    [recording, basis.computed],
  );
}

function partNamed({ subject, subPeriod }: Scope, { subjects, scopes }: Basis): string {
  return [
    ...(subject === undefined
      ? []
      : [subjects.find(({ value }) => value.subjectId === subject)?.value.name.vi ?? subject]),
    ...(subPeriod === undefined ? [] : [scopes.find(({ id }) => id === subPeriod)?.title.vi ?? subPeriod]),
  ].join(', ');
}

function lineExplained(steps: LineDerivation, { lines, computed }: Basis): Sentence {
  const line = lines.find(({ criterionId }) => criterionId === steps.criterionId);
  const figures = FIGURES.map((which) => line?.[which]);
  const values = figures.map((figure) => shown(figure?.value));
  const why = reasonsIn([line?.appraised, line?.agreed]);
  const title = titleOf(line, steps);
  const rule = ruleSaid(steps);
  const worth = readable(steps.rounded);
  const [self, appraised, agreed] = values;
  const said = values.map(inVietnamese);
  return sentence(
    'LINE',
    [
      `${title.vi}: tự chấm ${said[0]}, thẩm định ${said[1]}, thống nhất ${said[2]}${given(' (lý do: ', why)}; ${rule.vi}được ${inVietnamese(worth)} điểm.`,
      `${title.en}: self-scored ${self}, appraised ${appraised}, agreed ${agreed}${given(' (reason: ', why)}; ${rule.en}gives ${worth} points.`,
    ],
    { ...steps, figures: values },
    [...figures.map((figure) => figure?.recording), computed],
  );
}

/** A line that was not assigned to the unit has no points to explain: it is named, since the total is read without it. */
function notAssigned({ criterionId, title: { vi, en = vi }, agreed }: SheetLineView, { computed }: Basis): Sentence {
  return sentence(
    'NOT_ASSIGNED',
    [`${vi}: không giao cho đơn vị, không chấm điểm tiêu chí này.`, `${en}: not assigned to the unit, not scored.`],
    { criterionId },
    [agreed?.recording, computed],
  );
}

/** Tự chấm, thẩm định, thống nhất. */
const FIGURES = ['self', 'appraised', 'agreed'] as const;
const NONE = '–';

function titleOf(
  line: SheetLineView | undefined,
  { criterionId }: LineDerivation,
): Readonly<{ vi: string; en: string }> {
  const { vi, en = vi } = line?.title ?? { vi: criterionId };
  return { vi, en };
}

/** The figure as it was entered: its points, else its raw input. */
function shown(figure: Figure | undefined): string {
  if (figure === undefined) return NONE;
  const { points, mark, value, target } = figure;
  if (mark !== undefined || points !== undefined) return mark ?? readable(points ?? NONE);
  return value === undefined ? NONE : `${value}/${target ?? '1'}`;
}

function reasonsIn(figures: readonly (Sourced<Readonly<{ reason?: string }>> | undefined)[]): string {
  return [...new Set(figures.flatMap((figure) => figure?.value.reason ?? []))].join('; ');
}

function given(before: string, text: string): string {
  return text === '' ? '' : `${before}${text})`;
}

/** What the rule of the line gave before its cap and rounding, where those changed it. */
function ruleSaid(steps: LineDerivation): Readonly<{ vi: string; en: string }> {
  const { leader } = steps;
  const [exact, capped] = [readable(steps.exact), readable(steps.capped)];
  const parts = [
    ...(leader === undefined
      ? []
      : [
          [
            `so với mức cao nhất ${inVietnamese(readable(leader))}, `,
            `against the highest share ${readable(leader)}, `,
          ],
        ]),
    ...(steps.exact === steps.capped ? [] : [bounded(exact, capped, isRaised(steps))]),
    ...(steps.capped === steps.rounded ? [] : [[`làm tròn từ ${inVietnamese(capped)}, `, `rounded from ${capped}, `]]),
  ];
  return { vi: parts.map(([vi]) => vi).join(''), en: parts.map(([, en]) => en).join('') };
}

/** A line that would give less than it gives at least. */
function isRaised(steps: LineDerivation): boolean {
  return exactly(steps.exact).compare(exactly(steps.capped)) < 0;
}

function bounded(exact: string, capped: string, raised: boolean): readonly [vi: string, en: string] {
  const [vi, en] = raised ? ['mức sàn', 'raised to'] : ['mức trần', 'capped at'];
  return [
    `theo công thức ${inVietnamese(exact)}, ${vi} ${inVietnamese(capped)}, `,
    `${exact} by the rule, ${en} ${capped}, `,
  ];
}

const STEPS: Readonly<Record<TotalStep['step'], readonly [vi: string, en: string]>> = {
  ROLL_UP: ['Cộng dồn theo quy chế: {value}.', 'Rolled up as the rulebook says: {value}.'],
  SUM: ['Tổng điểm các dòng: {value}.', 'Sum of the lines: {value}.'],
  GROUP_CAP: ['Sau mức trần của mục {title}: {value}.', 'After the cap of {title}: {value}.'],
  GROUP_FLOOR: ['Sau mức sàn của mục {title}: {value}.', 'After the floor of {title}: {value}.'],
  RESCALE: ['Quy đổi do có tiêu chí không giao: {value}.', 'Rescaled for criteria that were not assigned: {value}.'],
  SCALE_CAP: ['Không vượt thang điểm: {value}.', 'Not above the scale: {value}.'],
  ROUND: ['Làm tròn theo quy chế: {value}.', 'Rounded as the rulebook says: {value}.'],
};

function stepExplained({ step, value, criterionId }: TotalStep, { criteria, computed, agreement }: Basis): Sentence {
  const [vi, en] = STEPS[step];
  const title = criteria.find((known) => known.criterionId === criterionId)?.title.vi ?? criterionId ?? '';
  const facts: Facts = { value, ...defined({ criterionId }) };
  return sentence(step, [filled(vi, inVietnamese(readable(value)), title), filled(en, readable(value), title)], facts, [
    agreement,
    computed,
  ]);
}

function filled(text: string, value: string, title: string): string {
  return text.replace('{value}', () => value).replace('{title}', () => title);
}
