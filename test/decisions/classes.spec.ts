import { describe, expect, it } from '@jest/globals';
import type { ClassifyUnit } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { SubjectRegistered } from '../../src/emulation-years/scoring/scoring.events.js';
import type { ClassificationRules } from '../../src/rulebooks/rulebook.values.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { claimed, partOfYear, scenarios, type Reason } from '../support/given.js';
import { given } from '../support/mothers/rankings.js';
import { publicationOf } from '../support/mothers/ranking.js';
import { agreed, allAgreed } from '../support/mothers/scoring.js';
import { BLOC_NAME, fullName, inYear, opened, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, assenting, ballot, count, meeting, objected, opening, tallied } from '../support/mothers/voting.js';

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
const registered = (subjectId: string): SubjectRegistered => ({
  type: 'SubjectRegistered',
  data: { ...inYear('2024-04-01'), subjectId, unitId: 'dien-bien', name: { vi: subjectId } },
});
const asking = (classification: string) => [{ questionId: 'loai', unitId: 'dien-bien', classification }];
const voting = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
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
    const unknown = {
      code: 'SUBJECT_NOT_REGISTERED',
      facts: { subject: 'khu-2', unit: fullName('dien-bien'), unitId: 'dien-bien' },
    } as const;
    given(...year2024(), registered('khu-1'), registered('khu-2'))
      .when(classify({ classes: parts }))
      .then(classified({ classes: parts }));
    given(...year2024(), registered('khu-1'))
      .when(classify({ classes: parts }))
      .thenRefused(unknown);
    given(...year2024(), registered('khu-1'))
      .claiming()
      .when(classify({ classes: parts }))
      .thenWarns([unknown], classified({ classes: parts }));
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

  it('are given anew, without a reason, once the vote is found void, also where they were published (D41)', () => {
    const given1 = { type: 'UnitClassified', data: byVote } as const;
    const shown = publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'dien-bien' }] });
    const anew = classified({ classes: [{ unitId: 'dien-bien', classification: GOOD }] });
    const again: ClassifyUnit = { ...anew, type: 'ClassifyUnit' };
    given(...year2024(), ...voted, given1, shown)
      .when(again)
      .thenRefused({ code: 'FINAL_STATE' });
    given(...year2024(), ...voted, given1, shown, {
      type: 'BallotVoided',
      data: { ...inYear('2025-04-01'), ballotId: 'xep-loai', ground: 'Sai thành phần' },
    })
      .when(again)
      .then(anew);
  });

  it('carry no act where the vote is only claimed', () =>
    given(...year2024(), ...voted.map((event) => claimed(event)))
      .when({ type: 'ClassifyUnit', data: byVote })
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { kind: 'decision', id: 'xep-loai', allowed: [], knownBy: 'CLAIM' },
      }));
});

