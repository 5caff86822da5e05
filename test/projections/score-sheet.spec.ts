import { describe, expect, it } from '@jest/globals';
import { scoreSheet } from '../../projections/score-sheet.projection.js';
import { SCORE_SHEET, type ScoreSheet } from '../../read-models/score-sheet/score-sheet.js';
import { sheetView } from '../../read-models/score-sheet/score-sheet-view.js';
import type { SheetLineView } from '../../read-models/score-sheet/score-sheet.dto.js';
import type { DeductionRecorded, SelfScoreRevised } from '../../src/emulation-years/scoring/scoring.events.js';
import type { Event } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { corrected } from '../support/mothers/ranking.js';
import { agreed, appraised, type Marks, submitted, worth } from '../support/mothers/scoring.js';
import { BLOC, fullName, inYear, opened, year2024 } from '../support/mothers/seven-provinces.js';

const history = historiesOf(scoreSheet);
const KEY = SCORE_SHEET.keyOf(BLOC, '2024', 'dien-bien');
const HANDED_IN: Marks = ['500', '250', '50'];
const FOUND: Marks = ['500', '240', '50'];

function cardOf(...facts: readonly Told<Event>[]): ScoreSheet {
  const card = history(...facts).row(KEY);
  if (card === undefined) throw new Error('The history shows no card');
  return card;
}

/** Self-scored, appraised and agreed marks of part II, `–` where there is none. */
function figures(...facts: readonly Told<Event>[]): readonly string[] {
  const line = sheetView(cardOf(...facts), undefined).lines.find(({ criterionId }) => criterionId === 'phan-2');
  const mark = (which: 'self' | 'appraised' | 'agreed', of: SheetLineView | undefined) =>
    of?.[which]?.value.mark ?? '–';
  return [mark('self', line), mark('appraised', line), mark('agreed', line)];
}

const revised: SelfScoreRevised = {
  type: 'SelfScoreRevised',
  data: { ...inYear('2025-02-20'), unitId: 'dien-bien', scope: {}, lines: worth(['500', '255', '50']) },
};

const deducted: DeductionRecorded = {
  type: 'DeductionRecorded',
  data: {
    ...inYear('2025-03-11'),
    ...{ unitId: 'dien-bien', scope: {}, criterionId: 'diem-tru', mark: '-2.00', reason: 'Nộp báo cáo chậm' },
  },
};

