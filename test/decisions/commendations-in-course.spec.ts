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
