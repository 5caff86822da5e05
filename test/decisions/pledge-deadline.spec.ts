import { describe, it } from '@jest/globals';
import type { PledgeCommand } from '../../src/emulation-years/pledge/pledge.commands.js';
import { pledgeDecisions } from '../../src/emulation-years/pledge/pledge.decider.js';
import type { PledgeDeadlineWaived, PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { partOfYear, scenarios } from '../support/given.js';
import { agreedYear, alreadySigned, fiveOfSeven, notMember, on, signed, signing } from '../support/mothers/pledge.js';
import { rulebook, year2025 } from '../support/mothers/seven-provinces.js';

const given = scenarios(partOfYear<PledgeCommand, PledgeEvent>(pledgeDecisions));

function waiver(unitId: string, until: string): PledgeDeadlineWaived {
  return {
    type: 'PledgeDeadlineWaived',
    data: { ...on('2025-04-01'), unitId, until: until as LocalDate, reason: 'Lãnh đạo đi công tác' },
  };
}

describe('the deadline of the pledge', () => {
  const until = (deadline: string) => {
    const rules = { ...rulebook.pledge, deadline: deadline as LocalDate };
    return [...year2025({ pledge: rules }), ...agreedYear.slice(2)];
  };

  it('includes its own day', () =>
    given(...until('2025-03-31'))
      .when(signing(on('2025-03-31'), 'son-la'))
      .then(signed(on('2025-03-31'), 'son-la')));

  it('refuses a signature on the day after', () =>
    given(...until('2025-03-31'))
      .when(signing(on('2025-04-01'), 'son-la'))
      .thenRefused({ code: 'PLEDGE_DEADLINE_PASSED', facts: { date: '2025-03-31' } }));

  it('is waived for one unit until a day', () =>
    given(...until('2025-03-31'), waiver('son-la', '2025-04-15'))
      .when(signing(on('2025-04-15'), 'son-la'))
      .then(signed(on('2025-04-15'), 'son-la')));

  it('is waived for that unit alone', () =>
    given(...until('2025-03-31'), waiver('son-la', '2025-04-15'))
      .when(signing(on('2025-04-15'), 'ha-giang'))
      .thenRefused({ code: 'PLEDGE_DEADLINE_PASSED', facts: { date: '2025-03-31' } }));

  it('passes again when the waiver has', () =>
    given(...until('2025-03-31'), waiver('son-la', '2025-04-15'))
      .when(signing(on('2025-04-16'), 'son-la'))
      .thenRefused({ code: 'PLEDGE_DEADLINE_PASSED', facts: { date: '2025-04-15' } }));

  it('is not brought forward by a waiver', () =>
    given(...until('2025-04-30'), waiver('son-la', '2025-04-15'))
      .when(signing(on('2025-04-30'), 'son-la'))
      .then(signed(on('2025-04-30'), 'son-la')));
});

describe('the deadline after an amendment (D32)', () => {
  const amendedOn = (day: string, deadline?: string): PledgeEvent => ({
    type: 'PledgeAmended',
    data: {
      ...on(day),
      version: 2,
      contents: [],
      targets: [],
      ...(deadline === undefined ? {} : { deadline: deadline as LocalDate }),
    },
  });
  const year = [
    ...year2025({ pledge: { ...rulebook.pledge, deadline: '2025-03-31' as LocalDate } }),
    ...agreedYear.slice(2),
  ];

  it.each<[string, readonly PledgeEvent[], string]>([
    ['that came after it had passed binds nobody', [amendedOn('2025-07-01')], '2025-12-31'],
    ['that named a new one is that one', [amendedOn('2025-07-01', '2025-08-31')], '2025-08-31'],
    ['that came before it had passed is what it was', [amendedOn('2025-03-31')], '2025-03-31'],
    ['that brought it forward is that one', [amendedOn('2025-03-22', '2025-03-25')], '2025-03-25'],
  ])('%s: the last day is lawful', (_, amendments, day) =>
    given(...year, ...amendments)
      .when(signing(on(day), 'son-la'))
      .then(signed(on(day), 'son-la', 2)),
  );

  it.each<[string, readonly PledgeEvent[], string, string]>([
    ['the one that it named', [amendedOn('2025-07-01', '2025-08-31')], '2025-09-01', '2025-08-31'],
    ['that of the rulebook where it had not passed', [amendedOn('2025-03-31')], '2025-04-01', '2025-03-31'],
    ['the earlier one that it named', [amendedOn('2025-03-22', '2025-03-25')], '2025-03-26', '2025-03-25'],
  ])('refuses after %s', (_, amendments, day, date) =>
    given(...year, ...amendments)
      .when(signing(on(day), 'son-la'))
      .thenRefused({ code: 'PLEDGE_DEADLINE_PASSED', facts: { date } }),
  );

  it('of a second amendment is asked of the one that the first named', () => {
    const [first, second] = [amendedOn('2025-07-01', '2025-08-31'), amendedOn('2025-09-01')];
    const again = { ...second, data: { ...second.data, version: 3 } } as PledgeEvent;
    given(...year, first, again)
      .when(signing(on('2025-12-31'), 'son-la'))
      .then(signed(on('2025-12-31'), 'son-la', 3));
  });
});

describe('waiving the deadline', () => {
  const waiving = (unitId: string, until: string): PledgeCommand => ({
    type: 'WaivePledgeDeadline',
    data: waiver(unitId, until).data,
  });

  it('is recorded with its reason', () =>
    given(...agreedYear)
      .when(waiving('son-la', '2025-04-15'))
      .then(waiver('son-la', '2025-04-15')));

  it('may be for the very day', () =>
    given(...agreedYear)
      .when(waiving('son-la', '2025-04-01'))
      .then(waiver('son-la', '2025-04-01')));

  it('is refused into the past', () =>
    given(...agreedYear)
      .when(waiving('son-la', '2025-03-31'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-04-01', second: '2025-03-31', order: 'WAIVED_UNTIL' },
      }));

  it('is refused for a unit that has signed', () =>
    given(...fiveOfSeven)
      .when(waiving('cao-bang', '2025-04-15'))
      .thenRefused(alreadySigned('cao-bang')));

  it('is refused for an outsider', () =>
    given(...agreedYear)
      .when(waiving('yen-bai', '2025-04-15'))
      .thenRefused(notMember('yen-bai', '2025-04-01')));
});
