import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { yearDecisions } from '../../src/emulation-years/emulation-year.decisions.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { PartToPublish } from '../../src/emulation-years/ranking/publication.values.js';
import type { InYear } from '../../src/emulation-years/frame/frame.values.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ClassificationRules } from '../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../support/given.js';
import { done, handedIn, of, reviewed } from '../support/mothers/dien-bien-sheet.js';
import { appraiserOf } from '../support/mothers/origins.js';
import { corrected } from '../support/mothers/ranking.js';
import { among, computed, tied } from '../support/mothers/rankings.js';
import { A3, allAgreed, HUNDREDS, marked } from '../support/mothers/scoring.js';
import {
  inYear,
  opened,
  rulebook,
  RULEBOOK,
  rulebookVersion,
  SEVEN,
  year2024,
} from '../support/mothers/seven-provinces.js';
import {
  assented,
  bothPassed,
  decided,
  meeting,
  proposed,
  proposing,
  scoringSkipped,
} from '../support/mothers/voting.js';

type Sent = Exclude<EmulationYearCommand, { type: 'OpenEmulationYear' }>;

const given = scenarios(partOfYear<Sent, EmulationYearEvent>(yearDecisions), {
  origin: appraiserOf('lang-son'),
  gathered: [rulebookVersion()],
});

/** What rests on something of `day`: the day on which it was, and the order that is broken by what comes before. */
type Row = Readonly<{ day: string; history: readonly EmulationYearEvent[]; order: string; send: (on: InYear) => Sent }>;

const lines = marked(HUNDREDS);
const reason = 'Cộng nhầm';
const correct = (on: InYear): Sent => ({
  type: 'CorrectRecord',
  data: {
    ...{ ...on, ...of, reason, document: { number: '12/QĐ', date: { date: '2025-01-01' } } },
    lines: lines.map((one) => ({ ...one, reason })),
  },
});
const close = (on: InYear): Sent => ({ type: 'CloseEmulationYear', data: on });
const agree = (on: InYear): Sent => ({ type: 'AgreeScore', data: { ...on, ...of, lines: [] } });

const heads = tied([{ key: 'HEAD_DECIDES' }]);
const even = [...heads, ...among({ 'cao-bang': ['580', '285', '90'], 'lang-son': ['580', '285', '90'] })];
const ranked = (history: readonly EmulationYearEvent[], on = inYear('2025-03-21')): readonly EmulationYearEvent[] => [
  ...history,
  { type: 'RankingComputed', data: { ...computed(history), ...on } },
];
const twoOnFirst = [{ unitId: 'lang-son' }, { unitId: 'cao-bang' }];
const publishing =
  (...parts: readonly PartToPublish[]) =>
  (on: InYear): Sent => ({ type: 'PublishResult', data: { ...on, parts } });
const places = publishing({ part: 'RANKING', scope: {}, ranks: [1], pointsShown: false });
const classes = [{ unitId: 'dien-bien', classification: 'A' }];
const classifying =
  (changes: Partial<UnitClassified['data']>) =>
  (on: InYear): Sent => ({ type: 'ClassifyUnit', data: { ...on, scope: {}, classes, basis: 'Đủ điểm', ...changes } });
const classification: ClassificationRules = { precision: 'EXACT', classes: [{ id: 'a', title: { vi: 'A' } }] };
const tieBroken: EmulationYearEvent = {
  type: 'TieBroken',
  data: { ...inYear('2025-03-24'), scope: {}, version: 1, rank: 1, order: twoOnFirst, key: 'HEAD_DECIDES', reason },
};
/** The tie is kept by a second version, which alone does not say when it was broken. */
const kept = computed([...ranked(even), tieBroken], {
  type: 'ComputeRanking',
  data: { ...inYear('2025-03-25'), scope: {} },
});
const thrice: readonly EmulationYearEvent[] = [
  ...ranked(even),
  tieBroken,
  { type: 'RankingComputed', data: { ...kept, ...inYear('2025-03-24') } },
];
const question = { questionId: 'loai', unitId: 'dien-bien', classification: 'A' };
const leader = ranked([...meeting(), ...allAgreed(A3)], inYear('2025-03-25'));

