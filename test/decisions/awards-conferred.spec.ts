import { describe, it } from '@jest/globals';
import type { CommendationCommand } from '../../src/commendations/commendation.commands.js';
import { commendationDecider } from '../../src/commendations/commendation.decider.js';
import type { CommendationEvent } from '../../src/commendations/commendation.events.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, scenarios, type Reason } from '../support/given.js';
import {
  cleared,
  complained,
  conferredOn,
  decided,
  decisionOf,
  FLAG,
  onFlag,
  PARTS,
  PRIME_MINISTER,
  proposalStanding,
  registered,
  revoked,
  submitted,
  takenUp,
} from '../support/mothers/commendations.js';
import { council, report, representativeOf, secretary } from '../support/mothers/origins.js';
import { BLOC } from '../support/mothers/seven-provinces.js';

const given = scenarios(commendationDecider, { origin: council, gathered: [proposalStanding()] });
const AWARD = [takenUp, submitted(), decided()] as const;

const confer = (day: string, changes: object = {}): CommendationCommand => ({
  type: 'ConferCommendation',
  data: { ...onFlag(day), presenter: { name: 'Nguyễn Anh Tuấn' }, ...changes },
});
const complain: CommendationCommand = {
  type: 'LodgeComplaint',
  data: { ...onFlag('2025-04-20'), complaintId: 'don-1', about: 'COMPLAINT' },
};
const rejected: CommendationEvent = {
  type: 'CommendationRejected',
  data: { ...onFlag('2025-04-30'), by: PRIME_MINISTER, reason: 'Không đủ tiêu chuẩn' },
};
const pending = { code: 'PENDING_CASE', facts: { cases: ['don-1'] } } as const;

describe('handing over', () => {
  it('follows the decision: a proposal is no award', () => {
    given(...AWARD)
      .when(confer('2025-06-10'))
      .then(conferredOn());
    given(...AWARD)
      .by(secretary())
      .when(confer('2025-06-10'))
      .then(conferredOn());
    const undecided = { code: 'INVALID_TRANSITION', facts: { step: 'COMMENDATION_NOT_DECIDED' } } as const;
    given(takenUp, submitted()).when(confer('2025-06-10')).thenRefused(undecided);
    given(takenUp, submitted(), claimed(decided())).when(confer('2025-06-10')).thenRefused(undecided);
    given(takenUp, submitted()).claiming(report).when(confer('2025-06-10')).thenWarns([undecided], conferredOn());
    given(...AWARD)
      .when(confer('2025-05-19'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-05-20', second: '2025-05-19', order: 'COMMENDATION' },
      });
  });

  it('happens once to all of them', () => {
    given(...AWARD, conferredOn())
      .when(confer('2025-06-11'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'conferment', id: FLAG } });
  });

  it('happens at several ceremonies, from several hands, to no more than were announced (R32)', () => {
    const on = { commendationId: 'dien-hinh-2015-2020', occurredOn: onDay('2020-07-03') };
    const whole = registered({ form: 'Giấy khen', grantor: PRIME_MINISTER });
    const granted = [
      whole,
      { type: 'CommendationDecided', data: { ...on, document: decisionOf('2020-07-01') } },
    ] as const;
    const first = { collectives: { count: 2, named: [], presenter: { name: 'Trịnh Xuân Trường' } } };
    const second = { individuals: { count: 10, named: [], presenter: { name: 'Nguyễn Bích Ngọc' } } };
    const handedOver = (recipients: object) =>
      ({ type: 'CommendationConferred', data: { ...on, recipients } }) as const;
    const hand = (recipients: object): CommendationCommand => ({
      type: 'ConferCommendation',
      data: { ...on, recipients },
    });
    given(...granted, handedOver(first))
      .when(hand(second))
      .then(handedOver(second));
    given(...granted, handedOver(first), handedOver(second))
      .when(hand({ individuals: { count: 6, named: [] } }))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 15 } });
  });
});

