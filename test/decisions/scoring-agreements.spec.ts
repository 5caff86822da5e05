import { describe, it } from '@jest/globals';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import {
  given,
  DIEN_BIEN,
  of,
  handedIn,
  reviewed,
  done,
  withRules,
  agree,
} from '../support/mothers/dien-bien-sheet.js';
import { representativeOf, secretary } from '../support/mothers/origins.js';
import {
  appraised,
  HUNDREDS,
  judged,
  line,
  marked,
  scoringRules,
  submitted,
  worth,
} from '../support/mothers/scoring.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';

describe('agreeing on a score', () => {
  const agreement = given(...reviewed).by(secretary());

  it('adopts the appraised figures with their total', () => {
    agreement.when(agree()).then({
      type: 'ScoreAgreed',
      data: {
        ...inYear('2025-03-21'),
        ...of,
        lines: worth(HUNDREDS),
        total: { exact: '800', points: '800.00' },
      },
    });
  });
  it('needs an appraisal (R13) and happens once (R15)', () => {
    given(...handedIn)
      .when(agree())
      .thenRefused({ code: 'NOT_APPRAISED', facts: DIEN_BIEN });
    given(...done)
      .when(agree())
      .thenRefused({ code: 'SCORE_FROZEN', facts: DIEN_BIEN });
  });
  it('says why it departs from the appraisal (R10)', () => {
    agreement.when(agree({ criterionId: 'phan-3', mark: '51' })).thenRefused({
      code: 'REASON_REQUIRED',
      facts: { subject: 'Thực hiện nhiệm vụ công tác thi đua, khen thưởng', criterionId: 'phan-3' },
      rule: 'R10',
    });
  });
  it('may be recorded by the head also for the own unit, but with no figure of its own (R14)', () => {
    const byItself = given(...reviewed).by(representativeOf('dien-bien'));
    const changed = { criterionId: 'phan-3', mark: '51', reason: 'Cộng sót' };
    byItself.when(agree(...marked(HUNDREDS))).then({
      type: 'ScoreAgreed',
      data: { ...inYear('2025-03-21'), ...of, lines: worth(HUNDREDS), total: { exact: '800', points: '800.00' } },
    });
    byItself.when(agree(changed)).thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
    const lines = [...worth(HUNDREDS).slice(0, 2), { ...changed, points: '51' }];
    given(...reviewed)
      .by(representativeOf('lao-cai'))
      .when(agree(changed))
      .then({
        type: 'ScoreAgreed',
        data: { ...inYear('2025-03-21'), ...of, lines, total: { exact: '801', points: '801.00' } },
      });
  });
  it('cites a session that there is', () => {
    agreement
      .when({ type: 'AgreeScore', data: { ...inYear('2025-03-21'), ...of, lines: [], sessionId: 'tru-bi' } })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'tru-bi' } });
  });
  it('enters a report’s figures as a claim, with a warning that nobody appraised them', () => {
    const reasons = marked(HUNDREDS).map((each) => ({ ...each, reason: 'Theo báo cáo' }));
    given(...year2024())
      .claiming()
      .when(agree(...reasons))
      .thenWarns([{ code: 'NOT_APPRAISED', facts: DIEN_BIEN }], {
        type: 'ScoreAgreed',
        data: {
          ...inYear('2025-03-21'),
          ...of,
          lines: reasons.map((each) => ({ ...each, points: each.mark ?? '' })),
          total: { exact: '800', points: '800.00' },
        },
      });
  });
  it('gives no total where a line waits for the other units', () => {
    const curve = { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } } as const;
    const rules = scoringRules([line('chi-tieu', '1000', curve)]);
    const input = { criterionId: 'chi-tieu', value: '60', target: '50' };
    given(
      ...year2024({ scoring: rules }),
      { ...submitted('dien-bien'), data: { ...submitted('dien-bien').data, lines: [input] } },
      { ...appraised('dien-bien'), data: { ...appraised('dien-bien').data, lines: [input] } },
    )
      .when(agree())
      .then({ type: 'ScoreAgreed', data: { ...inYear('2025-03-21'), ...of, lines: [input] } });
  });
});