describe('classes of a rulebook', () => {
  const classification: ClassificationRules = {
    precision: 'ROUNDED',
    classes: [
      { id: 'xuat-sac', title: { vi: EXCELLENT }, from: '960', decisionRequired: true },
      {
        id: 'tot',
        title: { vi: GOOD },
        from: '950',
        gates: [{ kind: 'SHARE', criterionId: 'phan-3', atLeast: '9/10' }],
      },
      { id: 'hoan-thanh', title: { vi: 'Hoàn thành nhiệm vụ' } },
    ],
  };
  const year = [...year2024({ classification }), ...allAgreed()];
  const given1 = (unitId: string, word: string, changes: Partial<UnitClassified['data']> = {}, reason?: string) =>
    classified({
      classes: [{ unitId, classification: word, ...(reason === undefined ? {} : { reason }) }],
      ...changes,
    });
  const give = (...of: Parameters<typeof given1>): ClassifyUnit => ({ ...given1(...of), type: 'ClassifyUnit' });
  const notMet = (unitId: string, word: string, ...allowed: readonly string[]) =>
    ({
      code: 'CLASS_NOT_MET',
      facts: { unit: fullName(unitId), unitId, classification: word, field: '/classes/0/classification', allowed },
    }) as const;

  it('are given in its words, to sheets that meet them', () => {
    given(...year)
      .when(give('cao-bang', GOOD))
      .then(given1('cao-bang', GOOD));
    given(...year)
      .when(give('cao-bang', 'Hạng A'))
      .thenRefused(notMet('cao-bang', 'Hạng A', EXCELLENT, GOOD, 'Hoàn thành nhiệm vụ'));
  });

  it('are refused to a sheet that misses the points or a gate, and a source that says so is warned of', () => {
    const missed = notMet('lang-son', GOOD, 'Hoàn thành nhiệm vụ');
    given(...year)
      .when(give('lang-son', GOOD))
      .thenRefused(missed);
    given(...year)
      .claiming()
      .when(give('lang-son', GOOD))
      .thenWarns([missed], given1('lang-son', GOOD));
  });

  it.each([
    [
      'a ballot',
      'OpenBallot',
      opening({ ballotId: 'xep-loai', purpose: 'CLASSIFICATION', questions: asking('Hạng A') }),
    ],
    ['an assent', 'RecordUnanimousAssent', assenting({ purpose: 'CLASSIFICATION', questions: asking('Hạng A') })],
  ] as const)('are all that %s is asked about', (_, __, command) => {
    const wrong: Reason = {
      code: 'INVALID_CHOICE',
      facts: {
        ...{ choice: 'loai', field: '/questions/0/classification' },
        allowed: [EXCELLENT, GOOD, 'Hoàn thành nhiệm vụ'],
      },
    };
    const history = [...meeting(SEVEN, { classification })];
    voting(...history)
      .when(command)
      .thenRefused(wrong);
    const { decision } = voting(...history)
      .claiming()
      .when(command);
    expect(decision.accepted && decision.warnings.map(({ code }) => code)).toEqual(['INVALID_CHOICE']);
    const right = { ...command, data: { ...command.data, questions: asking(GOOD) } } as VotingCommand;
    expect(voting(...history).when(right).decision.accepted).toBe(true);
    expect(voting(...meeting()).when(command).decision.accepted).toBe(true);
  });

  it('below what the points give need a reason', () => {
    const lower = 'Hoàn thành nhiệm vụ';
    given(...year)
      .when(give('cao-bang', lower))
      .thenRefused({ code: 'REASON_REQUIRED', facts: { subject: fullName('cao-bang') }, rule: 'H9' });
    given(...year)
      .when(give('cao-bang', lower, {}, 'Có đơn thư'))
      .then(given1('cao-bang', lower, {}, 'Có đơn thư'));
  });

  it('that the members decide on rest on their decision, whatever the points', () => {
    const questions = [
      { questionId: 'dien-bien', unitId: 'dien-bien', classification: EXCELLENT },
      { questionId: 'cao-bang', unitId: 'cao-bang', classification: EXCELLENT },
    ];
    const voted: readonly EmulationYearEvent[] = [
      ballot({ ballotId: 'xep-loai', purpose: 'CLASSIFICATION', questions, seats: 2 }),
      tallied(
        questions.map(({ questionId }) => count(7, 0, 'PASSED', { questionId })),
        { ballotId: 'xep-loai' },
      ),
    ];
    const decision = { decision: 'xep-loai' };
    given(...year)
      .when(give('dien-bien', EXCELLENT))
      .thenRefused({
        code: 'CLASS_NOT_DECIDED',
        facts: { unit: fullName('dien-bien'), unitId: 'dien-bien', classification: EXCELLENT },
      });
    given(...year, ...voted)
      .when(give('dien-bien', EXCELLENT, decision))
      .then(given1('dien-bien', EXCELLENT, decision));
    given(...year, ...voted)
      .when(give('cao-bang', EXCELLENT, decision))
      .thenRefused(notMet('cao-bang', EXCELLENT, GOOD, 'Hoàn thành nhiệm vụ'));
  });

  it('need the agreed sheet, and follow its correction', () => {
    const without = year.filter(({ type, data }) => type !== 'ScoreAgreed' || data.unitId !== 'cao-bang');
    given(...without)
      .when(give('cao-bang', GOOD))
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: [fullName('cao-bang')], unitIds: ['cao-bang'] } });
    given(...without, agreed('cao-bang', ['578.00', '287.00', '80.00']))
      .when(give('cao-bang', GOOD))
      .thenRefused(notMet('cao-bang', GOOD, 'Hoàn thành nhiệm vụ'));
  });
});
