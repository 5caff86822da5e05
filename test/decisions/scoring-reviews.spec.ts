import { describe, it } from '@jest/globals';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import {
  given,
  DIEN_BIEN,
  of,
  ready,
  handedIn,
  reviewed,
  done,
  withRules,
  appraise,
  agree,
} from '../support/mothers/dien-bien-sheet.js';
import { appraiserOf, representativeOf } from '../support/mothers/origins.js';
import { agreed, appraised, HUNDREDS, line, marked, pledgedBy, submitted, worth } from '../support/mothers/scoring.js';
import { inYear, rulebook } from '../support/mothers/seven-provinces.js';

describe('returning a card', () => {
  const giveBack = (reason?: string): ScoringCommand => ({
    type: 'ReturnScore',
    data: { ...inYear('2025-03-01'), ...of, ...(reason === undefined ? {} : { reason }) },
  });
  const returned: ScoringEvent = {
    type: 'ScoreReturned',
    data: { ...inYear('2025-03-01'), ...of, reason: 'Thiếu minh chứng' },
  };

  it('needs a reason (R11)', () => {
    given(...handedIn)
      .when(giveBack('Thiếu minh chứng'))
      .then(returned);
    given(...handedIn)
      .when(giveBack())
      .thenRefused({ code: 'REASON_REQUIRED', facts: { subject: DIEN_BIEN.unit, unitId: 'dien-bien' }, rule: 'R11' });
  });
  it('is known of a source that does not say why, and stays without a reason', () => {
    given(...handedIn)
      .claiming()
      .when(giveBack())
      .thenWarns([{ code: 'REASON_REQUIRED', facts: { subject: DIEN_BIEN.unit }, rule: 'R11' }], {
        type: 'ScoreReturned',
        data: { ...inYear('2025-03-01'), ...of },
      });
  });
  it('needs a card', () => {
    given(...ready)
      .when(giveBack('Thiếu minh chứng'))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'self-score', id: 'dien-bien' } });
  });
  it('is not for the own unit (R14), nor after the agreement (R15), nor twice', () => {
    given(...handedIn)
      .by(appraiserOf('dien-bien'))
      .when(giveBack())
      .thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
    given(...done)
      .when(giveBack('Sai'))
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
    given(...handedIn, returned)
      .when(giveBack('Sai'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'RETURNED' } });
  });
  it('makes the secretariat wait for a revision', () => {
    given(...handedIn, returned)
      .when(appraise())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'RETURNED' } });
    given(...handedIn, returned, { ...submitted('dien-bien'), type: 'SelfScoreRevised' })
      .when(appraise())
      .then(appraised('dien-bien'));
  });
});

describe('appraising a self-score', () => {
  it('takes over what it leaves out', () => {
    given(...handedIn)
      .when(appraise())
      .then(appraised('dien-bien'));
  });
  it('says why a figure differs (A23: 3.00 less without a reason), and needs no reason for the same figure', () => {
    given(...handedIn)
      .when(appraise({ criterionId: 'phan-3', mark: '47.00' }))
      .thenRefused({
        code: 'REASON_REQUIRED',
        facts: { subject: 'Thực hiện nhiệm vụ công tác thi đua, khen thưởng', criterionId: 'phan-3' },
        rule: 'R10',
      });
    given(...handedIn)
      .when(appraise({ criterionId: 'phan-3', mark: '47', reason: 'Nộp báo cáo chậm' }))
      .then({
        ...appraised('dien-bien'),
        data: {
          ...appraised('dien-bien').data,
          lines: [
            ...worth(HUNDREDS).slice(0, 2),
            { criterionId: 'phan-3', mark: '47', reason: 'Nộp báo cáo chậm', points: '47' },
          ],
          total: { exact: '797', points: '797.00' },
        },
      });
    given(...handedIn)
      .when(appraise({ criterionId: 'phan-3', mark: '50.00' }))
      .then({
        ...appraised('dien-bien'),
        data: {
          ...appraised('dien-bien').data,
          lines: [...worth(HUNDREDS).slice(0, 2), { criterionId: 'phan-3', mark: '50.00', points: '50' }],
        },
      });
  });
  it('is never of the own unit (R14), and that comes before any reason', () => {
    given(...handedIn)
      .by(appraiserOf('dien-bien'))
      .when(appraise({ criterionId: 'phan-3', mark: '47' }))
      .thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
  });
  it('keeps to the range of the line (R09), waits for the unit and ends with the agreement (R15)', () => {
    given(...handedIn)
      .when(appraise({ criterionId: 'phan-3', mark: '101', reason: 'Vượt' }))
      .thenRefused({
        code: 'SCORE_OUT_OF_RANGE',
        facts: {
          criterion: 'Thực hiện nhiệm vụ công tác thi đua, khen thưởng',
          criterionId: 'phan-3',
          value: '101',
          min: '0',
          max: '100',
        },
      });
    given(...ready)
      .when(appraise(...marked(HUNDREDS).map((each) => ({ ...each, reason: 'Theo hồ sơ' }))))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'BLANK' } });
    given(...done)
      .when(appraise())
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
  });
});

