import { describe, it } from '@jest/globals';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type {
  AwardRecipientNamed,
  BlocStatisticRecorded,
  CommendationSummaryRecorded,
  ConferralEvent,
  PlacementsRecorded,
} from '../../src/emulation-years/conferral/conferral.events.js';
import type { Recipient } from '../../src/emulation-years/conferral/conferral.values.js';
import { partOfYear, scenarios, type Reason } from '../support/given.js';
import { BLOC_NAME, fullName, opened, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { conferred, convened, excluded, on, SESSION } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));

const conferring = (...args: Parameters<typeof conferred>) => ({ ...conferred(...args), type: 'ConferAward' as const });
const collective = (unitId: string): Recipient => ({ name: `Công an tỉnh ${unitId}`, unitId });
const seven = SEVEN.map(collective);

describe('conferring an award (A10)', () => {
  it('announces seven collectives and seven persons; who hands over is not who grants', () =>
    given(opened()).when(conferring()).then(conferred()));

  it('may name them at once, of any member', () => {
    const award = conferred({ collectives: { count: 7, named: seven } });
    given(opened())
      .when({ ...award, type: 'ConferAward' })
      .then(award);
  });

  it.each<[string, Parameters<typeof conferred>[0], Reason['facts']]>([
    ['more names than announced', { collectives: { count: 6, named: seven } }, { which: 'ANNOUNCED', count: 6 }],
    [
      'a name twice',
      { individuals: { count: 7, named: [collective('son-la'), collective('son-la')] } },
      { which: 'NAMED_TWICE' },
    ],
    [
      'nobody at all',
      { collectives: { count: 0, named: [] }, individuals: { count: 0, named: [] } },
      { which: 'NOBODY' },
    ],
  ])('refuses %s, also to a claim', (_, changes, facts) => {
    const reason: Reason = { code: 'RECIPIENT_COUNT_MISMATCH', facts: facts! };
    given(opened()).when(conferring(changes)).thenRefused(reason);
    given(opened()).claiming().when(conferring(changes)).thenRefused(reason);
  });

  it('honours no collective of an excluded unit, but a person there', () => {
    given(...year2024(), excluded('son-la'))
      .when(conferring({ collectives: { count: 7, named: seven } }))
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: {
          unit: fullName('son-la'),
          unitId: 'son-la',
          ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật',
        },
      });
    const person = conferred({ individuals: { count: 1, named: [collective('son-la')] } });
    given(...year2024(), excluded('son-la'))
      .when({ ...person, type: 'ConferAward' })
      .then(person);
  });

  it('happens at a session of this year, once', () => {
    given(opened(), convened())
      .when(conferring({ sessionId: SESSION }))
      .then(conferred({ sessionId: SESSION }));
    given(opened())
      .when(conferring({ sessionId: SESSION }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: SESSION } });
    given(opened(), conferred())
      .claiming()
      .when(conferring())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'award', id: 'bang-khen-lao-cai' } });
  });
});

describe('naming a recipient of an award', () => {
  const named = (recipient: Recipient, kind: 'COLLECTIVE' | 'INDIVIDUAL' = 'COLLECTIVE'): AwardRecipientNamed => ({
    type: 'AwardRecipientNamed',
    data: { ...on, awardId: 'bang-khen-lao-cai', kind, recipient },
  });
  const naming = (...args: Parameters<typeof named>) => ({ ...named(...args), type: 'NameAwardRecipient' as const });
  const complete = [opened(), conferred(), ...seven.map((recipient) => named(recipient))];

  it('fills what was announced', () =>
    given(opened(), conferred())
      .when(naming(collective('son-la')))
      .then(named(collective('son-la'))));

  it('knows no eighth of seven collectives, but still a person', () => {
    const eighth = { name: 'Hợp tác xã Hoa Mười', unitId: 'son-la' };
    given(...complete)
      .when(naming(eighth))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 7 } });
    given(...complete)
      .when(naming(eighth, 'INDIVIDUAL'))
      .then(named(eighth, 'INDIVIDUAL'));
  });

  it('names nobody twice, no excluded unit, and for no award that there is not', () => {
    given(opened(), conferred(), named(collective('son-la')))
      .when(naming(collective('son-la')))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NAMED_TWICE' } });
    given(...year2024(), conferred(), excluded('son-la'))
      .when(naming(collective('son-la')))
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: {
          unit: fullName('son-la'),
          unitId: 'son-la',
          ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật',
        },
      });
    given(opened())
      .when(naming(collective('son-la')))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'award', id: 'bang-khen-lao-cai' } });
  });
});

