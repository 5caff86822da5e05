import { describe, expect, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { claimed, type Known } from '../support/given.js';
import { agreed, allAgreed, marked } from '../support/mothers/scoring.js';
import { fullName, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { given, ranking, scoring, sheet } from '../support/mothers/subjects.js';

/** All sheets as a source tells them; of one it tells two of three lines. */
const [one = '', ...others] = SEVEN;
const partly: EmulationYearEvent = {
  ...agreed(one, ['600', '300', '100']),
  data: { ...agreed(one, ['600', '300', '100']).data, lines: marked(['600', '300', '100']).slice(0, 2) },
};
const SUM = { by: 'SUM', precision: 'EXACT' } as const;

describe('a sheet of which a source tells some lines (R08, R16)', () => {
  const rest = allAgreed().filter(({ type, data }) => type !== 'ScoreAgreed' || data.unitId !== one);
  const missing = { code: 'RANKING_INCOMPLETE', units: [fullName(one)], unitIds: [one] };

  function ranked(...history: readonly Known<EmulationYearEvent>[]) {
    const { decision } = given(...history)
      .claiming()
      .when(ranking({}));
    if (!decision.accepted) throw new Error(decision.refusal.code);
    const [event] = decision.events;
    const sheets = event?.type === 'RankingComputed' ? event.data.sheets.map(({ unitId }) => unitId) : [];
    return { sheets, warnings: decision.warnings.map(({ code, facts }) => ({ code, ...facts })) };
  }

  it('is in no ranking by scores, which names it as missing', () => {
    expect(ranked(...year2024(), ...rest, claimed(partly))).toEqual({ sheets: others, warnings: [missing] });
    expect(ranked(...year2024(), ...allAgreed())).toEqual({ sheets: SEVEN, warnings: [] });
  });

  it('is rolled up into no whole', () => {
    const start = year2024({ scoring: { ...scoring, rollUp: { subPeriods: SUM } } });
    const quarters = (unitId: string, last: EmulationYearEvent) => [
      sheet(unitId, { subPeriod: 'quy-1' }),
      { ...last, data: { ...last.data, scope: { subPeriod: 'quy-2' } } } as EmulationYearEvent,
    ];
    const without = [...start, ...rest];
    expect(ranked(...without, ...quarters(one, partly).map((event) => claimed(event)))).toEqual({
      sheets: others,
      warnings: [missing],
    });
    const whole = ranked(...without, ...quarters(one, agreed(one, ['600', '300', '100'])));
    expect([...whole.sheets].sort()).toEqual([...SEVEN].sort());
    expect(whole.warnings).toEqual([]);
  });

  it('stays outside until it is told in full', () =>
    expect(
      ranked(...year2024(), ...rest, claimed(partly), claimed<EmulationYearEvent>(agreed(one, ['600', '300', '100']))),
    ).toEqual({ sheets: SEVEN, warnings: [] }));
});