describe('a recipient that is named later', () => {
  const name = (recipient: object, kind = 'COLLECTIVE'): CommendationCommand =>
    ({
      type: 'NameCommendationRecipient',
      data: { commendationId: 'dien-hinh-2015-2020', occurredOn: onDay('2020-07-10'), kind, recipient },
    }) as CommendationCommand;
  const named = (recipient: object, kind = 'COLLECTIVE') =>
    ({ type: 'CommendationRecipientNamed', data: name(recipient, kind).data }) as never;
  const [one, two] = [{ name: 'Văn phòng Sở' }, { name: 'Phòng Kế hoạch Tài chính' }];

  it('is one of those announced, and each once (R32)', () => {
    const known = claimed(registered());
    given(known, claimed(named(one)))
      .claiming(report)
      .when(name(two))
      .then(named(two));
    const refused = (facts: object) => ({ code: 'RECIPIENT_COUNT_MISMATCH', facts }) as Reason;
    given(known, claimed(named(one)))
      .claiming(report)
      .when(name(one))
      .thenRefused(refused({ which: 'NAMED_TWICE' }));
    given(known, claimed(named(one)), claimed(named(two)))
      .claiming(report)
      .when(name({ name: 'Thanh tra Sở' }))
      .thenRefused(refused({ which: 'ANNOUNCED', count: 2 }));
  });

  it('of a kind that was not announced is none, unless nothing was told of any', () => {
    const announced = claimed(registered({ recipients: { collectives: { count: 2, named: [] } } }));
    given(announced)
      .claiming(report)
      .when(name({ name: 'Lê Văn Vịnh' }, 'INDIVIDUAL'))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 0 } });
    given(claimed(registered({ recipients: {} })))
      .claiming(report)
      .when(name({ name: 'Lê Văn Vịnh' }, 'INDIVIDUAL'))
      .then(named({ name: 'Lê Văn Vịnh' }, 'INDIVIDUAL'));
  });
});

describe('a complaint', () => {
  it('suspends consideration until it is resolved (A25 (v), R29)', () => {
    given(takenUp, submitted()).when(complain).then(complained());
    const decide: CommendationCommand = { type: 'DecideCommendation', data: decided().data };
    given(takenUp, submitted(), complained()).when(decide).thenRefused(pending);
    given(takenUp, complained())
      .by(secretary())
      .when({ type: 'SubmitDossier', data: { ...onFlag('2025-04-21'), parts: PARTS } })
      .thenRefused(pending);
    given(...AWARD, complained('2025-06-01'))
      .when(confer('2025-06-10'))
      .thenRefused(pending);
    given(takenUp, submitted(), complained(), cleared()).when(decide).then(decided());
    given(takenUp, submitted(), complained()).claiming(report).when(decide).thenWarns([pending], decided());
  });

  it('says as an act what is pending, under an id of its own', () => {
    const { about: _, ...unsaid } = complained().data as Extract<
      CommendationCommand,
      { type: 'LodgeComplaint' }
    >['data'];
    given(takenUp)
      .when({ type: 'LodgeComplaint', data: unsaid })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'matter of the complaint' } });
    given(takenUp, complained())
      .when(complain)
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'complaint', id: 'don-1' } });
  });

  const from = (unitId: string): CommendationCommand => ({
    ...complain,
    data: { ...complain.data, by: { kind: 'UNIT', unitId } },
  });

  it('comes by its own hand from a unit that is commended; the council records those of others', () => {
    const { type, data } = complained();
    const told = { type, data: { ...data, by: { kind: 'UNIT', unitId: 'dien-bien' } } } as never;
    given(takenUp).by(representativeOf('dien-bien')).when(from('dien-bien')).then(told);
    given(takenUp).when(from('dien-bien')).then(told);
  });

  it.each([
    ['there is', [takenUp]],
    ['there is not', []],
    ['was rejected', [takenUp, rejected]],
    ['somebody complained of', [takenUp, complained()]],
    ['was revoked', [takenUp, decided(), revoked()]],
  ])('is refused alike to the representative of any other unit, of a commendation that %s', (_, known) => {
    for (const unitId of ['lao-cai', 'dien-bien']) {
      given(...known)
        .by(representativeOf('lao-cai'))
        .when(from(unitId))
        .thenRefused({
          code: 'NOT_ENTITLED',
          facts: {
            ...{ role: 'representative', command: 'LodgeComplaint' },
            ...{ denied: 'OTHER_UNIT', own: 'lao-cai', who: 'COUNCIL_OR_UNIT' },
          },
        });
    }
  });

  it('is resolved once, with an outcome, and not before it came', () => {
    const resolve = (day: string, changes: object = { outcome: 'DISMISSED' }): CommendationCommand => ({
      type: 'ResolveComplaint',
      data: { ...onFlag(day), complaintId: 'don-1', ...changes },
    });
    given(takenUp, complained()).when(resolve('2025-05-10')).then(cleared());
    given(takenUp, complained())
      .when(resolve('2025-05-10', {}))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'outcome of the complaint' } });
    given(takenUp)
      .when(resolve('2025-05-10'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'complaint', id: 'don-1' } });
    given(takenUp, complained(), cleared())
      .when(resolve('2025-05-11'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'resolution', id: 'don-1' } });
    given(takenUp, complained())
      .when(resolve('2025-04-19'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-04-20', second: '2025-04-19', order: 'COMMENDATION' },
      });
  });
});

