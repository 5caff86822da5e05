import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type {
  ScoreAgreed,
  ScoreAppraised,
  SelfScoreSubmitted,
  UnitExcluded,
} from '../../../src/emulation-years/scoring/scoring.events.js';
import type { ReviewedLine, ScoredLine, Total } from '../../../src/emulation-years/scoring/scoring.values.js';
import { exact, exactText } from '../../../src/kernel/fraction.js';
import type {
  Criterion,
  CriterionGroup,
  CriterionLine,
  LineRule,
  NotApplicablePolicy,
  Rulebook,
} from '../../../src/rulebooks/rulebook.values.js';
import { agreed as contentAgreed, signed } from './pledge.js';
import { inYear, rulebook, SEVEN } from './seven-provinces.js';

type ScoringRules = Rulebook['scoring'];

/** One line of a table; its title is its id. */
export function line(id: string, max: string, rule: LineRule, more: Partial<CriterionLine> = {}): CriterionLine {
  return { ...rule, id, title: { vi: id }, max, notApplicable: 'FORBIDDEN', ...more } as CriterionLine;
}

export function judged(id: string, max: string, notApplicable: NotApplicablePolicy = 'FORBIDDEN'): CriterionLine {
  return line(id, max, { kind: 'JUDGED' }, { notApplicable });
}

export function heading(id: string, max: string | undefined, ...children: readonly Criterion[]): CriterionGroup {
  return { kind: 'GROUP', id, title: { vi: id }, ...(max === undefined ? {} : { max }), children };
}

/** The scoring rules of the seven provinces with another table and other terms. */
export function scoringRules(criteria: readonly Criterion[], changes: Partial<ScoringRules> = {}): ScoringRules {
  return { ...rulebook.scoring, criteria, ...changes };
}

/** Marks for the parts I, II and III. */
export type Marks = readonly [part1: string, part2: string, part3: string];

export function marked([part1, part2, part3]: Marks): readonly ReviewedLine[] {
  return [
    { criterionId: 'phan-1', mark: part1 },
    { criterionId: 'phan-2', mark: part2 },
    { criterionId: 'phan-3', mark: part3 },
  ];
}

/** As {@link marked}, with the points of each line: whole marks are points as they stand. */
export function worth(marks: Marks): readonly ScoredLine<ReviewedLine>[] {
  return marked(marks).map((of) => ({ ...of, points: of.mark ?? '0' }));
}

/** What the marks come to, as a decision computes it. */
export function totalOf(marks: Marks): Total {
  const cents = marks.reduce((sum, mark) => sum + Math.round(Number(mark) * 100), 0);
  const whole = cents % 100 === 0 ? `${cents / 100}` : exactText(exact(`${cents}/100`));
  return { exact: whole, points: (cents / 100).toFixed(2) };
}

export const HUNDREDS: Marks = ['500', '250', '50'];

/** The pledge of the year was agreed and these units signed it. */
export function pledgedBy(...units: readonly string[]): readonly EmulationYearEvent[] {
  const about = inYear('2024-03-20');
  return [contentAgreed(about), ...units.map((unitId) => signed(about, unitId))];
}

export function submitted(unitId: string, marks: Marks = HUNDREDS): SelfScoreSubmitted {
  const figures = { lines: worth(marks), total: totalOf(marks) };
  return { type: 'SelfScoreSubmitted', data: { ...inYear('2025-02-10'), unitId, scope: {}, ...figures } };
}

export function appraised(unitId: string, marks: Marks = HUNDREDS): ScoreAppraised {
  const figures = { lines: worth(marks), total: totalOf(marks) };
  return { type: 'ScoreAppraised', data: { ...inYear('2025-03-10'), unitId, scope: {}, ...figures } };
}

export function agreed(unitId: string, marks: Marks = HUNDREDS): ScoreAgreed {
  return { type: 'ScoreAgreed', data: { ...inYear('2025-03-21'), unitId, scope: {}, lines: worth(marks) } };
}

/** Inputs of one unit, agreed unchanged, for other tables than the one of the seven provinces. */
export function agreedInputs(unitId: string, lines: readonly ReviewedLine[]): ScoreAgreed {
  return { type: 'ScoreAgreed', data: { ...inYear('2025-03-21'), unitId, scope: {}, lines } };
}

export function excluded(unitId: string, excludedFrom: 'RANKING' | 'AWARDS'): UnitExcluded {
  return {
    type: 'UnitExcluded',
    data: { ...inYear('2025-03-21'), unitId, ground: 'vi-pham-phap-luat', excludedFrom, reason: 'Kết luận thanh tra' },
  };
}

/** A3 [SYN]: the agreed figures of the seven provinces in three parts. */
export const A3: Readonly<Record<string, Marks>> = {
  'dien-bien': ['585.50', '290.00', '93.00'],
  'lao-cai': ['581.25', '288.00', '92.00'],
  'cao-bang': ['578.00', '287.00', '90.00'],
  'lang-son': ['576.75', '286.00', '89.00'],
  'son-la': ['575.50', '285.00', '89.00'],
  'lai-chau': ['574.00', '284.00', '89.00'],
  'ha-giang': ['573.25', '284.00', '89.00'],
};

/** All seven agreed, each from self-score to agreement. */
export function allAgreed(marks: Readonly<Record<string, Marks>> = A3): readonly EmulationYearEvent[] {
  const scored = SEVEN.flatMap((unitId) => [
    submitted(unitId, marks[unitId]),
    appraised(unitId, marks[unitId]),
    agreed(unitId, marks[unitId]),
  ]);
  return [...pledgedBy(...SEVEN), ...scored];
}
