import { describe, it } from '@jest/globals';
import type { YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { PledgeCommand } from '../../src/emulation-years/pledge/pledge.commands.js';
import { pledgeDecisions } from '../../src/emulation-years/pledge/pledge.decider.js';
import type { PledgeEvent, PledgeSigningDeferred } from '../../src/emulation-years/pledge/pledge.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { partOfYear, scenarios } from '../support/given.js';
import {
  agreed,
  agreedYear,
  alreadySigned,
  chairman,
  completed,
  CONFERENCE,
  drafted,
  fiveOfSeven,
  notMember,
  on,
  signed,
  signing,
} from '../support/mothers/pledge.js';
import {
  BLOC_NAME,
  fullName,
  members,
  opened,
  rulebook,
  SEVEN,
  unitStanding,
  year2025,
} from '../support/mothers/seven-provinces.js';

const given = scenarios(partOfYear<PledgeCommand, PledgeEvent>(pledgeDecisions));

function deferral(unitId: string): PledgeSigningDeferred {
  return { type: 'PledgeSigningDeferred', data: { ...CONFERENCE, unitId, reason: 'NO_UBND_LEADER_PRESENT' } };
}

describe('signing the pledge', () => {
  it('records the signature', () =>
    given(...agreedYear)
      .when(signing(CONFERENCE, 'cao-bang'))
      .then(signed(CONFERENCE, 'cao-bang')));

  it('belongs to the year it is for, though done before that year begins (G2)', () =>
    given(...year2025(), drafted(on('2024-11-29')), agreed(on('2024-11-29')))
      .when(signing(on('2024-11-29'), 'cao-bang'))
      .then(signed(on('2024-11-29'), 'cao-bang')));

  it('does not come before its content is agreed (decision 29), of which a claim is warned', () => {
    const facts = { first: '2025-03-22', second: '2025-03-21', order: 'SIGNATURE' };
    given(...agreedYear)
      .when(signing(on('2025-03-21'), 'cao-bang'))
      .thenRefused({ code: 'INVALID_DATES', facts });
    given(...agreedYear)
      .claiming()
      .when(signing(on('2025-03-21'), 'cao-bang'))
      .thenWarns([{ code: 'INVALID_DATES', facts, rule: 'D29' }], signed(on('2025-03-21'), 'cao-bang'));
  });

  it('is not complete with six of seven', () =>
    given(...fiveOfSeven, deferral('ha-giang'), deferral('son-la'))
      .when(signing(on('2025-04-02'), 'ha-giang'))
      .then(signed(on('2025-04-02'), 'ha-giang')));

  it('is complete with the last member, once (A8)', () =>
    given(...fiveOfSeven, signed(on('2025-04-02'), 'ha-giang'))
      .when(signing(on('2025-04-10'), 'son-la'))
      .then(signed(on('2025-04-10'), 'son-la'), completed('2025-04-10')));

  it('is complete on the day of the latest signature, whichever was recorded last', () =>
    given(...fiveOfSeven, signed(on('2025-04-10'), 'son-la'))
      .when(signing(on('2025-04-02'), 'ha-giang'))
      .then(signed(on('2025-04-02'), 'ha-giang'), completed('2025-04-10')));

  it('is refused twice to one unit (A9)', () =>
    given(...fiveOfSeven)
      .when(signing(on('2025-04-02'), 'cao-bang'))
      .thenRefused(alreadySigned('cao-bang')));

  it('is refused to an outsider (A9)', () =>
    given(...fiveOfSeven)
      .when(signing(on('2025-04-02'), 'yen-bai'))
      .thenRefused(notMember('yen-bai', '2025-04-02')));

  it('is refused to an outsider by its name, where that was gathered', () => {
    const full = { vi: 'Ủy ban nhân dân tỉnh Yên Bái' };
    given(...fiveOfSeven)
      .knowing(unitStanding('yen-bai', { name: { full, short: full } }))
      .when(signing(on('2025-04-02'), 'yen-bai'))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: full.vi, unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-04-02' },
      });
  });

  it('is refused to a person in an office that may not sign (A9)', () => {
    const clerk = { name: 'Nguyễn Văn B', office: 'Trưởng phòng TĐKT', officeCode: 'DIVISION_HEAD' };
    given(...fiveOfSeven)
      .when(signing(on('2025-04-02'), 'ha-giang', clerk))
      .thenRefused({
        code: 'SIGNATORY_NOT_AUTHORISED',
        facts: {
          person: 'Nguyễn Văn B',
          unit: fullName('ha-giang'),
          unitId: 'ha-giang',
          officeCode: 'DIVISION_HEAD',
          allowed: rulebook.pledge.authorisedOffices,
        },
      });
  });

  it.each([
    ['name', { ...chairman, name: undefined }],
    ['office', { ...chairman, office: undefined }],
    ['officeCode', { ...chairman, officeCode: undefined }],
  ])('says who signs in which office: not without %s', (field, signatory) =>
    given(...agreedYear)
      .when(signing(CONFERENCE, 'cao-bang', defined(signatory)))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'signatory', field: `/signatory/${field}` } }),
  );

  it('is complete by each signature, and not because all are said to have signed', () =>
    given(...agreedYear)
      .when({ type: 'CompletePledge', data: { ...CONFERENCE, signatures: 7 } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'signatures', field: '/signatures' } }));

  it('is open to every office where the rulebook names none', () =>
    given(...year2025({ pledge: { authorisedOffices: [], requiredForScoring: true } }), ...agreedYear.slice(2))
      .when(signing(CONFERENCE, 'ha-giang', { ...chairman, officeCode: 'DIVISION_HEAD' }))
      .then({
        type: 'PledgeSigned',
        data: {
          ...CONFERENCE,
          unitId: 'ha-giang',
          signatory: { ...chairman, officeCode: 'DIVISION_HEAD' },
          version: 1,
        },
      }));

  it('is refused before the content is agreed', () =>
    given(...year2025(), drafted(CONFERENCE))
      .when(signing(CONFERENCE, 'cao-bang'))
      .thenRefused({ code: 'CONTENT_NOT_AGREED' }));

  it('is refused while no rulebook says who may sign', () =>
    given(opened('2025'), drafted(CONFERENCE), agreed(CONFERENCE))
      .when(signing(CONFERENCE, 'cao-bang'))
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2025' } }));

  it('is never complete while fewer units are named than declared', () => {
    const nine = [
      opened('2025', { declaredSizes: [{ size: 9, from: '2025-01-01' as LocalDate }] }),
      ...agreedYear.slice(1),
    ];
    given(...nine, ...SEVEN.slice(1).map((unitId) => signed(CONFERENCE, unitId)))
      .when(signing(CONFERENCE, 'lao-cai'))
      .then(signed(CONFERENCE, 'lao-cai'));
  });

  it('is complete once, though a member that joins later signs too', () => {
    const yenBai = {
      unitId: 'yen-bai',
      kind: 'PROVINCE',
      name: { full: { vi: 'Yên Bái' }, short: { vi: 'Yên Bái' } },
    } as const;
    const joined: YearMembersUpdated = {
      type: 'YearMembersUpdated',
      data: {
        ...on('2025-04-01'),
        members: [...members, { ...yenBai, membership: { from: '2025-04-01' as LocalDate } }],
        blocName: BLOC_NAME,
        blocRevision: 10,
      },
    };
    given(...agreedYear, ...SEVEN.map((unitId) => signed(CONFERENCE, unitId)), completed('2025-03-22'), joined)
      .when(signing(on('2025-04-02'), 'yen-bai'))
      .then(signed(on('2025-04-02'), 'yen-bai'));
  });

  it('is complete without a member that has left before', () => {
    const left: YearMembersUpdated = {
      type: 'YearMembersUpdated',
      data: {
        ...on('2025-03-30'),
        members: members.map((member) =>
          member.unitId === 'son-la'
            ? { ...member, membership: { ...member.membership, to: '2025-03-31' as LocalDate } }
            : member,
        ),
        blocName: BLOC_NAME,
        blocRevision: 10,
      },
    };
    given(...fiveOfSeven, left)
      .when(signing(on('2025-04-02'), 'ha-giang'))
      .then(signed(on('2025-04-02'), 'ha-giang'), {
        type: 'PledgeCompleted',
        data: { ...on('2025-04-02'), version: 1, signatures: 6 },
      });
  });
});