describe('explaining', () => {
  const explain = (criterionId = 'phan-3'): ScoringCommand => ({
    type: 'ExplainScore',
    data: { ...inYear('2025-03-12'), ...of, explanations: [{ criterionId, text: 'Đã nộp đúng hạn' }] },
  });
  it('answers an appraisal', () => {
    given(...reviewed)
      .by(representativeOf('dien-bien'))
      .when(explain())
      .then({
        type: 'ScoreExplained',
        data: { ...inYear('2025-03-12'), ...of, explanations: [{ criterionId: 'phan-3', text: 'Đã nộp đúng hạn' }] },
      });
  });
  it('is refused before it, after the agreement, and for a line that is not there', () => {
    given(...handedIn)
      .when(explain())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SUBMITTED' } });
    given(...done)
      .when(explain())
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
    given(...reviewed)
      .when(explain('phan-9'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'criterion', id: 'phan-9' } });
  });
});

describe('bonuses and deductions of the secretariat', () => {
  const criteria = [
    ...rulebook.scoring.criteria,
    line('diem-thuong', '50', { kind: 'BONUS' }),
    line('diem-tru', '20', { kind: 'DEDUCTION' }),
  ];
  const start = [...withRules({ criteria }), ...pledgedBy('dien-bien'), submitted('dien-bien')];
  const mark = (type: 'RecordDeduction' | 'RecordBonus', criterionId: string, points: string): ScoringCommand => ({
    type,
    data: { ...inYear('2025-03-10'), ...of, criterionId, mark: points, reason: 'Nộp báo cáo chậm' },
  });
  const deducted: ScoringEvent = {
    type: 'DeductionRecorded',
    data: { ...inYear('2025-03-10'), ...of, criterionId: 'diem-tru', mark: '-2', reason: 'Nộp báo cáo chậm' },
  };
  const withDeduction: ScoringEvent = {
    ...appraised('dien-bien'),
    data: {
      ...appraised('dien-bien').data,
      lines: [...worth(HUNDREDS), { criterionId: 'diem-tru', mark: '-2', reason: 'Nộp báo cáo chậm', points: '-2' }],
      total: { exact: '798', points: '798.00' },
    },
  };

  it('stand on lines of their kind, within their range', () => {
    given(...start)
      .when(mark('RecordDeduction', 'diem-tru', '-2'))
      .then(deducted);
    given(...start)
      .when(mark('RecordBonus', 'diem-thuong', '10'))
      .then({
        type: 'BonusRecorded',
        data: { ...inYear('2025-03-10'), ...of, criterionId: 'diem-thuong', mark: '10', reason: 'Nộp báo cáo chậm' },
      });
    given(...start)
      .when(mark('RecordDeduction', 'diem-thuong', '-2'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'criterion', id: 'diem-thuong' } });
    given(...start)
      .when(mark('RecordDeduction', 'diem-tru', '2'))
      .thenRefused({
        code: 'SCORE_OUT_OF_RANGE',
        facts: { criterion: 'diem-tru', criterionId: 'diem-tru', value: '2', min: '-20', max: '0' },
      });
  });
  it('cite a document where the rulebook asks for one', () => {
    const asks = criteria.map((one) => ({ ...one, documentRequired: true }));
    const scoring = given(...withRules({ criteria: asks }), ...pledgedBy('dien-bien'), submitted('dien-bien'));
    scoring.when(mark('RecordDeduction', 'diem-tru', '-2')).thenRefused({ code: 'DOCUMENT_REQUIRED', facts: {} });
  });
  it('go into the appraisal that follows, also after the unit revised', () => {
    given(...start, deducted)
      .when(appraise())
      .then(withDeduction);
    given(...start, deducted, { ...submitted('dien-bien'), type: 'SelfScoreRevised' })
      .when(appraise())
      .then(withDeduction);
  });
  it('say what the appraised column comes to with them', () =>
    given(...start, appraised('dien-bien'))
      .when(mark('RecordDeduction', 'diem-tru', '-2'))
      .then({ ...deducted, data: { ...deducted.data, appraised: { total: { exact: '798', points: '798.00' } } } }));
  it('go into an appraisal that was there before', () => {
    given(...start, appraised('dien-bien'), deducted)
      .when(agree())
      .then({
        type: 'ScoreAgreed',
        data: {
          ...inYear('2025-03-21'),
          ...of,
          lines: withDeduction.data.lines,
          total: { exact: '798', points: '798.00' },
        },
      });
  });
  it('are not for the own unit, not before the unit handed in, not after the agreement', () => {
    given(...start)
      .by(appraiserOf('dien-bien'))
      .when(mark('RecordDeduction', 'diem-tru', '-2'))
      .thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
    given(...withRules({ criteria }))
      .when(mark('RecordBonus', 'diem-thuong', '10'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'BLANK' } });
    given(...start, appraised('dien-bien'), agreed('dien-bien'))
      .when(mark('RecordBonus', 'diem-thuong', '10'))
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
  });
});
