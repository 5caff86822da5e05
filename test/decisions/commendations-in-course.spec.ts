import { describe, it } from '@jest/globals';
import type { CommendationCommand } from '../../src/commendations/commendation.commands.js';
import { commendationDecider } from '../../src/commendations/commendation.decider.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, scenarios } from '../support/given.js';
import {
  cleared,
  complained,
  decided,
  decisionOf,
  onFlag,
  PRIME_MINISTER,
  PARTS,
  proposalStanding,
  registered,
  returned,
  submitted,
  takenUp,
} from '../support/mothers/commendations.js';
import { council, report } from '../support/mothers/origins.js';
import { BLOC } from '../support/mothers/seven-provinces.js';

const given = scenarios(commendationDecider, { origin: council, gathered: [proposalStanding()] });
const AWARD = [takenUp, submitted(), decided()] as const;
const decide = (day: string, recordedOn = day): CommendationCommand => ({
  type: 'DecideCommendation',
  data: { ...onFlag(recordedOn), document: decisionOf(day), legalBases: [{ number: '98/2023/NĐ-CP' }] },
});
const confer = (recipients: object, day = '2025-06-10'): CommendationCommand => ({
  type: 'ConferCommendation',
  data: { ...onFlag(day), recipients },
});
const handedOver = (recipients: object, day = '2025-06-10') =>
  ({ type: 'CommendationConferred', data: { ...onFlag(day), blocId: BLOC, year: '2024', recipients } }) as const;

describe('a unit that the year excluded after it was proposed (R25)', () => {
  const name = { vi: 'Ủy ban nhân dân tỉnh Điện Biên' };
  const exclusion = { ground: 'Có vi phạm', groundId: 'vi-pham' };
  const nominees = [
    { unitId: 'dien-bien', name, exclusion },
    { unitId: 'lao-cai', name: { vi: 'Lào Cai' } },
  ];
  const excluded = {
    code: 'UNIT_EXCLUDED',
    facts: { unit: name.vi, unitId: 'dien-bien', ground: 'Có vi phạm', groundId: 'vi-pham' },
  } as const;
  const takeUp = (unitId: string): CommendationCommand => ({
    type: 'TakeUpProposal',
    data: { blocId: BLOC, year: '2024', proposalId: 'co-chinh-phu', unitId, occurredOn: onDay('2025-03-25') },
  });
  const known = proposalStanding({ nominees });

  it('is neither taken up nor decided, and its dossier is not taken', () => {
    given().knowing(known).when(takeUp('dien-bien')).thenRefused(excluded);
    given(takenUp, submitted()).knowing(known).when(decide('2025-05-20')).thenRefused(excluded);
    for (const [type, history] of [
      ['SubmitDossier', [takenUp]],
      ['SupplementDossier', [takenUp, submitted(), returned()]],
    ] as const)
      given(...history)
        .knowing(known)
        .when({ type, data: { ...onFlag('2025-04-05'), parts: PARTS } })
        .thenRefused(excluded);
  });

  it('is shown in a warning where a source tells of the decision', () => {
    given(takenUp, submitted())
      .knowing(known)
      .claiming(report)
      .when(decide('2025-05-20'))
      .thenWarns([excluded], decided());
  });

  it('keeps no other nominee back', () => {
    const { commendationId, unitName: _, ...rest } = takenUp.data;
    const other = { ...rest, unitId: 'lao-cai', unitName: { vi: 'Lào Cai' } };
    given()
      .knowing(known)
      .when(takeUp('lao-cai'))
      .then({
        type: 'ProposalTakenUp',
        data: { ...other, commendationId: commendationId.replace('dien-bien', 'lao-cai') },
      });
  });
});

describe('a case that is pending (R29)', () => {
  const pending = { code: 'PENDING_CASE', facts: { cases: ['don-1'] } } as const;

  it('holds a step of its days back, also where it was resolved since', () => {
    const history = [takenUp, submitted(), complained('2025-06-01'), cleared('2025-07-01')];
    given(...history)
      .when(decide('2025-06-15'))
      .thenRefused(pending);
    given(...history)
      .when(decide('2025-05-31'))
      .then(decided('2025-05-31'));
    given(takenUp, submitted(), complained('2025-06-01'), cleared('2025-06-20'))
      .when(decide('2025-06-20'))
      .then(decided('2025-06-20'));
  });

  it('does not reach back to a decision that was taken before it came, whichever is entered first', () => {
    given(takenUp, submitted(), complained('2025-08-01')).when(decide('2025-05-20')).then(decided());
    given(takenUp, submitted(), complained('2025-05-20')).when(decide('2025-05-20')).thenRefused(pending);
  });
});

