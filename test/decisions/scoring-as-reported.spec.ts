import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Origin } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { DIEN_BIEN } from '../support/mothers/dien-bien-sheet.js';
import { appraiserOf, representativeOf, secretary } from '../support/mothers/origins.js';
import { inYear, opened, year2024 } from '../support/mothers/seven-provinces.js';
import { given, ranking } from '../support/mothers/subjects.js';

const of = { unitId: 'dien-bien', scope: { track: 'khoi-dang' } };
const whole = { unitId: 'dien-bien', scope: {} };
const lines: readonly LineInput[] = [
  { criterionId: 'thu-ngan-sach', value: '1250', target: '1000' },
  { criterionId: 'an-ninh', mark: '48.5' },
];
const printedTotal = '98.50';

const submitted = { ...inYear('2025-02-10'), ...of, lines };
const appraised = { ...inYear('2025-03-10'), ...of, lines };
const agreed = { ...inYear('2025-03-21'), ...of, lines };
const corrected = {
  ...inYear('2025-03-25'),
  ...of,
  reason: 'Cộng nhầm',
  document: { number: '12/QĐ', date: { date: '2025-03-25' } },
} as const;

const handedIn: EmulationYearEvent = { type: 'SelfScoreSubmitted', data: submitted };
const reviewed: EmulationYearEvent = { type: 'ScoreAppraised', data: appraised };
const done: EmulationYearEvent = { type: 'ScoreAgreed', data: agreed };
const change = { criterionId: 'an-ninh', mark: '47', reason: 'Cộng nhầm' };

const told = (...history: readonly EmulationYearEvent[]) =>
  given(opened(), ...history.map((event) => claimed(event))).claiming();

describe('a sheet as a source tells it of a year without a rulebook (decision 34)', () => {
  it('keeps lines, scope and printed total of each column as told, without points or a total of ours', () => {
    told()
      .when({ type: 'SubmitSelfScore', data: { ...submitted, printedTotal } })
      .then({ type: 'SelfScoreSubmitted', data: { ...submitted, printedTotal } });
    told(handedIn)
      .when({ type: 'ReviseSelfScore', data: { ...submitted, printedTotal } })
      .then({ type: 'SelfScoreRevised', data: { ...submitted, printedTotal } });
    told(handedIn)
      .when({ type: 'AppraiseScore', data: { ...appraised, lines: [], printedTotal } })
      .then({ type: 'ScoreAppraised', data: { ...appraised, printedTotal } });
    told(handedIn, reviewed)
      .when({ type: 'AgreeScore', data: { ...agreed, lines: [], printedTotal } })
      .then({ type: 'ScoreAgreed', data: { ...agreed, printedTotal } });
  });

  it('may be a printed total alone', () =>
    told()
      .when({ type: 'SubmitSelfScore', data: { ...submitted, lines: [], printedTotal } })
      .then({ type: 'SelfScoreSubmitted', data: { ...submitted, lines: [], printedTotal } }));

  it('is agreed with several others, and corrected line by line', () => {
    const { lines: _, unitId, scope, ...on } = agreed;
    told(handedIn, reviewed)
      .when({ type: 'AgreeScores', data: { ...on, sheets: [{ unitId, scope, lines: [], printedTotal }] } })
      .then({ type: 'ScoreAgreed', data: { ...agreed, printedTotal } });
    told(handedIn, reviewed, done)
      .when({ type: 'CorrectRecord', data: { ...corrected, lines: [change] } })
      .then({ type: 'RecordCorrected', data: { ...corrected, lines: [...lines.slice(0, 1), change] } });
  });

  it('takes marks of the secretariat and explanations on lines that no table knows', () => {
    const mark = { ...inYear('2025-03-12'), ...of, criterionId: 'diem-tru', mark: '-2', reason: 'Nộp chậm' };
    told(handedIn, reviewed)
      .when({ type: 'RecordDeduction', data: mark })
      .then({ type: 'DeductionRecorded', data: mark });
    const answer = { ...inYear('2025-03-12'), ...of, explanations: [{ criterionId: 'an-ninh', text: 'Có văn bản' }] };
    told(handedIn, reviewed)
      .when({ type: 'ExplainScore', data: answer })
      .then({ type: 'ScoreExplained', data: answer });
  });

  it('is still held against what needs no rulebook', () => {
    told()
      .when({
        type: 'SubmitSelfScore',
        data: { ...submitted, lines: [...lines, { criterionId: 'an-ninh', mark: '1' }] },
      })
      .thenRefused({
        code: 'INVALID_INPUT',
        facts: { field: '/lines/2/criterionId', criterion: 'an-ninh' },
      });
    told(handedIn)
      .when({ type: 'AgreeScore', data: { ...agreed, lines: [] } })
      .thenWarns([{ code: 'NOT_APPRAISED', facts: DIEN_BIEN }], {
        type: 'ScoreAgreed',
        data: { ...agreed, lines: [] },
      });
  });

  it('is no act: that needs a rulebook', () => {
    const unit = representativeOf('dien-bien');
    const acts: readonly (readonly [Origin, EmulationYearCommand])[] = [
      [unit, { type: 'SubmitSelfScore', data: submitted }],
      [appraiserOf('lang-son'), { type: 'AppraiseScore', data: appraised }],
      [secretary(), { type: 'AgreeScore', data: agreed }],
      [secretary(), { type: 'CorrectRecord', data: { ...corrected, lines } }],
      [unit, { type: 'ExplainScore', data: { ...inYear('2025-03-12'), ...of, explanations: [] } }],
    ];
    for (const [origin, act] of acts) {
      given(opened())
        .by(origin)
        .when(act)
        .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } });
    }
  });
});

