import { describe, it } from '@jest/globals';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { scenarios } from '../support/given.js';
import { published } from '../support/mothers/ranking.js';
import { compute, computed, publish } from '../support/mothers/rankings.js';
import { agreed, allAgreed, worth } from '../support/mothers/scoring.js';
import { allStanding, inYear, year2024 } from '../support/mothers/seven-provinces.js';
import { proposed } from '../support/mothers/voting.js';

const given = scenarios(emulationYearDecider, { gathered: allStanding });
const CLOSED = { code: 'INVALID_TRANSITION', facts: { step: 'CLOSED' } } as const;

const closed: EmulationYearEvent = {
  type: 'EmulationYearClosed',
  data: { ...inYear('2025-04-30'), done: ['SCORING'], skipped: [] },
};
const scored = [...year2024(), ...allAgreed()];
const ranked: EmulationYearEvent = { type: 'RankingComputed', data: computed(scored) };
const corrected: EmulationYearEvent = {
  type: 'RecordCorrected',
  data: {
    ...agreed('lao-cai').data,
    lines: worth(['600', '288', '92']),
    reason: 'Cộng sót',
    document: { number: '12/BB' },
  },
};

describe('a year that is closed', () => {
  it('takes no new statistic, but one told by a source (decision 17)', () => {
    const data = {
      ...inYear('2025-05-02'),
      statisticId: 'thu-nsnn',
      title: 'Thu ngân sách',
      quantity: { value: '36000', qualifier: 'AT_LEAST', unit: 'tỷ đồng' },
    } as const;
    given(...scored, closed)
      .when({ type: 'RecordStatistic', data })
      .thenRefused(CLOSED);
    given(...scored, closed)
      .claiming()
      .when({ type: 'RecordStatistic', data })
      .thenWarns([CLOSED], { type: 'BlocStatisticRecorded', data });
  });

  it('ranks and publishes anew what a correction changed (decision 18)', () => {
    const again = {
      type: 'RankingComputed',
      data: computed([...scored, ranked, published(), closed, corrected]),
    } as const;
    given(...scored, ranked, published(), closed, corrected)
      .when(compute)
      .then(again);
    given(...scored, ranked, published(), closed, corrected, again)
      .when(publish(1, 2))
      .then(published({ version: 2 }));
  });

  it('keeps a published ranking that nothing changed', () =>
    given(...scored, ranked, published(), closed)
      .when(compute)
      .thenRefused({ code: 'FINAL_STATE' }));

  it('is not ranked for the first time', () =>
    given(...scored, closed)
      .when(compute)
      .thenRefused(CLOSED));

  it('is published, and its proposals are withdrawn (decision 31)', () => {
    given(...scored, ranked, closed)
      .when(publish(1, 2))
      .then(published());
    const withdrawn = { ...inYear('2025-05-02'), proposalId: 'de-nghi-1', reason: 'Xin rút' };
    given(...scored, proposed(), closed)
      .when({ type: 'WithdrawProposal', data: withdrawn })
      .then({ type: 'ProposalWithdrawn', data: withdrawn });
  });
});
