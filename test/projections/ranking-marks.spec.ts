import { describe, expect, it } from '@jest/globals';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import type { YearRanking } from '../../read-models/ranking/ranking.js';
import { publicRanking, wholeRanking } from '../../read-models/ranking/ranking-view.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Event } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { computed, publicationOf, published, scoredYear } from '../support/mothers/ranking.js';
import { BLOC_NAME, inYear, members, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, objected, ranked } from '../support/mothers/voting.js';

const history = historiesOf(ranking);

function rowOf(...facts: readonly Told<Event>[]): YearRanking {
  const row = history(...facts).row();
  if (row === undefined) throw new Error('The history shows no row');
  return row;
}

describe('the ranking of a year', () => {
  it('names no one without a place of an order that is whole, nor of a group, whose members it does not know', () => {
    const { order } = wholeRanking(rowOf(...scoredYear(), computed()), {});
    const agreed = ranked('dien-bien');
    const ofGroup = { ...agreed, data: { ...agreed.data, scope: { group: 'khoi-so' } } };
    const { order: other } = wholeRanking(rowOf(...year2024(), ofGroup), { group: 'khoi-so' });
    expect([order?.withoutPlace, other?.partial, other?.withoutPlace]).toEqual([[], true, []]);
  });

  it('calls a member by name that an update took out, or that came after the period', () => {
    const [first, ...others] = members;
    const late = { ...first!, unitId: 'yen-bai', membership: { from: '2026-01-01' as LocalDate } };
    const data = { ...inYear('2025-03-23'), blocName: BLOC_NAME, blocRevision: 9 };
    const taken = { type: 'YearMembersUpdated', data: { ...data, members: [...others, late] } } as const;
    const again = { type: 'YearMembersUpdated', data: { ...data, members: others } } as const;
    const row = rowOf(...scoredYear(), computed(), published(), taken, again);
    expect(publicRanking(row, {}).publication?.headline.vi).toBe('Điện Biên dẫn đầu; Lào Cai xếp thứ 2');
    expect(row.namedBeside.map(({ unitId }) => unitId)).toEqual(['yen-bai', 'lao-cai']);
    expect(rowOf(...scoredYear(), taken, { ...again, data: { ...data, members } }).namedBeside).toHaveLength(1);
  });

  it('marks a class that a void decision gave, to everybody where it is public (D41)', () => {
    const given: UnitClassified = {
      type: 'UnitClassified',
      data: {
        ...inYear('2025-03-22'),
        ...{ scope: {}, classes: [{ unitId: 'son-la', classification: 'A' }], decision: 'nhat-tri' },
      },
    };
    const named = publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] });
    const facts = [...year2024(), assented({ purpose: 'CLASSIFICATION' }), given, named];
    const marks = (...more: readonly Told<Event>[]) => {
      return wholeRanking(rowOf(...facts, ...more), {}).publishedClasses?.[0]?.void;
    };
    expect([marks(), marks(objected('lao-cai')), marks(claimed(objected('lao-cai')))]).toEqual([
      ...[undefined, true, undefined],
    ]);
    const open = (...more: readonly Told<Event>[]) => rowOf(...facts, ...more).visibility.open.position;
    expect(open(objected('lao-cai')) > open()).toBe(true);
  });
});