describe('a line that is a knock-out at zero', () => {
  const criteria = [judged('phan-1', '900'), { ...judged('phan-2', '100'), knockOutAtZero: true }];
  const lines = [
    { criterionId: 'phan-1', mark: '900', points: '900' },
    { criterionId: 'phan-2', mark: '0', points: '0' },
  ];
  const start = [
    ...withRules({ criteria }),
    { ...submitted('dien-bien'), data: { ...submitted('dien-bien').data, lines } },
    { ...appraised('dien-bien'), data: { ...appraised('dien-bien').data, lines } },
  ];
  const agreement: ScoringEvent = {
    type: 'ScoreAgreed',
    data: { ...inYear('2025-03-21'), ...of, lines, total: { exact: '900', points: '900.00' } },
  };
  const barred: ScoringEvent = {
    type: 'UnitExcluded',
    data: {
      ...inYear('2025-03-21'),
      unitId: 'dien-bien',
      ground: 'zero-phan-2',
      excludedFrom: 'AWARDS',
      reason: 'Điểm liệt: phan-2',
    },
  };
  const correction = (mark: string): ScoringCommand => ({
    type: 'CorrectRecord',
    data: {
      ...inYear('2025-04-02'),
      ...of,
      lines: [{ criterionId: 'phan-2', mark }],
      reason: 'Cộng sót',
      document: { number: '12/BB', date: { date: '2025-04-01' } },
    },
  });

  it('bars the unit from awards with the agreement', () => {
    given(...start)
      .when(agree())
      .then(agreement, barred);
  });
  it('is lifted by the correction that gives it points, and stays with one that does not', () => {
    const corrected = (mark: string, total: string): ScoringEvent => ({
      type: 'RecordCorrected',
      data: {
        ...inYear('2025-04-02'),
        ...of,
        lines: [
          { criterionId: 'phan-1', mark: '900', points: '900' },
          { criterionId: 'phan-2', mark, points: mark },
        ],
        total: { exact: total, points: `${total}.00` },
        reason: 'Cộng sót',
        document: { number: '12/BB', date: { date: '2025-04-01' } },
      },
    });
    given(...start, agreement, barred)
      .when(correction('5'))
      .then(corrected('5', '905'), {
        type: 'ExclusionLifted',
        data: {
          ...inYear('2025-04-02'),
          unitId: 'dien-bien',
          ground: 'zero-phan-2',
          reason: 'Điểm đã điều chỉnh: phan-2',
        },
      });
    given(...start, agreement, barred)
      .when(correction('0'))
      .then(corrected('0', '900'));
  });
});

describe('correcting an agreed score', () => {
  const document = { number: '12/BB', date: { date: '2025-04-01' } };
  const correct = (changes: object = {}): ScoringCommand => ({
    type: 'CorrectRecord',
    data: {
      ...inYear('2025-04-02'),
      ...of,
      lines: [{ criterionId: 'phan-3', mark: '60' }],
      reason: 'Cộng sót',
      document,
      ...changes,
    },
  });

  it('gives a new agreed figure and total, by document and reason', () => {
    given(...done)
      .when(correct())
      .then({
        type: 'RecordCorrected',
        data: {
          ...inYear('2025-04-02'),
          ...of,
          lines: worth(['500', '250', '60']),
          total: { exact: '810', points: '810.00' },
          reason: 'Cộng sót',
          document,
        },
      });
  });
  it('is known of a source that names neither document nor reason, and stays without them', () => {
    const data = { ...inYear('2025-04-02'), ...of };
    given(...done)
      .claiming()
      .when({ type: 'CorrectRecord', data: { ...data, lines: marked(['500', '250', '60']) } })
      .thenWarns(
        [{ code: 'REASON_REQUIRED', facts: { subject: DIEN_BIEN.unit }, rule: 'R10' }, { code: 'DOCUMENT_REQUIRED' }],
        {
          type: 'RecordCorrected',
          data: { ...data, lines: worth(['500', '250', '60']), total: { exact: '810', points: '810.00' } },
        },
      );
  });
  it('is not done by the own hand (R14)', () => {
    given(...done)
      .by(representativeOf('dien-bien'))
      .when(correct())
      .thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
  });
  it('is refused without number and date of a document (R38), without a reason, and before the agreement', () => {
    given(...done)
      .when(correct({ document: { number: '12/BB' } }))
      .thenRefused({ code: 'DOCUMENT_REQUIRED' });
    given(...done)
      .when(correct({ reason: ' ' }))
      .thenRefused({ code: 'REASON_REQUIRED', facts: { subject: DIEN_BIEN.unit, unitId: 'dien-bien' }, rule: 'R10' });
    given(...reviewed)
      .when(correct({ lines: marked(HUNDREDS) }))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'APPRAISED' } });
  });
});