describe('deferring a signature', () => {
  const deferring = (unitId: string): PledgeCommand => ({ type: 'DeferPledgeSigning', data: deferral(unitId).data });

  it('is recorded with its reason (A7)', () =>
    given(...fiveOfSeven)
      .when(deferring('ha-giang'))
      .then(deferral('ha-giang')));

  it('is refused to a unit that has signed', () =>
    given(...fiveOfSeven)
      .when(deferring('cao-bang'))
      .thenRefused(alreadySigned('cao-bang')));

  it('is refused to an outsider', () =>
    given(...fiveOfSeven)
      .when(deferring('yen-bai'))
      .thenRefused(notMember('yen-bai', '2025-03-22')));
});

describe('the order in which the pledge is checked', () => {
  const late = { ...rulebook.pledge, deadline: '2025-03-01' as LocalDate };
  const clerk = { ...chairman, officeCode: 'DIVISION_HEAD' };

  it('is membership before agreement', () =>
    given(...year2025())
      .when(signing(CONFERENCE, 'yen-bai'))
      .thenRefused(notMember('yen-bai', '2025-03-22')));

  it('is agreement before the deadline', () =>
    given(...year2025({ pledge: late }))
      .when(signing(CONFERENCE, 'son-la'))
      .thenRefused({ code: 'CONTENT_NOT_AGREED' }));

  it('is the deadline before uniqueness', () =>
    given(...year2025({ pledge: late }), ...agreedYear.slice(2), signed(on('2025-02-28'), 'son-la'))
      .when(signing(CONFERENCE, 'son-la'))
      .thenRefused({ code: 'PLEDGE_DEADLINE_PASSED', facts: { date: '2025-03-01' } }));

  it('is uniqueness before the signatory', () =>
    given(...fiveOfSeven)
      .when(signing(CONFERENCE, 'lao-cai', clerk))
      .thenRefused(alreadySigned('lao-cai')));
});
