import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import { publicView } from '../../read-models/bloc-history/year-view.js';
import type { HeadElected } from '../../src/emulation-years/leadership/leadership.events.js';
import type { Event } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { type History, historiesOf, type Told } from '../support/history.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, objected } from '../support/mothers/voting.js';

const history: (...facts: readonly Told<Event>[]) => History<BlocYear> = historiesOf(blocHistory);

function yearOf(told: History<BlocYear>): BlocYear {
  const row = told.row();
  if (row === undefined) throw new Error('The history shows no year');
  return row;
}

const elected: HeadElected = {
  type: 'HeadElected',
  data: { ...inYear('2025-03-22'), forYear: '2025', unitId: 'cao-bang', basis: { kind: 'UNKNOWN' } },
};

describe('who was chosen to lead a year', () => {
  it('is marked void to everybody where the decision that chose it is, and who is chosen anew stands beside it (D41)', () => {
    const byAssent = {
      ...elected,
      data: { ...elected.data, basis: { kind: 'ASSENT', assentId: 'nhat-tri' } },
    } as const;
    const anew = { ...elected, data: { ...elected.data, unitId: 'lang-son' } };
    const ended = [...year2024(), assented({ purpose: 'HEAD' }), byAssent, objected('son-la')];
    const choices = (...facts: readonly Told<Event>[]) =>
      publicView(yearOf(history(...facts))).choices.map((choice) => [choice.value.unitId, choice.void]);
    expect(choices(...ended, anew)).toEqual([
      ['cao-bang', true],
      ['lang-son', undefined],
    ]);
    expect(choices(...ended, claimed(anew))).toEqual(choices(...ended, anew));
    expect(choices(...ended.slice(0, -1), claimed(objected('son-la')))).toEqual([['cao-bang', undefined]]);
    // Everybody sees it, so that it moves what everybody is told of the year.
    const open = (facts: readonly Told<Event>[]) => yearOf(history(...facts)).visibility.open.position;
    expect(open(ended) > open(ended.slice(0, -1))).toBe(true);
    expect(open([...ended.slice(0, -2), objected('son-la')])).toBe(open(ended.slice(0, -2)));
  });
});