describe('a rulebook that is adopted after sheets were told', () => {
  const [first, ...rulebook] = year2024().map((event) => claimed<EmulationYearEvent>(event));
  const anyLine = fc.record(
    {
      criterionId: fc.constantFrom('phan-1', 'phan-2', 'phan-3', 'an-ninh'),
      value: fc.constantFrom('0', '7.5'),
      target: fc.constantFrom('0', '5'),
      mark: fc.constantFrom('-1', '3'),
      option: fc.constant('loai-a'),
      values: fc.constant(['1', '2']),
      passed: fc.boolean(),
      notApplicable: fc.boolean(),
    },
    { requiredKeys: ['criterionId'] },
  );
  const anyLines = fc.uniqueArray(anyLine, { maxLength: 4, selector: ({ criterionId }) => criterionId });

  it('reads none of them, whatever they say: a ranking has nothing of theirs (1,000 sheets)', () => {
    fc.assert(
      fc.property(anyLines, (any) => {
        const column = (day: string) => ({ ...inYear(day), ...whole, lines: any });
        const sheets: readonly EmulationYearEvent[] = [
          { type: 'SelfScoreSubmitted', data: column('2025-02-10') },
          { type: 'ScoreAppraised', data: column('2025-03-10') },
          { type: 'ScoreAgreed', data: column('2025-03-20') },
        ];
        const history = [...(first ? [first] : []), ...sheets.map((event) => claimed(event)), ...rulebook];
        const year = given(...history).claiming();
        const { decision } = year.when(ranking({}));
        expect(decision).toMatchObject({ accepted: false, refusal: { code: 'NOT_ON_RECORD' } });
        const other: EmulationYearEvent = {
          type: 'ScoreAgreed',
          data: {
            ...inYear('2025-03-20'),
            unitId: 'cao-bang',
            scope: {},
            lines: ['phan-1', 'phan-2', 'phan-3'].map((criterionId) => ({ criterionId, mark: '9' })),
          },
        };
        const outcome = given(...history, claimed(other))
          .claiming()
          .when(ranking({})).decision;
        const missing = outcome.accepted
          ? outcome.warnings.find(({ code }) => code === 'RANKING_INCOMPLETE')
          : undefined;
        expect(missing?.facts['unitIds']).toContain(whole.unitId);
        const again = year.when({ type: 'CorrectRecord', data: { ...corrected, ...whole, lines: [] } });
        expect(again.decision.accepted).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
