import { describe, expect, it } from '@jest/globals';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import type { ScoringReopened } from '../../src/emulation-years/scoring/scoring.events.js';
import type { SelfLine } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Evidence } from '../../src/kernel/party.js';
import { claimed } from '../support/given.js';
import {
  given,
  DIEN_BIEN,
  of,
  ready,
  handedIn,
  done,
  withRules,
  submit,
  revise,
} from '../support/mothers/dien-bien-sheet.js';
import { representativeOf } from '../support/mothers/origins.js';
import { heading, HUNDREDS, judged, line, marked, pledgedBy, submitted } from '../support/mothers/scoring.js';
import { BLOC_NAME, inYear, opened, rulebook, year2024 } from '../support/mothers/seven-provinces.js';

describe('handing in a self-score', () => {
  const own = given(...ready).by(representativeOf('dien-bien'));

  it('records each line with its exact points', () => {
    own.when(submit(marked(['580.50', '250', '50']))).then({
      type: 'SelfScoreSubmitted',
      data: {
        ...inYear('2025-02-10'),
        ...of,
        lines: [
          { criterionId: 'phan-1', mark: '580.50', points: '1161/2' },
          { criterionId: 'phan-2', mark: '250', points: '250' },
          { criterionId: 'phan-3', mark: '50', points: '50' },
        ],
        total: { exact: '1761/2', points: '880.50' },
      },
    });
  });
  it('is refused before a rulebook is adopted', () => {
    given(opened())
      .when(submit())
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } });
  });
  it('is refused to a unit that is no member', () => {
    given(...ready)
      .when({ type: 'SubmitSelfScore', data: { ...inYear('2025-02-10'), ...of, unitId: 'yen-bai', lines: [] } })
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-02-10' },
      });
  });
  it('needs a signed pledge (R07), unless the rulebook asks for none', () => {
    given(...year2024())
      .when(submit())
      .thenRefused({ code: 'NO_PLEDGE', facts: { ...DIEN_BIEN, year: '2024' } });
    given(...year2024({ pledge: { ...rulebook.pledge, requiredForScoring: false } }))
      .when(submit())
      .then(submitted('dien-bien'));
  });
  it('names every line that is missing (R08)', () => {
    const [part1] = marked(HUNDREDS);
    own.when(submit(part1 === undefined ? [] : [part1])).thenRefused({
      code: 'INCOMPLETE_SCORE',
      facts: {
        criteria: [
          'Thực hiện chủ trương của Đảng, chính sách, pháp luật',
          'Thực hiện nhiệm vụ công tác thi đua, khen thưởng',
        ],
        criterionIds: marked(HUNDREDS)
          .slice(1)
          .map(({ criterionId }) => criterionId),
      },
    });
  });
  it('need not fill bonus and deduction lines', () => {
    const criteria = [...rulebook.scoring.criteria, line('diem-thuong', '50', { kind: 'BONUS' })];
    given(...withRules({ criteria }), ...pledgedBy('dien-bien'))
      .when(submit())
      .then(submitted('dien-bien'));
  });
  it('has no points where the table leaves them open, and the range is named (R09)', () => {
    const bands = [{ below: '97', points: '0' }, { below: '98', notDefined: true }, { points: '5' }];
    const criteria = [...rulebook.scoring.criteria, line('ty-le', '5', { kind: 'STEP', bands })];
    const scoring = given(...withRules({ criteria, overflow: 'ALLOWED' }), ...pledgedBy('dien-bien'));
    scoring.when(submit([...marked(HUNDREDS), { criterionId: 'ty-le', value: '97.5' }])).thenRefused({
      code: 'POINTS_NOT_DEFINED',
      facts: { criterion: 'ty-le', criterionId: 'ty-le', value: '97.5', from: '97', below: '98' },
    });
  });
  it('names a document where the rulebook asks for one, and the line gives points (R10)', () => {
    const bonus = line('diem-thuong', '50', { kind: 'BONUS' }, { documentRequired: true });
    const scoring = given(...withRules({ criteria: [...rulebook.scoring.criteria, bonus] }), ...pledgedBy('dien-bien'));
    const marks = (mark: string, evidence?: readonly Evidence[]): readonly SelfLine[] => [
      ...marked(HUNDREDS),
      { criterionId: 'diem-thuong', mark, ...defined({ evidence }) },
    ];
    const refused = {
      code: 'EVIDENCE_REQUIRED',
      facts: { criteria: ['diem-thuong'], criterionIds: ['diem-thuong'] },
    } as const;
    scoring.when(submit(marks('5'))).thenRefused(refused);
    scoring.when(submit(marks('5', [{ title: 'Bằng khen' }]))).thenRefused(refused);
    const cited = marks('5', [{ title: 'Bằng khen', document: { number: '12/QĐ' } }]);
    for (const lines of [cited, marks('0')]) expect(scoring.when(submit(lines)).decision.accepted).toBe(true);
  });
  it('stays within the range of each line (R09)', () => {
    own.when(submit(marked(['600.01', '250', '50']))).thenRefused({
      code: 'SCORE_OUT_OF_RANGE',
      facts: {
        criterion: 'Thực hiện các chỉ tiêu phát triển kinh tế - xã hội',
        criterionId: 'phan-1',
        value: '600.01',
        min: '0',
        max: '600',
      },
    });
  });
  it('knows no criterion that the rulebook does not have, and none twice', () => {
    own
      .when(submit([...marked(HUNDREDS), { criterionId: 'phan-9', mark: '1' }]))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'criterion', id: 'phan-9' } });
    own
      .when(submit([...marked(HUNDREDS), { criterionId: 'phan-3', mark: '1' }]))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/lines/3/criterionId', criterion: 'phan-3' } });
  });
  it('knows no scope that the rulebook does not declare', () => {
    const inScope = (scope: object): ScoringCommand => ({
      type: 'SubmitSelfScore',
      data: { ...inYear('2025-02-10'), unitId: 'dien-bien', scope, lines: marked(HUNDREDS) },
    });
    const declared = withRules({ tracks: ['cong-doan'], groups: [{ id: 'nhom-1', unitIds: ['lao-cai'] }] });
    own.when(inScope({ track: 'cong-doan' })).thenRefused({
      code: 'UNKNOWN_REFERENCE',
      facts: { kind: 'track', id: 'cong-doan' },
    });
    given(...declared, ...pledgedBy('dien-bien'))
      .when(inScope({ group: 'nhom-1' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'group', id: 'nhom-1' } });
    given(...declared, ...pledgedBy('dien-bien'))
      .when(inScope({ track: 'cong-doan' }))
      .then({
        type: 'SelfScoreSubmitted',
        data: { ...submitted('dien-bien').data, scope: { track: 'cong-doan' } },
      });
  });
  it('says what it comes to, with each heading under its cap, as far as that does not depend on the others', () => {
    const curve = { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } } as const;
    const criteria = [
      heading('muc-1', '15', judged('a', '10'), judged('b', '10')),
      heading('muc-2', undefined, line('c', '10', curve)),
    ];
    const lines = (value: string) => [
      { criterionId: 'a', mark: '9' },
      { criterionId: 'b', mark: '8' },
      { criterionId: 'c', value, target: '50' },
    ];
    const columns = (value: string) => {
      const { decision } = given(...withRules({ criteria }), ...pledgedBy('dien-bien')).when(submit(lines(value)));
      const [event] = decision.accepted ? decision.events : [];
      if (event?.type !== 'SelfScoreSubmitted') throw new Error('nothing was handed in');
      return { total: event.data.total?.points, headings: event.data.headings };
    };
    const first = { criterionId: 'muc-1', exact: '15', points: '15.00' };
    expect(columns('50')).toEqual({
      total: '20.00',
      headings: [first, { criterionId: 'muc-2', exact: '5', points: '5.00' }],
    });
    expect(columns('60')).toEqual({ total: undefined, headings: [first] });
  });
  it('is handed in once also where the table has bonus lines alone, and nothing is entered', () => {
    const bonusAlone = [
      ...withRules({ criteria: [line('thuong', '10', { kind: 'BONUS' })] }),
      ...pledgedBy('dien-bien'),
    ];
    const { decision } = given(...bonusAlone).when(submit([]));
    if (!decision.accepted) throw new Error(decision.refusal.code);
    given(...bonusAlone, ...decision.events)
      .when(submit([]))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'self-score', id: 'dien-bien' } });
  });
  it('keeps beside it the total that a source prints (D44); an act has the one of its lines', () => {
    const printed = (command: ScoringCommand) => ({ ...command, data: { ...command.data, printedTotal: '801.5' } });
    own
      .when(printed(submit()) as ScoringCommand)
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/printedTotal' } });
    own
      .claiming()
      .when(printed(submit()) as ScoringCommand)
      .then({
        type: 'SelfScoreSubmitted',
        data: { ...submitted('dien-bien').data, printedTotal: '801.5' },
      });
  });
  it('happens once; then the unit revises', () => {
    given(...handedIn)
      .when(submit())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'self-score', id: 'dien-bien' } });
    given(...handedIn)
      .when(revise())
      .then({ ...submitted('dien-bien'), type: 'SelfScoreRevised' });
    own.when(revise()).thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'self-score', id: 'dien-bien' } });
  });
  it('is refused after the score is agreed (R15), also as a revision', () => {
    given(...done)
      .when(submit())
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
    given(...done)
      .when(revise())
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
  });
});