describe('a score card', () => {
  it('is blank from the opening of the year on, with the name of the unit', () => {
    history(...year2024()).shows(
      {
        ...{ blocId: BLOC, year: '2024', unitId: 'dien-bien', scope: {}, scopeKey: '' },
        name: { vi: fullName('dien-bien') },
        sortKey: cardOf(...year2024()).sortKey,
        status: 'BLANK',
        ...{ entered: [], agreements: [], returns: [], explanations: [] },
      },
      KEY,
    );
  });

  it('keeps three figures of a line, each with where it comes from', () => {
    const facts = [submitted('dien-bien', HANDED_IN), appraised('dien-bien', FOUND), agreed('dien-bien', FOUND)];
    const told = history(...year2024(), ...facts);
    const [first] = sheetView(told.row(KEY) as ScoreSheet, undefined).lines;
    const figure = { criterionId: 'phan-1', mark: '500', points: '500' };
    expect(first).toEqual({
      ...{ criterionId: 'phan-1', title: { vi: 'phan-1' } },
      self: { value: figure, recording: told.recording(-3) },
      appraised: { value: figure, recording: told.recording(-2) },
      agreed: { value: figure, recording: told.recording(-1) },
    });
    expect(figures(...year2024(), ...facts)).toEqual(['250', '240', '240']);
  });

  it('shows what each column comes to as soon as it does, with its headings, and what a source prints', () => {
    const heading = { criterionId: 'phan-2', exact: '240', points: '240.00' };
    const facts = [
      submitted('dien-bien', HANDED_IN),
      appraised('dien-bien', FOUND),
      { ...deducted, data: { ...deducted.data, appraised: { total: { exact: '788', points: '788.00' } } } },
    ];
    const columns = (...told: readonly Told<Event>[]) => sheetView(cardOf(...year2024(), ...told), undefined).columns;
    const appraisedTo = (...told: readonly Told<Event>[]) => columns(...told).appraised?.value.total?.points;
    expect(columns()).toEqual({});
    expect(columns(...facts.slice(0, 1)).self?.value).toEqual({ total: { exact: '800', points: '800.00' } });
    expect(appraisedTo(...facts.slice(0, 2))).toBe('790.00');
    expect(appraisedTo(...facts)).toBe('788.00');
    expect(appraisedTo(...facts, appraised('dien-bien', HANDED_IN))).toBe('800.00');
    const printed = agreed('dien-bien', FOUND);
    const told = { ...printed, data: { ...printed.data, headings: [heading], printedTotal: '795.50' } };
    expect(columns(...facts, claimed(told)).agreed?.value).toEqual({
      headings: [{ ...heading, title: { vi: 'phan-2' } }],
      printedTotal: '795.50',
    });
  });

  it('shows a sheet of a year without a rulebook as told: figures without points, and the printed total alone', () => {
    const { data, ...of } = agreed('dien-bien', FOUND);
    const lines = data.lines.map(({ points: _, ...line }) => line);
    const { total: _, ...unscored } = data;
    const told = claimed({ ...of, data: { ...unscored, lines, printedTotal: '795.50' } });
    const view = sheetView(cardOf(opened(), told), undefined);
    expect(view.lines.map(({ agreed: figure }) => figure?.value)).toEqual(lines);
    expect(view.columns.agreed?.value).toEqual({ printedTotal: '795.50' });
    expect(view).not.toHaveProperty('total');
  });

  it('takes a revised self-score for the former, and drops the appraisal of that', () => {
    const facts = [...year2024(), submitted('dien-bien', HANDED_IN), appraised('dien-bien', FOUND), revised];
    expect([figures(...facts), cardOf(...facts).status]).toEqual([['255', '–', '–'], 'SUBMITTED']);
  });

  it('shows a deduction of the secretariat on its line, with the reason', () => {
    const told = history(...year2024(), submitted('dien-bien'), appraised('dien-bien'), deducted);
    const { lines } = sheetView(told.row(KEY) as ScoreSheet, {
      ...{ rulebookId: 'r', version: 1, scale: '1000', tieKeys: [], knockOuts: [], scopes: [] },
      criteria: [{ criterionId: 'diem-tru', title: { vi: 'Điểm trừ' }, kind: 'DEDUCTION', max: '10' }],
    });
    expect(lines[0]).toEqual({
      ...{ criterionId: 'diem-tru', title: { vi: 'Điểm trừ' }, kind: 'DEDUCTION', max: '10' },
      appraised: {
        value: { criterionId: 'diem-tru', mark: '-2.00', points: '-2.00', reason: 'Nộp báo cáo chậm' },
        recording: told.recording(-1),
      },
    });
  });

  it('shows the corrected figure as agreed, and keeps the former on record', () => {
    const facts = [...year2024(), submitted('dien-bien'), appraised('dien-bien'), agreed('dien-bien')];
    const later = corrected('dien-bien', ['500', '245', '50']);
    expect(figures(...facts, later)).toEqual(['250', '250', '245']);
    expect(cardOf(...facts, later).agreements.map(({ value }) => value.correction?.reason)).toEqual([
      undefined,
      'Cộng nhầm',
    ]);
  });

  it('shows a claim beside what was done here, and an act before a claim', () => {
    const [act, claim] = [submitted('dien-bien', HANDED_IN), claimed(submitted('dien-bien', FOUND))];
    const self = (...facts: readonly Told<Event>[]) => {
      const { value, recording, claims } = cardOf(...year2024(), ...facts).self ?? {};
      return [value?.lines[1]?.mark, recording?.mode, claims?.map((told) => told.value.lines[1]?.mark)];
    };
    expect([self(act, claim), self(claim, act)]).toEqual([
      ['250', 'ACT', ['240']],
      ['250', 'ACT', ['240']],
    ]);
  });

  it('takes a later claim of a revision for the former claim', () => {
    expect(figures(...year2024(), claimed(submitted('dien-bien', HANDED_IN)), claimed(revised))[0]).toBe('255');
  });

  it('is agreed by an act whatever a claim corrects', () => {
    const facts = [...year2024(), submitted('dien-bien'), appraised('dien-bien'), agreed('dien-bien')];
    expect(figures(...facts, claimed(corrected('dien-bien', ['500', '245', '50'])))[2]).toBe('250');
  });

  it('is the same told again', () => {
    const facts = [submitted('dien-bien'), appraised('dien-bien'), deducted, agreed('dien-bien')];
    history(...year2024(), ...facts).isTheSameToldAgain();
  });

  it('was not agreed the day before the preparatory session', async () => {
    const told = history(...year2024(), submitted('dien-bien'), appraised('dien-bien'), agreed('dien-bien'));
    const statusOn = async (day: string) => (await told.asOf({ day: day as LocalDate }, KEY))?.status;
    expect([await statusOn('2025-02-09'), await statusOn('2025-03-20'), await statusOn('2025-03-21')]).toEqual([
      ...['BLANK', 'APPRAISED', 'AGREED'],
    ]);
  });
});
