import { describe, it } from '@jest/globals';
import type { ClassifyUnit } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import { claimed } from '../support/given.js';
import { given } from '../support/mothers/rankings.js';
import { BLOC_NAME, inYear, opened, rulebook, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, ballot, count, objected, tallied } from '../support/mothers/voting.js';

const EXCELLENT = 'Hoàn thành xuất sắc nhiệm vụ';
const GOOD = 'Hoàn thành tốt nhiệm vụ';
const two = [
  { unitId: 'dien-bien', classification: EXCELLENT },
  { unitId: 'son-la', classification: GOOD, reason: 'Có đơn thư chưa giải quyết xong' },
];
const classified = (changes: Partial<UnitClassified['data']> = {}): UnitClassified => ({
  type: 'UnitClassified',
  data: { ...inYear('2025-03-22'), scope: {}, classes: two, basis: 'Đạt cả ba chỉ tiêu', ...changes },
});
const classify = (changes: Partial<UnitClassified['data']> = {}): ClassifyUnit => ({
  ...classified(changes),
  type: 'ClassifyUnit',
});
const untold = (classes = two): UnitClassified => {
  const { basis: _, ...data } = classified({ classes }).data;
  return { type: 'UnitClassified', data };
};

describe('classes (H9)', () => {
  it('are given to several units at once, in the words of the bloc, beside their ranks', () =>
    given(...year2024())
      .when(classify())
      .then(classified()));

  it('are given to each unit or subject once, and to members alone', () => {
    const [first] = two;
    const again = [...two, { unitId: 'dien-bien', classification: GOOD }];
    given(...year2024())
      .when(classify({ classes: again }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/classes/2' } });
    const parts = [{ ...first!, subjectId: 'khu-1' }, { ...first!, subjectId: 'khu-2' }, first!];
    given(...year2024())
      .when(classify({ classes: parts }))
      .then(classified({ classes: parts }));
    given(...year2024())
      .when(classify({ classes: [{ unitId: 'yen-bai', classification: GOOD }] }))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
      });
  });

  it('are of a scope that the rulebook declares', () => {
    const scoring = { ...rulebook.scoring, tracks: ['cong-doan'] };
    given(...year2024({ scoring }))
      .when(classify({ scope: { track: 'cong-doan' } }))
      .then(classified({ scope: { track: 'cong-doan' } }));
    given(...year2024({ scoring }))
      .when(classify({ scope: { track: 'chuyen-mon' } }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/scope/track', kind: 'track', id: 'chuyen-mon', allowed: ['cong-doan'] },
      });
  });

  it('rest on something that an act says; a source words them as it likes, also in a year without a rulebook', () => {
    const { basis: _, ...data } = classify().data;
    given(...year2024())
      .when({ type: 'ClassifyUnit', data })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'basis', field: '/basis' } });
    const ofSource = [{ unitId: 'dien-bien', classification: 'Hạng A' }];
    given(opened())
      .claiming()
      .when({ type: 'ClassifyUnit', data: { ...data, classes: ofSource } })
      .then(untold(ofSource));
  });
});

describe('classes that a vote gave', () => {
  const questions = two.map(({ unitId, classification }) => ({ questionId: unitId, unitId, classification }));
  const voted = [
    ballot({ ballotId: 'xep-loai', purpose: 'CLASSIFICATION', questions, seats: 2 }),
    tallied([count(7, 0, 'PASSED', { questionId: 'dien-bien' }), count(3, 4, 'FAILED', { questionId: 'son-la' })], {
      ballotId: 'xep-loai',
    }),
  ];
  const [first, second] = two;
  const { basis: _, ...byVote } = classified({ decision: 'xep-loai', classes: [first!] }).data;

  it('cite the ballot that gave them', () =>
    given(...year2024(), ...voted)
      .when({ type: 'ClassifyUnit', data: byVote })
      .then({ type: 'UnitClassified', data: byVote }));

  it('are not those that it did not give, or was not asked about', () => {
    given(...year2024(), ...voted)
      .when({ type: 'ClassifyUnit', data: { ...byVote, classes: [second!] } })
      .thenRefused({
        code: 'THRESHOLD_NOT_MET',
        facts: { votes: 3, base: 7, threshold: '≥ 4/5', questionId: 'son-la' },
      });
    given(...year2024(), ...voted)
      .when({ type: 'ClassifyUnit', data: { ...byVote, classes: [{ unitId: 'son-la', classification: EXCELLENT }] } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/classes/0/classification', allowed: [GOOD] } });
  });

  it('cite no ballot about something else, and no assent that met an objection', () => {
    given(...year2024(), ballot())
      .when({ type: 'ClassifyUnit', data: { ...byVote, decision: 'suy-ton' } })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'decision', id: 'suy-ton', allowed: [] } });
    const agreed = assented({ purpose: 'CLASSIFICATION', questions });
    given(...year2024(), agreed)
      .when({ type: 'ClassifyUnit', data: { ...byVote, decision: 'nhat-tri' } })
      .then({ type: 'UnitClassified', data: { ...byVote, decision: 'nhat-tri' } });
    given(...year2024(), agreed, objected('son-la'))
      .when({ type: 'ClassifyUnit', data: { ...byVote, decision: 'nhat-tri' } })
      .thenRefused({
        code: 'NOT_UNANIMOUS',
        facts: { units: ['Ủy ban nhân dân tỉnh Sơn La'], unitIds: ['son-la'] },
      });
  });

  it('carry no act where the vote is only claimed', () =>
    given(...year2024(), ...voted.map((event) => claimed(event)))
      .when({ type: 'ClassifyUnit', data: byVote })
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { kind: 'decision', id: 'xep-loai', allowed: [], knownBy: 'CLAIM' },
      }));
});
