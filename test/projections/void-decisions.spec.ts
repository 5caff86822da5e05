import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import { insideView, publicView } from '../../read-models/bloc-history/year-view.js';
import type { HeadElected } from '../../src/emulation-years/leadership/leadership.events.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Event } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { type History, historiesOf, type Told } from '../support/history.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import { wholeRanking } from '../../read-models/ranking/ranking-view.js';
import { publicationOf, published } from '../support/mothers/ranking.js';
import { assented, objected, proposed, ranked } from '../support/mothers/voting.js';

const history: (...facts: readonly Told<Event>[]) => History<BlocYear> = historiesOf(blocHistory);

const rankings = historiesOf(ranking);

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

describe('what else of a year rests on a decision', () => {
  it('is marked void on the page of the year as on its own, to everybody where it is public (D41)', () => {
    const decision = 'nhat-tri';
    const order = ranked('dien-bien', 'lao-cai');
    const classified: UnitClassified = {
      type: 'UnitClassified',
      data: { ...inYear('2025-03-22'), scope: {}, classes: [{ unitId: 'son-la', classification: 'A' }], decision },
    };
    const facts = [
      ...year2024(),
      assented({ purpose: 'RANKING' }),
      { ...order, data: { ...order.data, decision } },
      classified,
      proposed({ basis: { kind: 'ASSENT', assentId: decision } }),
      published(
        {},
        { part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] },
        { part: 'PROPOSALS', proposalIds: ['de-nghi-1'] },
      ),
    ];
    const marks = (...more: readonly Told<Event>[]) => {
      const year = yearOf(history(...facts, ...more));
      return [insideView(year, { seesCard: () => true }), publicView(year)].map(
        ({ rankings, proposals, publishedClasses }) => [
          ...[rankings, proposals].map((list) => list?.[0]?.void),
          publishedClasses?.[0]?.value.void,
        ],
      );
    };
    expect(marks().flat()).toEqual(Array(6).fill(undefined));
    expect(marks(objected('son-la')).flat()).toEqual(Array(6).fill(true));
    expect(marks(claimed(objected('son-la')))).toEqual(marks());
    const told = history(...facts, objected('son-la'));
    const { stream, revision } = told.recording(-1).event;
    expect(yearOf(told).visibility.open.provenance[stream]?.endsWith(`-${revision}`)).toBe(true);
  });
});

describe('of several versions of a ranking', () => {
  it('those that do not count name the one that does, of those that the reader sees (H5)', () => {
    const order = ranked('dien-bien');
    const second = { ...order, data: { ...order.data, version: 2 } };
    const claim = claimed({ ...order, data: { ...order.data, version: 3 } });
    const shown = (year: ReturnType<typeof publicView>) =>
      year.rankings.map(({ version, supersededBy }) => [version, supersededBy]);
    const year = yearOf(history(...year2024(), order, published(), second, claim));
    expect(shown(insideView(year, { seesCard: () => true }))).toEqual([
      [1, 2],
      [2, undefined],
      [3, 2],
    ]);
    expect(shown(publicView(year))).toEqual([[1, undefined]]);
    const both = yearOf(history(...year2024(), order, published(), second, published({ version: 2 })));
    expect(shown(publicView(both))).toEqual([
      [1, 2],
      [2, undefined],
    ]);
  });
});

describe('a class that rests on a void decision', () => {
  const classes = [{ unitId: 'dien-bien', classification: 'Xuất sắc' }];
  const byAssent: UnitClassified = {
    type: 'UnitClassified',
    data: { ...inYear('2025-03-22'), scope: {}, classes, decision: 'nhat-tri' },
  };
  const shown = publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'dien-bien' }] });
  const agreed = [...year2024(), assented({ purpose: 'CLASSIFICATION' }), byAssent, shown];
  const marks = (...facts: readonly Told<Event>[]) => {
    const year = publicView(yearOf(history(...facts)));
    const row = rankings(...facts).row();
    if (row === undefined) throw new Error('The history shows no ranking');
    const { publishedClasses, classifications } = wholeRanking(row, {});
    return [
      year.publishedClasses?.map(({ value }) => value.void),
      publishedClasses?.map((one) => one.void),
      classifications?.map(({ value }) => 'void' in value),
    ];
  };

  it('is marked to everybody, whenever the decision ends, and by whom it was told (D41)', () => {
    const none = [[undefined], [undefined], [false]];
    const all = [[true], [true], [true]];
    expect(marks(...agreed)).toEqual(none);
    expect(marks(...agreed, objected('son-la'))).toEqual(all);
    expect(marks(...agreed.slice(0, -2), objected('son-la'), ...agreed.slice(-2))).toEqual(all);
    expect(marks(...agreed, claimed(objected('son-la')))).toEqual(none);
    expect(marks(...agreed.map((fact) => claimed(fact)), claimed(objected('son-la')))).toEqual(all);
  });
});
