import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { movementDecider } from '../../src/movements/movement.decider.js';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import { claimed, folded, type Known } from '../support/given.js';
import { asking, given } from '../support/mothers/movement-commands.js';
import { representativeOf } from '../support/mothers/origins.js';
import { honoured, inMovement, launched, reviewed, THAI_NGUYEN } from '../support/mothers/movements.js';

const named = (name: string, kind: 'COLLECTIVE' | 'INDIVIDUAL' = 'COLLECTIVE'): MovementEvent => ({
  type: 'MovementAwardRecipientNamed',
  data: { ...inMovement('2020-07-10'), awardId: 'bieu-duong-2020', kind, recipient: { name } },
});
const reported: MovementEvent = {
  type: 'MovementRecognitionsReported',
  data: {
    ...inMovement('2020-07-03'),
    summaryId: 'cac-cap',
    counts: [
      { of: 'COLLECTIVE', counted: 'OCCASION', quantity: { value: '2291', qualifier: 'EXACT', unit: 'lượt tập thể' } },
    ],
  },
};

describe('whom a movement honours', () => {
  it('is told by number, and named later: never more than announced (R32)', () => {
    const two = honoured(2, 15);
    given(launched(), reviewed()).when(asking(two)).then(two);
    given(launched(), two)
      .when(asking(named('Phòng A')))
      .then(named('Phòng A'));
    given(launched(), two, named('Phòng A'), named('Phòng B'))
      .when(asking(named('Phòng C')))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 2 } });
    given(launched(), two, named('Phòng A'))
      .when(asking(named('phòng a')))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NAMED_TWICE' } });
  });

  it('by an act says form, number and whether they are exemplars', () => {
    const { form: _, ...data } = honoured(2, 15).data;
    const untold = { type: 'MovementAwardConferred', data } as MovementEvent;
    given(launched())
      .when(asking(untold))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'form', field: '/form' } });
    given(launched()).claiming().when(asking(untold)).then(untold);
    given(launched())
      .when(asking(honoured(0, 0)))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NOBODY' } });
  });

  it('keeps the years that are named, or how many in a row where none is; no more can be named than there are', () => {
    const five = honoured(1, 0, { consecutiveYears: 5, partial: true });
    given(launched()).when(asking(five)).then(five);
    const some = honoured(1, 0, { years: ['2017', '2019'] });
    given(launched()).when(asking(some)).then(some);
    given(launched())
      .when(asking(honoured(1, 0, { consecutiveYears: 2, years: ['2017', '2018', '2019'] })))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/years' } });
  });

  it('may name each of the years in a row', () => {
    const both = honoured(1, 0, { consecutiveYears: 2, years: ['2018', '2019'] });
    given(launched()).when(asking(both)).then(both);
  });

  it('is not honoured before the launch (D29); of a claim that is remarked', () => {
    const early = honoured(2, 15, inMovement('2014-07-03'));
    const facts = { first: '2015-06-01', second: '2014-07-03', order: 'MOVEMENT_LAUNCHED' };
    given(launched()).when(asking(early)).thenRefused({ code: 'INVALID_DATES', facts });
    given(launched())
      .claiming()
      .when(asking(early))
      .thenWarns([{ code: 'INVALID_DATES', facts, rule: 'D29' }], early);
  });

  it('is somebody of whom anything is told: a name, an office or a unit', () => {
    const { type, data } = named('Phòng A');
    const nobody = { type, data: { ...data, recipient: {} } } as MovementEvent;
    given(launched(), honoured(2, 15))
      .when(asking(nobody))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/recipient' } });
    given(launched())
      .when(asking(honoured(2, 15, { collectives: { count: 2, named: [{}] } })))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/collectives/named' } });
  });

  it('by an act of the launcher is what the launcher grants itself; another grantor is for the council or a claim', () => {
    const byHead = honoured(2, 0, {
      form: 'Giấy khen của Giám đốc Sở',
      grantor: { kind: 'OFFICE', office: 'Giám đốc Sở', unitId: THAI_NGUYEN },
    });
    const abroad = honoured(2, 0, {
      form: 'Bằng khen của Thủ tướng',
      grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
    });
    const own = given(launched()).by(representativeOf(THAI_NGUYEN));
    own.when(asking(byHead)).then(byHead);
    own.when(asking(honoured(2, 0))).then(honoured(2, 0));
    own.when(asking(abroad)).thenRefused({
      code: 'NOT_ENTITLED',
      facts: {
        role: 'representative',
        command: 'ConferMovementAward',
        movementId: abroad.data.movementId,
        who: 'COUNCIL',
      },
    });
    own.claiming().when(asking(abroad)).then(abroad);
    given(launched()).when(asking(abroad)).then(abroad);
    given(launched())
      .when(asking(honoured(2, 0, { grantor: { kind: 'UNKNOWN' } })))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'grantor', field: '/grantor' } });
  });

  it('is told once under an id, at a review that is on record', () => {
    given(launched(), honoured(2, 15))
      .when(asking(honoured(2, 15)))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'award', id: 'bieu-duong-2020' } });
    given(launched())
      .when(asking(honoured(2, 15, { reviewId: 'khong-co' })))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'review', id: 'khong-co' } });
    given(launched())
      .when(asking(named('Phòng A')))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'award', id: 'bieu-duong-2020' } });
  });

  it('is reported in numbers by kind, each report once', () => {
    given(launched()).when(asking(reported)).then(reported);
    given(launched(), reported)
      .when(asking(reported))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'summary', id: 'cac-cap' } });
  });

  it('R32 is never more than was announced, whatever acts and claims name', () => {
    const steps = fc.array(
      fc.record({
        name: fc.constantFrom('A', 'a', 'B', 'C', 'D'),
        kind: fc.constantFrom('COLLECTIVE', 'INDIVIDUAL'),
        claim: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, fc.nat(3), fc.nat(3), (sent, collectives, individuals) => {
        const history: Known<MovementEvent>[] = [launched(), honoured(collectives, individuals)];
        for (const { name, kind, claim } of sent) {
          const before = given(...history);
          const { decision } = (claim ? before.claiming() : before).when(asking(named(name, kind)));
          if (decision.accepted) history.push(...(claim ? decision.events.map(claimed) : decision.events));
        }
        const award = folded(movementDecider, history).acts?.awards.get('bieu-duong-2020');
        expect(award?.collectives.named.length).toBeLessThanOrEqual(collectives);
        expect(award?.individuals.named.length).toBeLessThanOrEqual(individuals);
      }),
      { numRuns: 300 },
    );
  });
});
