import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import { yearDecisions } from '../../src/emulation-years/emulation-year.decisions.js';
import type { Origin } from '../../src/kernel/event.js';
import { messageOf } from '../../src/kernel/refusal.js';
import { scenarios, type Reason } from '../support/given.js';
import { appraiserOf, council, representativeOf, secretary, secretaryFor } from '../support/mothers/origins.js';
import { agreedYear, CONFERENCE, signed, signing } from '../support/mothers/pledge.js';
import { submitted } from '../support/mothers/scoring.js';
import { allStanding, unitStanding } from '../support/mothers/seven-provinces.js';
import { assented, ballot, meeting, on } from '../support/mothers/voting.js';

const given = scenarios(emulationYearDecider, { gathered: allStanding });
const year = given(...agreedYear);

function notEntitled(role: string, command: EmulationYearCommand['type']): Reason {
  return { code: 'NOT_ENTITLED', facts: { role, command } };
}

describe('what a unit does itself', () => {
  const sign = signing(CONFERENCE, 'cao-bang');

  it('is done by its own representative, or recorded by the secretary of the bloc with the paper', () => {
    year.by(representativeOf('cao-bang')).when(sign).then(signed(CONFERENCE, 'cao-bang'));
    year.by(secretaryFor('cao-bang')).when(sign).then(signed(CONFERENCE, 'cao-bang'));
  });

  it.each<[string, Origin]>([
    ['the representative of another unit, be it the head', representativeOf('lao-cai')],
    ['the secretary without a paper', secretary()],
    ['the secretary with the paper of another unit', secretaryFor('son-la')],
    ['the secretary of another bloc', secretaryFor('cao-bang', 'khoi-khac')],
    ['the superior council', council],
  ])('is not done by %s', (_, origin) => {
    year.by(origin).when(sign).thenRefused(notEntitled(origin.role, 'SignPledge'));
  });
});

describe('who may not is told what of the caller does not fit', () => {
  const { blocId } = CONFERENCE;
  const facts = { command: 'SignPledge', blocId, unitId: 'cao-bang' };

  it.each<[string, Origin, object]>([
    ['another unit', representativeOf('lao-cai'), { ...facts, denied: 'OTHER_UNIT', own: 'lao-cai' }],
    ['no paper', secretary(), { ...facts, denied: 'NO_PAPER' }],
    ['another bloc', secretary('khoi-khac'), { ...facts, denied: 'OTHER_BLOC', own: 'khoi-khac' }],
  ])('of a unit: %s', (_, origin, told) => {
    const { decision } = year.by(origin).when(signing(CONFERENCE, 'cao-bang'));
    expect(decision).toMatchObject({ refusal: { code: 'NOT_ENTITLED', facts: told } });
  });

  it('of the head, alike whether there is such a year, and never who presides', () => {
    const data = { ...CONFERENCE, period: { from: '2024-01-01', to: '2024-12-31' }, label: '2024' };
    for (const record of [year, given()]) {
      const { decision } = record
        .by(representativeOf('cao-bang'))
        .when({ type: 'AdoptRulebook', data: { ...data, rulebookId: 'x', version: 1 } } as never);
      expect(decision).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
      expect(decision).toHaveProperty('refusal.facts', {
        ...{ role: 'representative', command: 'AdoptRulebook', blocId },
        ...{ denied: 'NOT_PRESIDING', own: 'cao-bang', who: 'HEAD' },
      });
    }
  });
});

