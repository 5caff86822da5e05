import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import { HUNDREDS, judged, marked, type Marks, worth } from '../support/mothers/scoring.js';
import { inYear, rulebook, year2024 } from '../support/mothers/seven-provinces.js';
import { given, scoring, sheet } from '../support/mothers/subjects.js';

const TOTAL = (points: string) => ({ exact: points, points: `${points}.00` });

describe('a knock-out at zero (D4, D23)', () => {
  const criteria = rulebook.scoring.criteria.map((criterion) =>
    criterion.id === 'phan-2' ? { ...criterion, knockOutAtZero: true } : criterion,
  ) as typeof rulebook.scoring.criteria;
  const knocking = year2024({ scoring: { ...scoring, criteria } });
  const agreeing = (scope: Scope, marks: Marks): EmulationYearCommand => ({
    type: 'AgreeScore',
    data: { ...inYear('2025-03-21'), unitId: 'lao-cai', scope, lines: marked(marks) },
  });
  const appraisedFor = (scope: Scope, marks: Marks): EmulationYearEvent => ({
    type: 'ScoreAppraised',
    data: { ...inYear('2025-03-10'), unitId: 'lao-cai', scope, lines: worth(marks) },
  });
  const first = { subPeriod: 'quy-1' };
  const second = { subPeriod: 'quy-2' };
  const ZERO: Marks = ['500', '0', '50'];
  const of = { ...inYear('2025-03-21'), unitId: 'lao-cai', ground: 'zero-phan-2' };

  it('is of the sheet whose zero it is: another sheet neither lifts it nor repeats it', () => {
    const title = rulebook.scoring.criteria.find(({ id }) => id === 'phan-2')!.title.vi;
    const barred: EmulationYearEvent = {
      type: 'UnitExcluded',
      data: { ...of, scope: first, excludedFrom: 'AWARDS', reason: `Điểm liệt: ${title}` },
    };
    given(...knocking, appraisedFor(first, ZERO))
      .when(agreeing(first, ZERO))
      .then(
        {
          ...sheet('lao-cai', first, ZERO),
          data: { ...sheet('lao-cai', first, ZERO).data, total: TOTAL('550') },
        } as never,
        barred,
      );
    const { decision } = given(...knocking, sheet('lao-cai', first, ZERO), barred, appraisedFor(second, HUNDREDS)).when(
      agreeing(second, HUNDREDS),
    );
    expect(decision.accepted && decision.events.map(({ type }) => type)).toEqual(['ScoreAgreed']);
  });

  it.each([
    ['0', ['ScoreAgreed', 'UnitExcluded']],
    ['2', ['ScoreAgreed']],
    ['7', ['ScoreAgreed', 'UnitExcluded']],
  ])('is of points below zero too: %s cases', (value, types) => {
    const cases = { kind: 'PENALTY', pointsEach: '1', losesAtMost: '9' } as const;
    const line = value === '0' ? judged('phan-1', '5') : { ...judged('phan-1', '5'), ...cases };
    const [input] = value === '0' ? [{ criterionId: 'phan-1', mark: '0' }] : [{ criterionId: 'phan-1', value }];
    const history = year2024({ scoring: { ...scoring, criteria: [{ ...line, knockOutAtZero: true }] } });
    const appraised: EmulationYearEvent = {
      type: 'ScoreAppraised',
      data: { ...inYear('2025-03-10'), unitId: 'lao-cai', scope: {}, lines: [input] },
    };
    const { decision } = given(...history, appraised).when({
      type: 'AgreeScore',
      data: { ...inYear('2025-03-21'), unitId: 'lao-cai', scope: {}, lines: [] },
    });
    expect(decision.accepted && decision.events.map(({ type }) => type)).toEqual(types);
  });

  it('is lifted by its own sheet, by a correction or by hand', () => {
    const barred: EmulationYearEvent = {
      type: 'UnitExcluded',
      data: { ...of, scope: first, excludedFrom: 'AWARDS', reason: 'Điểm liệt' },
    };
    const lifting = (scope?: Scope): EmulationYearCommand => ({
      type: 'LiftExclusion',
      data: { ...of, reason: 'Đã khắc phục', ...(scope && { scope }) },
    });
    given(...knocking, barred)
      .when(lifting())
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { kind: 'exclusion', id: 'zero-phan-2', allowed: ['zero-phan-2'] },
      });
    given(...knocking, barred)
      .when(lifting(first))
      .then({ type: 'ExclusionLifted', data: { ...of, scope: first, reason: 'Đã khắc phục' } });
  });
});