describe('a revocation', () => {
  const day = '2025-11-10';
  const revoke = (changes: object = {}): CommendationCommand => ({
    type: 'RevokeAward',
    data: {
      ...onFlag(day),
      ...{ ground: 'FALSE_DECLARATION', by: PRIME_MINISTER, document: decisionOf(day, { number: '456/QĐ-TTg' }) },
      ...changes,
    },
  });

  it('is by the authority that granted it, whoever holds the office, on a ground of the law of its day (A25 (v), R37)', () => {
    given(...AWARD, conferredOn())
      .when(revoke())
      .then(revoked(day));
    given(...AWARD)
      .when(revoke({ by: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh', unitId: 'lao-cai' } }))
      .thenRefused({ code: 'REVOCATION_INVALID', facts: { why: 'OTHER_AUTHORITY' } });
    const other = { ...PRIME_MINISTER, person: 'Người kế nhiệm' } as const;
    given(...AWARD)
      .when(revoke({ by: other }))
      .then({ ...revoked(day), data: { ...revoked(day).data, by: other } } as never);
  });

  it('of no award is refused: a proposal, or one that a claim alone knows', () => {
    const none = { code: 'REVOCATION_INVALID', facts: { why: 'NO_AWARD' } } as const;
    given(takenUp, submitted()).when(revoke()).thenRefused(none);
    given(takenUp, submitted(), claimed(decided())).when(revoke()).thenRefused(none);
    given(claimed(takenUp)).claiming(report).when(revoke()).thenWarns([none], revoked(day));
  });

  it('cites a ground of the day: before 1/1/2024 none is known here', () => {
    const unknown = { why: 'GROUND', date: day };
    given(...AWARD)
      .when(revoke({ ground: 'KHONG_XUNG_DANG' }))
      .thenRefused({ code: 'REVOCATION_INVALID', facts: unknown });
    given(...AWARD)
      .when(revoke({ ground: undefined }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'ground of revocation' } });
    const early = '2022-05-05';
    const data = { ...onFlag(early), ground: 'FALSE_DECLARATION', by: PRIME_MINISTER, document: decisionOf(early) };
    const granted = decided('2021-05-05', { legalBases: [] });
    given(claimed(takenUp), claimed(granted))
      .claiming(report)
      .when({ type: 'RevokeAward', data })
      .then({
        type: 'AwardRevoked',
        data: { ...data, blocId: BLOC, year: '2024' },
      });
  });

  it('cites number and date of its document (R38), and happens once', () => {
    given(...AWARD)
      .when(revoke({ document: { number: '456/QĐ-TTg' } }))
      .thenRefused({ code: 'DOCUMENT_REQUIRED' });
    given(...AWARD, revoked('2025-11-09'))
      .when(revoke())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'revocation', id: FLAG } });
  });

  it('may concern some of the recipients, who are among those commended', () => {
    const of = { collectives: { named: [{ unitId: 'dien-bien' }] } };
    given(...AWARD)
      .when(revoke({ of }))
      .then({ ...revoked(day), data: { ...revoked(day).data, of } } as never);
    given(...AWARD)
      .when(revoke({ of: { collectives: { named: [{ unitId: 'lao-cai' }] } } }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'recipient', id: 'lao-cai' } });
  });

  it('leaves nothing to hand over', () => {
    given(...AWARD, revoked('2025-06-01'))
      .when(confer('2025-06-10'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'AWARD_REVOKED' } });
  });

  it('is followed by what comes back, through a third body, perhaps nothing', () => {
    const data = { ...onFlag('2025-11-20'), by: { kind: 'EXTERNAL', name: 'Sở Tài chính' }, items: [] } as const;
    given(...AWARD, revoked(day))
      .when({ type: 'RecordRecovery', data })
      .then({ type: 'ObjectsRecovered', data: { ...data, blocId: BLOC, year: '2024' } });
    given(...AWARD)
      .when({ type: 'RecordRecovery', data })
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'AWARD_NOT_REVOKED' } });
  });
});