describe('who may not is told who may', () => {
  const { blocId } = CONFERENCE;
  const stranger = secretary('khoi-khac');
  const refusedTo = (
    origin: Origin,
    { type, data = {} }: Readonly<{ type: string; data?: object }>,
    sent = year,
  ): Readonly<{ who: unknown; vi: string; en: string }> => {
    const { decision } = sent.by(origin).when({ type, data: { ...CONFERENCE, ...data } } as never);
    if (decision.accepted || decision.refusal.code !== 'NOT_ENTITLED') throw new Error(`${type} is not refused so`);
    const { refusal } = decision;
    return { who: refusal.facts['who'], vi: messageOf(refusal, 'vi'), en: messageOf(refusal, 'en') };
  };

  it.each<[string, Origin, Readonly<{ type: string; data?: object }>, readonly [who: string, words: string]]>([
    [
      'the council where it may designate too',
      representativeOf('cao-bang'),
      { type: 'DesignateHead', data: { unitId: 'son-la', forYear: '2026' } },
      [
        'COUNCIL_OR_HEAD',
        `cao-bang does not preside over ${blocId}; who may: the council, the secretary of ${blocId} and the unit that presides over it`,
      ],
    ],
    [
      'who acts for the head',
      stranger,
      { type: 'AdoptRulebook' },
      [
        'HEAD',
        `it belongs to the bloc khoi-khac; who may: the secretary of ${blocId} and the unit that presides over it`,
      ],
    ],
    [
      'the unit itself, also to the secretary of another bloc',
      stranger,
      { type: 'SignPledge', data: { unitId: 'son-la' } },
      [
        'UNIT',
        `it belongs to the bloc khoi-khac; who may: the representative of son-la, and the secretary of ${blocId} with a paper of son-la`,
      ],
    ],
    [
      'the unit that nominates',
      representativeOf('lao-cai'),
      { type: 'NominateHead', data: { unitId: 'son-la', by: 'cao-bang' } },
      [
        'UNIT',
        `it acts for lao-cai alone; who may: the representative of cao-bang, and the secretary of ${blocId} with a paper of cao-bang`,
      ],
    ],
    [
      'the head where no unit nominates',
      representativeOf('cao-bang'),
      { type: 'NominateHead', data: { unitId: 'son-la' } },
      [
        'HEAD',
        `cao-bang does not preside over ${blocId}; who may: the secretary of ${blocId} and the unit that presides over it`,
      ],
    ],
    [
      'who appraises',
      appraiserOf('cao-bang', 'khoi-khac'),
      { type: 'AppraiseScore', data: { unitId: 'son-la' } },
      ['SECRETARIAT', `it belongs to the bloc khoi-khac; who may: an appraiser of ${blocId}`],
    ],
  ])('%s', (_, origin, command, [who, words]) => {
    expect(refusedTo(origin, command)).toMatchObject({
      who,
      en: `The role ${origin.role} may not send ${command.type}: ${words}`,
    });
  });

  it('who enters facts of the past, whose act it ever was', () => {
    const told = refusedTo(stranger, { type: 'SignPledge', data: { unitId: 'son-la' } }, year.claiming());
    expect(told).toMatchObject({ who: 'CLAIM' });
    expect(told.en).toMatch(new RegExp(`; who may: the council and the secretary of ${blocId}$`));
    expect(told.vi).toMatch(new RegExp(`; được phép: hội đồng và thư ký của ${blocId}$`));
  });

  it.each(Object.keys(yearDecisions))('of %s, by act and by claim, with no gap in the words', (type) => {
    for (const sent of [year, year.claiming()]) {
      const { vi, en } = refusedTo(stranger, { type, data: { unitId: 'son-la' } }, sent);
      expect(en).toMatch(/: it belongs to the bloc khoi-khac; who may: [^{}…]+$/);
      expect(vi).toMatch(/: người gửi thuộc khối, cụm khoi-khac; được phép: [^{}…]+$/);
    }
  });
});

describe('what a unit that is not of the year does', () => {
  const STRANGER = 'yen-bai';
  const onVotes = given(...meeting(), ballot(), assented(), submitted('lao-cai'));
  const person = { name: 'Đại diện' };
  const about = { ...on, unitId: STRANGER };
  const scope = {};
  const questions = [{ questionId: 'co-chinh-phu', choice: 'FOR' as const }];

  it.each<[string, (id: string) => EmulationYearCommand]>([
    ['CastVote', (id) => ({ type: 'CastVote', data: { ...about, ballotId: id, voter: person, answers: questions } })],
    ['SubmitWrittenOpinion', (id) => ({ type: 'SubmitWrittenOpinion', data: { ...about, ballotId: id } })],
    ['WithdrawFromBallot', (id) => ({ type: 'WithdrawFromBallot', data: { ...about, ballotId: id, reason: 'x' } })],
    ['RecordObjection', (id) => ({ type: 'RecordObjection', data: { ...about, assentId: id } })],
    ['ExplainScore', () => ({ type: 'ExplainScore', data: { ...about, scope, explanations: [] } })],
    ['SubmitSelfScore', () => ({ type: 'SubmitSelfScore', data: { ...about, scope, lines: [] } })],
    ['SignPledge', () => signing(on, STRANGER)],
  ])('by %s is refused alike, whatever it names', (_, command) => {
    for (const id of ['suy-ton', 'nhat-tri', 'khong-co']) {
      const sent = command(id);
      const { decision } = onVotes.by(representativeOf(STRANGER)).knowing(unitStanding(STRANGER)).when(sent);
      expect(decision).toMatchObject({ accepted: false, refusal: { code: 'NOT_A_MEMBER' } });
    }
  });
});

describe('what the secretary does for the head', () => {
  const data = {
    ...CONFERENCE,
    statisticId: 'thu-nsnn',
    title: 'Thu ngân sách',
    quantity: { value: '36000', qualifier: 'AT_LEAST', unit: 'tỷ đồng' },
  } as const;

  it('the representative of the presiding unit may do as well', () => {
    for (const origin of [secretary(), representativeOf('lao-cai')]) {
      year.by(origin).when({ type: 'RecordStatistic', data }).then({ type: 'BlocStatisticRecorded', data });
    }
  });

  it.each<[string, Origin]>([
    ['the representative of another member', representativeOf('cao-bang')],
    ['the secretary of another bloc', secretary('khoi-khac')],
    ['a claimant of no bloc', { subject: 'local|nobody', name: 'Thư ký', role: 'secretary' }],
  ])('is not done by %s', (_, origin) => {
    year.by(origin).when({ type: 'RecordStatistic', data }).thenRefused(notEntitled(origin.role, 'RecordStatistic'));
  });
});

describe('what the secretariat does', () => {
  const data = { ...CONFERENCE, unitId: 'son-la', scope: {}, lines: [] };

  it('is done by a person of the bloc and of some unit, so that the own score is known (R14)', () => {
    const { unitId: _, ...ofNoUnit } = appraiserOf('cao-bang');
    const strangers = [ofNoUnit, appraiserOf('cao-bang', 'khoi-khac'), secretary()];
    for (const origin of strangers) {
      year.by(origin).when({ type: 'AppraiseScore', data }).thenRefused(notEntitled(origin.role, 'AppraiseScore'));
    }
  });
});