describe('the deadline of self-scoring (R12)', () => {
  const deadline = '2025-01-31' as LocalDate;
  const late = [...withRules({ deadline }), ...pledgedBy('dien-bien')];
  const reopened = (unitId: string): ScoringReopened => ({
    type: 'ScoringReopened',
    data: { ...inYear('2025-02-05'), unitId, until: '2025-02-15' as LocalDate, reason: 'Thiếu số liệu' },
  });

  it('lets in who comes on the last day and nobody after it', () => {
    given(...late)
      .when(submit(marked(HUNDREDS), '2025-01-31'))
      .then({ ...submitted('dien-bien'), data: { ...submitted('dien-bien').data, ...inYear('2025-01-31') } });
    given(...late)
      .when(submit(marked(HUNDREDS), '2025-02-01'))
      .thenRefused({ code: 'SCORING_CLOSED', facts: { date: '2025-01-31' } });
  });
  it('is passed by nothing that is known where a source opens it again and does not say until when', () => {
    const { until: _, ...data } = reopened('dien-bien').data;
    given(...late, claimed({ type: 'ScoringReopened', data }))
      .claiming()
      .when(submit(marked(HUNDREDS), '2025-03-15'))
      .thenWarns([], { ...submitted('dien-bien'), data: { ...submitted('dien-bien').data, ...inYear('2025-03-15') } });
  });
  it('is opened again for one unit until a day of its own', () => {
    given(...late, reopened('dien-bien'))
      .when(submit(marked(HUNDREDS), '2025-02-15'))
      .then({ ...submitted('dien-bien'), data: { ...submitted('dien-bien').data, ...inYear('2025-02-15') } });
    given(...late, reopened('dien-bien'))
      .when(submit(marked(HUNDREDS), '2025-02-16'))
      .thenRefused({ code: 'SCORING_CLOSED', facts: { date: '2025-02-15' } });
    given(...late, reopened('lai-chau'))
      .when(submit())
      .thenRefused({ code: 'SCORING_CLOSED', facts: { date: '2025-01-31' } });
  });
  it('is opened again by ReopenScoring, not to a day that is over', () => {
    const reopen = (until: string): ScoringCommand => ({
      type: 'ReopenScoring',
      data: { ...reopened('dien-bien').data, until: until as LocalDate },
    });
    given(...late)
      .when(reopen('2025-02-15'))
      .then(reopened('dien-bien'));
    given(...late)
      .when(reopen('2025-02-04'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-02-05', second: '2025-02-04', order: 'REOPENED_UNTIL' },
      });
  });
  it('comes after the missing pledge and before the missing lines', () => {
    given(...withRules({ deadline }))
      .when(submit([]))
      .thenRefused({
        code: 'NO_PLEDGE',
        facts: { ...DIEN_BIEN, year: '2024' },
      });
    given(...late)
      .when(submit([]))
      .thenRefused({ code: 'SCORING_CLOSED', facts: { date: '2025-01-31' } });
  });
  it('warns about a claim, which keeps every broken rule', () => {
    const [part1, part2] = marked(HUNDREDS);
    if (part1 === undefined || part2 === undefined) throw new Error('two parts');
    given(...withRules({ deadline }))
      .claiming()
      .when(submit([part1, part2]))
      .thenWarns(
        [
          { code: 'NO_PLEDGE', facts: { ...DIEN_BIEN, year: '2024' } },
          { code: 'SCORING_CLOSED', facts: { date: '2025-01-31' } },
          { code: 'INCOMPLETE_SCORE', facts: { criteria: ['Thực hiện nhiệm vụ công tác thi đua, khen thưởng'] } },
        ],
        {
          type: 'SelfScoreSubmitted',
          data: {
            ...inYear('2025-02-10'),
            ...of,
            lines: [
              { ...part1, points: '500' },
              { ...part2, points: '250' },
            ],
          },
        },
      );
  });
});
