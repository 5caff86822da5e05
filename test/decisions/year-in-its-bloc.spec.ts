import { describe, it } from '@jest/globals';
import { day, given, opening } from '../support/course-of-a-year.js';
import { allStanding, BLOC_NAME, blocStanding, inYear, opened } from '../support/mothers/seven-provinces.js';

describe('a year', () => {
  it.each([
    ['opened before it', { establishedOn: '2024-01-03' }, '2024-01-02', '2024-01-03'],
    ['of a period before it', { establishedOn: '2025-01-01' }, '2024-12-31', '2025-01-01'],
  ])('is not %s: the bloc exists from its establishment (decision 29)', (_, { establishedOn }, second, first) => {
    const knowing = given().knowing(blocStanding({ establishedOn: day(establishedOn) }), ...allStanding);
    const on = second === '2024-01-02' ? second : '2025-01-01';
    const dated = opening(undefined, on);
    const reason = { code: 'INVALID_DATES', facts: { first, second, order: 'BLOC_EXISTS' } } as const;
    knowing.when(dated).thenRefused(reason);
    const warned = [{ ...reason, rule: 'D29' }];
    knowing
      .claiming()
      .when(dated)
      .thenWarns(warned, opened('2024', inYear(on)));
  });

  it('is not opened after its bloc is dissolved', () => {
    const over = blocStanding({ dissolvedOn: day('2024-06-01'), successors: [] });
    const opens = (on: string) =>
      given()
        .knowing(over, ...allStanding)
        .when(opening(undefined, on));
    const facts = { bloc: BLOC_NAME.vi, date: '2024-06-01', successors: '–' };
    opens('2024-06-01').thenRefused({ code: 'BLOC_NOT_ACTIVE', facts });
    opens('2024-05-31').then(opened('2024', inYear('2024-05-31')));
  });
});
