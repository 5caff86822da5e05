import { describe, expect, it } from '@jest/globals';
import { withVisibility } from '../../projections/visibility.js';
import { NOTHING_VISIBLE, type Visibility } from '../../read-models/visibility.js';
import { audienceOf } from '../../read-models/year-audience.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { SHEETS_OF_OTHERS, type SheetsOfOthers } from '../../src/rulebooks/rulebook.values.js';
import { claimed } from '../support/given.js';
import { recorded, type Told } from '../support/history.js';
import { representativeOf, secretary } from '../support/mothers/origins.js';
import { computed, published } from '../support/mothers/ranking.js';
import { agreed } from '../support/mothers/scoring.js';
import { BLOC, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';

/** Whether a member sees the sheet of another after these facts. */
function seesOther(...facts: readonly Told<EmulationYearEvent>[]): boolean {
  const { visibility } = recorded(facts).reduce<Readonly<{ visibility: Visibility }>>(withVisibility, {
    visibility: NOTHING_VISIBLE,
  });
  const member = audienceOf(visibility, BLOC, representativeOf('lao-cai'));
  expect(member.seesCard('lao-cai', {})).toBe(true);
  expect(audienceOf(visibility, BLOC, secretary()).seesCard('dien-bien', {})).toBe(true);
  return member.seesCard('dien-bien', {});
}

const yearBy = (sheetsOfOthers?: SheetsOfOthers): readonly EmulationYearEvent[] =>
  year2024(sheetsOfOthers === undefined ? {} : { visibility: { sheetsOfOthers } });
const all = SEVEN.map((unitId) => agreed(unitId));
const shown = published({ ranks: [1] });

describe('when a member sees the sheets of the others', () => {
  it.each<[SheetsOfOthers | undefined, ...(readonly boolean[])]>([
    [undefined, false, false, true, true],
    ['ONCE_ALL_AGREED', false, false, true, true],
    ['ALWAYS', true, true, true, true],
    ['ONCE_PUBLISHED', false, false, false, true],
    ['NEVER', false, false, false, false],
  ])('%s: at the opening, with six agreed, with all, once places are published', (when, ...expected) => {
    const year = yearBy(when);
    expect([
      seesOther(...year),
      seesOther(...year, ...all.slice(1)),
      seesOther(...year, ...all),
      seesOther(...year, ...all, shown),
    ]).toEqual(expected);
  });

  it('says the rulebook that was adopted here, whatever a source tells of another', () => {
    const [opened, adopted] = yearBy('NEVER');
    const [, told] = yearBy('ALWAYS');
    expect(seesOther(opened!, claimed(told!))).toBe(true);
    expect(seesOther(opened!, adopted!, claimed(told!))).toBe(false);
    expect(seesOther(opened!, claimed(told!), adopted!)).toBe(false);
  });

  it('takes what was rolled up into a ranking as agreed', () => {
    const parts = all.map((event) => ({ ...event, data: { ...event.data, scope: { subPeriod: 'quy-1' } } }));
    expect(seesOther(...yearBy(), ...parts)).toBe(false);
    const ranked = computed();
    const sheets = ranked.data.sheets.map((sheet) => ({ ...sheet, parts: [] }));
    expect(seesOther(...yearBy(), ...parts, claimed(ranked))).toBe(false);
    expect(seesOther(...yearBy(), ...parts, { ...ranked, data: { ...ranked.data, sheets } })).toBe(true);
  });

  it('has a case for each setting', () => expect(SHEETS_OF_OTHERS).toHaveLength(4));
});