const grouped = [
  ...year2024({ obligatorySteps: [], scoring: { ...rulebook.scoring, groups: [{ id: 'nhom-1', unitIds: SEVEN }] } }),
  ...allAgreed(),
];
const whole = ranked(grouped);
const ofGroup: readonly EmulationYearEvent[] = [
  ...whole,
  {
    type: 'RankingComputed',
    data: { ...computed(grouped), ...inYear('2025-03-25'), scope: { group: 'nhom-1' } },
  },
];

const ROWS: Readonly<Record<string, Row>> = {
  'a revised self-score, on the first': {
    ...{ day: '2025-02-10', history: handedIn, order: 'SHEET' },
    send: (on) => ({ type: 'ReviseSelfScore', data: { ...on, ...of, lines } }),
  },
  'an appraisal, on the self-score': {
    ...{ day: '2025-02-10', history: handedIn, order: 'SHEET' },
    send: (on) => ({ type: 'AppraiseScore', data: { ...on, ...of, lines: [] } }),
  },
  'a return, on the self-score': {
    ...{ day: '2025-02-10', history: handedIn, order: 'SHEET' },
    send: (on) => ({ type: 'ReturnScore', data: { ...on, ...of, reason } }),
  },
  'an explanation, on the appraisal': {
    ...{ day: '2025-03-10', history: reviewed, order: 'SHEET' },
    send: (on) => ({
      type: 'ExplainScore',
      data: { ...on, ...of, explanations: [{ criterionId: 'phan-1', text: reason }] },
    }),
  },
  'an agreement, on the appraisal': { day: '2025-03-10', history: reviewed, order: 'SHEET', send: agree },
  'several agreements, each on its appraisal': {
    ...{ day: '2025-03-10', history: reviewed, order: 'SHEET' },
    send: (on) => ({ type: 'AgreeScores', data: { ...on, sheets: [{ ...of, lines: [] }] } }),
  },
  'a correction, on the agreement': { day: '2025-03-21', history: done, order: 'SHEET', send: correct },
  'a second correction, on the first': {
    ...{ day: '2025-04-01', history: [...done, corrected('dien-bien', HUNDREDS)], order: 'SHEET', send: correct },
  },
  'a ranking, on the agreements': {
    ...{ day: '2025-03-21', history: [...year2024(), ...allAgreed()], order: 'SCORES_AGREED' },
    send: (on) => ({ type: 'ComputeRanking', data: { ...on, scope: {} } }),
  },
  'a ranking, on a correction': {
    ...{ day: '2025-04-01', order: 'SCORES_AGREED' },
    history: [...year2024(), ...allAgreed(), corrected('dien-bien', HUNDREDS)],
    send: (on) => ({ type: 'ComputeRanking', data: { ...on, scope: {} } }),
  },
  'a class, on the agreed sheet that it is read from': {
    ...{ day: '2025-03-21', history: [...year2024({ classification }), ...allAgreed()], order: 'SCORES_AGREED' },
    send: classifying({}),
  },
  'a class that no rulebook words, on the agreed sheet': {
    ...{ day: '2025-03-21', history: [...year2024(), ...allAgreed()], order: 'SCORES_AGREED' },
    send: classifying({}),
  },
  'a ranking computed again, on the tie that it keeps': {
    ...{ day: '2025-03-24', history: [...ranked(even), tieBroken], order: 'TIE_KEPT' },
    send: (on) => ({ type: 'ComputeRanking', data: { ...on, scope: {} } }),
  },
  'a ranking computed a third time, on the tie that both keep': {
    ...{ day: '2025-03-24', history: thrice, order: 'TIE_KEPT' },
    send: (on) => ({ type: 'ComputeRanking', data: { ...on, scope: {} } }),
  },
  'a class, on the assent that gave it': {
    ...{ day: '2025-03-21', order: 'DECIDED' },
    history: [...meeting(), assented({ purpose: 'CLASSIFICATION', questions: [question] })],
    send: classifying({ decision: 'nhat-tri' }),
  },
  'a broken tie, on the order': {
    ...{ day: '2025-03-23', history: ranked(even, inYear('2025-03-23')), order: 'RANKED' },
    send: (on) => ({
      type: 'BreakTie',
      data: { ...on, scope: {}, rank: 1, order: twoOnFirst, key: 'HEAD_DECIDES', reason },
    }),
  },
  'an agreed order, on the assent': {
    ...{ day: '2025-03-21', order: 'DECIDED' },
    history: [...meeting(), scoringSkipped(), assented({ purpose: 'RANKING', questions: [question] })],
    send: (on) => ({
      type: 'AgreeRanking',
      data: {
        ...{ ...on, scope: {}, basis: 'ASSENT', decision: 'nhat-tri', partial: true },
        groups: [{ rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: true }],
      },
    }),
  },
  'published places, on the order': {
    ...{ day: '2025-03-23', history: ranked(even, inYear('2025-03-23')), order: 'PUBLISHED', send: places },
  },
  'published places, on the tie that was broken': {
    ...{ day: '2025-03-24', history: [...ranked(even), tieBroken], order: 'PUBLISHED', send: places },
  },
  'published classes, on the day on which they were given': {
    ...{ day: '2025-03-24', order: 'PUBLISHED', send: publishing({ part: 'CLASSES', scope: {} }) },
    history: [...year2024(), { type: 'UnitClassified', data: { ...inYear('2025-03-24'), scope: {}, classes } }],
  },
  'published proposals, on the proposals': {
    ...{ day: '2025-03-21', history: [...decided, proposed()], order: 'PUBLISHED' },
    send: publishing({ part: 'PROPOSALS' }),
  },
  'published votes, on the votes': {
    ...{ day: '2025-03-21', history: decided, order: 'PUBLISHED', send: publishing({ part: 'VOTES' }) },
  },
  'a rulebook, on the opening of its year': {
    ...{ day: '2024-01-02', history: [opened('2024')], order: 'YEAR_OPEN' },
    send: (on) => ({ type: 'AdoptRulebook', data: { ...on, rulebookId: RULEBOOK, version: 1 } }),
  },
  'the close of the year, on its opening': {
    ...{ day: '2024-01-02', history: year2024({ obligatorySteps: [] }), order: 'YEAR_OPEN', send: close },
  },
  'the close of the year, on its vote': {
    ...{
      day: '2025-03-21',
      history: [...year2024({ obligatorySteps: [] }), assented()],
      order: 'YEAR_HELD',
      send: close,
    },
  },
  'the close of the year, on its order': {
    ...{ day: '2025-03-23', order: 'RANKED', send: close },
    history: ranked([...year2024({ obligatorySteps: [] }), ...allAgreed()], inYear('2025-03-23')),
  },
  'the close of the year, on the order of a group beside the whole': {
    ...{ day: '2025-03-25', order: 'RANKED', send: close },
    history: ofGroup,
  },
  'a proposal for the leading unit, on the order that it leads': {
    ...{ day: '2025-03-25', history: [...leader, ...bothPassed], order: 'RANKED' },
    send: (on) => {
      const { type, data } = proposing(proposed());
      return { type, data: { ...data, ...on } };
    },
  },
};

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

describe.each(Object.entries(ROWS))('%s (decision 29)', (_, { day, history, order, send }) => {
  const facts = { first: day, second: dayBefore(day), order };

  it('is lawful on the same day', () => {
    expect(given(...history).when(send(inYear(day))).decision).toMatchObject({ accepted: true, warnings: [] });
  });

  it('is refused a day before', () => {
    given(...history)
      .when(send(inYear(facts.second)))
      .thenRefused({ code: 'INVALID_DATES', facts });
  });

  it('is remarked of a claim', () => {
    const { decision } = given(...history)
      .claiming()
      .when(send(inYear(facts.second)));
    expect(decision).toMatchObject({
      accepted: true,
      warnings: expect.arrayContaining([
        expect.objectContaining({ code: 'INVALID_DATES', rule: 'D29', facts }),
      ]) as unknown,
    });
  });
});