describe('figures of a year', () => {
  const occasions = {
    of: 'COLLECTIVE',
    counted: 'OCCASION',
    quantity: { value: '2291', qualifier: 'EXACT', unit: 'lượt tập thể' },
  } as const;
  const persons = {
    of: 'INDIVIDUAL',
    counted: 'RECIPIENT',
    quantity: { value: '22922', qualifier: 'EXACT', unit: 'cá nhân' },
  } as const;
  const summary = (
    counts: CommendationSummaryRecorded['data']['counts'] = [occasions, persons],
  ): CommendationSummaryRecorded => ({
    type: 'CommendationSummaryRecorded',
    data: { ...on, summaryId: 'cac-cap', counts },
  });
  const summarising = (...args: Parameters<typeof summary>) => ({
    ...summary(...args),
    type: 'RecordCommendationSummary' as const,
  });

  it('keep each kind on a line of its own (A18)', () => {
    given(opened()).when(summarising()).then(summary());
    given(opened())
      .when(summarising([occasions, occasions]))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/counts' } });
    given(opened(), summary())
      .when(summarising())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'summary', id: 'cac-cap' } });
  });

  it('may be of blocs, and by form: a kind has a line for each form', () => {
    const blocs = { ...occasions, of: 'BLOC' as const };
    const flags = { ...blocs, form: 'Cờ thi đua' };
    given(opened())
      .when(summarising([blocs, flags]))
      .then(summary([blocs, flags]));
    given(opened())
      .when(summarising([flags, flags]))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/counts' } });
  });

  it('tell the places of offices that sit in many blocs, of a member, each place once', () => {
    const placed = (changes: Partial<PlacementsRecorded['data']> = {}): PlacementsRecorded => ({
      type: 'PlacementsRecorded',
      data: {
        ...on,
        unitId: 'son-la',
        counts: [
          { place: 1, count: 3 },
          { place: 3, count: 1 },
        ],
        ...changes,
      },
    });
    const placing = (...args: Parameters<typeof placed>) => ({ ...placed(...args), type: 'RecordPlacements' as const });
    given(opened()).when(placing()).then(placed());
    given(opened(), placed()).when(placing()).then(placed());
    const twice = [
      { place: 1, count: 3 },
      { place: 1, count: 1 },
    ];
    given(opened())
      .when(placing({ counts: twice }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/counts' } });
    const stranger: Reason = {
      code: 'NOT_A_MEMBER',
      facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: on.occurredOn.date },
    };
    given(opened())
      .when(placing({ unitId: 'yen-bai' }))
      .thenRefused(stranger);
    given(opened())
      .claiming()
      .when(placing({ unitId: 'yen-bai' }))
      .thenWarns([stranger], placed({ unitId: 'yen-bai' }));
  });

  it('stay bounds where they are bounds, and may be given again (A12)', () => {
    const jobs = (value: string): BlocStatisticRecorded => ({
      type: 'BlocStatisticRecorded',
      data: {
        ...on,
        statisticId: 'viec-lam-moi',
        title: 'Lao động có việc làm mới',
        quantity: { value, qualifier: 'AT_LEAST', unit: 'lao động' },
      },
    });
    given(opened(), jobs('110000'))
      .when({ ...jobs('113000'), type: 'RecordStatistic' })
      .then(jobs('113000'));
  });
});
