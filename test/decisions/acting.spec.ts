import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { Origin } from '../../src/kernel/event.js';
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
    ['another bloc', secretary('khoi-khac'), { command: 'SignPledge', blocId, denied: 'OTHER_BLOC', own: 'khoi-khac' }],
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
        ...{ denied: 'NOT_PRESIDING', own: 'cao-bang' },
      });
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