describe('who receives it (R32)', () => {
  it('is of a kind that was announced', () => {
    const individuals = { individuals: { count: 500, named: [] } };
    given(...AWARD)
      .when(confer(individuals))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 0 } });
    const untold = { commendationId: 'dien-hinh-2015-2020', occurredOn: onDay('2020-07-03') };
    given(claimed(registered({ recipients: {} })), claimed({ type: 'CommendationDecided', data: untold }))
      .claiming(report)
      .when({ type: 'ConferCommendation', data: { ...untold, recipients: individuals } })
      .then({ type: 'CommendationConferred', data: { ...untold, recipients: individuals } });
  });

  it('is one of those commended, where all of them are named, by whatever of it is told', () => {
    const stranger = { collectives: { named: [{ unitId: 'lao-cai' }] } };
    given(...AWARD)
      .when(confer(stranger))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { kind: 'recipient', id: 'lao-cai', field: '/recipients/collectives/named/0' },
      });
    const own = { collectives: { named: [{ name: 'Tỉnh Điện Biên', unitId: 'dien-bien' }] } };
    given(...AWARD)
      .when(confer(own))
      .then(handedOver(own));
  });

  it('is somebody', () => {
    const nobody = { code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NOBODY' } } as const;
    given(...AWARD)
      .when(confer({}))
      .thenRefused(nobody);
    given(...AWARD)
      .claiming(report)
      .when(confer({ collectives: { count: 0, named: [] } }))
      .thenRefused(nobody);
    const unsaid = { collectives: { named: [] } };
    given(...AWARD)
      .when(confer(unsaid))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'recipients', field: '/recipients' } });
    given(...AWARD)
      .claiming(report)
      .when(confer(unsaid))
      .then(handedOver(unsaid));
  });
});

describe('the law of the day', () => {
  const by = (number: string, day = '2025-07-01', document: object = decisionOf(day)): CommendationCommand => ({
    type: 'DecideCommendation',
    data: { ...onFlag(day), document, legalBases: [{ number }] },
  });

  it('is found however its number is written (R31)', () => {
    for (const number of ['98/2023/ND-CP', 'Nghị định 98/2023/NĐ-CP', '98/2023/NĐ - CP'])
      given(takenUp, submitted())
        .when(by(number))
        .thenRefused({ code: 'LEGAL_BASIS_NOT_IN_FORCE', facts: { basis: '98/2023/NĐ-CP', date: '2025-07-01' } });
    const legalBases = [{ number: '198/2023/NĐ-CP' }];
    given(takenUp, submitted()).when(by('198/2023/NĐ-CP')).then(decided('2025-07-01', { legalBases }));
  });

  it('is none before the year in its number, and is asked of a day', () => {
    const alone = { commendationId: 'dien-hinh-2015-2020', occurredOn: onDay('2015-05-05') };
    const legalBases = [{ number: '91/2017/NĐ-CP' }];
    given(registered({ occurredOn: onDay('2015-01-05') }))
      .when({ type: 'DecideCommendation', data: { ...alone, document: decisionOf('2015-05-05'), legalBases } })
      .thenRefused({ code: 'LEGAL_BASIS_NOT_IN_FORCE', facts: { basis: '91/2017/NĐ-CP', date: '2015-05-05' } });
    given(takenUp, submitted())
      .when(by('98/2023/NĐ-CP', '2025-05-20', { ...decisionOf('2025-05-20'), date: { date: '2025' } }))
      .thenRefused({ code: 'DECISION_INCOMPLETE', facts: { missing: ['date'] } });
  });
});

describe('an annulment (R37)', () => {
  const annul = (changes: object): CommendationCommand => ({
    type: 'RevokeAward',
    data: { ...onFlag('2025-11-10'), by: PRIME_MINISTER, document: decisionOf('2025-11-10'), ...changes },
  });
  const annulled = (changes: object) =>
    ({ type: 'AwardRevoked', data: { ...annul(changes).data, blocId: BLOC, year: '2024' } }) as never;

  it('is by who issued the decision or by who grants', () => {
    const issuer = { kind: 'EXTERNAL', name: 'Văn phòng Chính phủ' } as const;
    const history = [takenUp, submitted(), decided('2025-05-20', { document: decisionOf('2025-05-20', { issuer }) })];
    const ground = { ground: 'FALSE_DECLARATION' };
    given(...history)
      .when(annul(ground))
      .then(annulled(ground));
    given(...history)
      .when(annul({ ...ground, by: issuer }))
      .then(annulled({ ...ground, by: issuer }));
    given(...history)
      .when(annul({ ...ground, by: { kind: 'EXTERNAL', name: 'Sở Nội vụ' } }))
      .thenRefused({ code: 'REVOCATION_INVALID', facts: { why: 'OTHER_AUTHORITY' } });
  });

  it('as a source words its ground is not held against a list', () => {
    const ground = { ground: 'Kê khai gian dối' };
    given(...AWARD)
      .claiming(report)
      .when(annul(ground))
      .then(annulled(ground));
    given(...AWARD)
      .when(annul(ground))
      .thenRefused({ code: 'REVOCATION_INVALID', facts: { why: 'GROUND', date: '2025-11-10' } });
  });
});
