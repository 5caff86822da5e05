import { describe, expect, it } from '@jest/globals';
import type { CommendationCommand } from '../../src/commendations/commendation.commands.js';
import { commendationDecider } from '../../src/commendations/commendation.decider.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, scenarios } from '../support/given.js';
import {
  FLAG,
  OF_PROPOSAL,
  PRIME_MINISTER,
  proposalStanding,
  registered,
  takenUp,
} from '../support/mothers/commendations.js';
import { council, report, representativeOf, secretary } from '../support/mothers/origins.js';
import { BLOC, unitStanding } from '../support/mothers/seven-provinces.js';

const given = scenarios(commendationDecider, { origin: council, gathered: [proposalStanding()] });

const takeUp: CommendationCommand = {
  type: 'TakeUpProposal',
  data: { ...OF_PROPOSAL, unitId: 'dien-bien', occurredOn: onDay('2025-03-25') },
};
describe('taking up a proposal', () => {
  it('names form, grantor and nominee as the year does, under an id made of all three (S2)', () => {
    given().by(secretary()).when(takeUp).then(takenUp);
    expect(takenUp.data.commendationId).toBe(FLAG);
  });

  it('is done once for a proposal and its nominee', () => {
    given(takenUp)
      .by(secretary())
      .when(takeUp)
      .thenRefused({
        code: 'ALREADY_EXISTS',
        facts: { kind: 'commendation', id: FLAG },
      });
    given(claimed(takenUp)).by(secretary()).when(takeUp).then(takenUp);
  });

  it('is not for a proposal that the year does not know, nor for a year that there is none of', () => {
    const { type, stream, revision, eventId } = proposalStanding();
    const none = { type, stream, revision, eventId, data: OF_PROPOSAL };
    given()
      .knowing(none)
      .when(takeUp)
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'proposal', id: 'co-chinh-phu' } });
    given()
      .knowing()
      .when(takeUp)
      .thenRefused({ code: 'UNKNOWN_YEAR', facts: { bloc: BLOC, year: '2024' } });
  });

  it('is for a nominee of it alone, whom an act names', () => {
    const { unitId: _, ...unnamed } = { ...takeUp.data, unitId: undefined };
    given()
      .when({ type: 'TakeUpProposal', data: { ...OF_PROPOSAL, occurredOn: unnamed.occurredOn, unitId: 'lao-cai' } })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'nominee', id: 'lao-cai' } });
    given()
      .when({ type: 'TakeUpProposal', data: { ...OF_PROPOSAL, occurredOn: unnamed.occurredOn } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'nominee' } });
  });

  it('is refused of a proposal that was withdrawn or rests on a void decision (D41), and a claim of it warns', () => {
    const withdrawn = { code: 'INVALID_TRANSITION', facts: { step: 'WITHDRAWN' } } as const;
    const standing = proposalStanding({ withdrawn: true });
    given().knowing(standing).when(takeUp).thenRefused(withdrawn);
    given().knowing(standing).claiming(report).when(takeUp).thenWarns([withdrawn], takenUp);
    given()
      .knowing(proposalStanding({ void: true }))
      .when(takeUp)
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'PROPOSAL_VOID' } });
  });

  it('is not dated before the proposal (D29)', () => {
    const facts = { first: '2025-03-21', second: '2025-03-20', order: 'PROPOSED' };
    given()
      .when({ ...takeUp, data: { ...takeUp.data, occurredOn: onDay('2025-03-20') } })
      .thenRefused({ code: 'INVALID_DATES', facts });
  });

  it('is for the secretary of the bloc and the representative of the nominee', () => {
    given().by(representativeOf('dien-bien')).when(takeUp).then(takenUp);
    const denied = { code: 'NOT_ENTITLED', facts: { role: 'representative', command: 'TakeUpProposal' } } as const;
    given().by(representativeOf('lao-cai')).when(takeUp).thenRefused(denied);
    given()
      .by(representativeOf('dien-bien'))
      .knowing(proposalStanding({ withdrawn: true }))
      .when(takeUp)
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'WITHDRAWN' } });
    given()
      .by(secretary('khoi-khac'))
      .when(takeUp)
      .thenRefused({ code: 'NOT_ENTITLED', facts: { role: 'secretary', command: 'TakeUpProposal' } });
  });
});

describe('whoever is no nominee', () => {
  const { type, stream, revision, eventId } = proposalStanding();
  const forItself: CommendationCommand = { type: 'TakeUpProposal', data: { ...takeUp.data, unitId: 'lao-cai' } };
  it.each([
    ['there is', [proposalStanding()]],
    ['was withdrawn', [proposalStanding({ withdrawn: true })]],
    ['the year does not know', [{ type, stream, revision, eventId, data: OF_PROPOSAL }]],
    ['has no year', []],
  ])('is told the same of a proposal that %s, and no names', (_, known) => {
    given()
      .by(representativeOf('lao-cai'))
      .knowing(...known)
      .when(forItself)
      .thenRefused({
        code: 'NOT_ENTITLED',
        facts: {
          ...{ role: 'representative', command: 'TakeUpProposal' },
          ...{ denied: 'OTHER_UNIT', own: 'lao-cai', who: 'SUBMITTER' },
        },
      });
  });
});

describe('registering a commendation that stands alone', () => {
  const register = (changes: object = {}): CommendationCommand => ({
    type: 'RegisterCommendation',
    data: { ...registered().data, ...changes },
  });

  it('as a claim tells what its source does: 2 collectives and 15 persons, no form and no grantor (S1)', () => {
    given().claiming(report).when(register()).then(registered());
  });

  it('as an act says form, grantor and who it is for', () => {
    given()
      .when(register())
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'form' } });
    given()
      .when(register({ form: 'Giấy khen' }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'grantor' } });
    given()
      .when(register({ form: 'Giấy khen', grantor: PRIME_MINISTER, recipients: {} }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'recipients' } });
    const whole = { form: 'Giấy khen', grantor: PRIME_MINISTER };
    given().when(register(whole)).then(registered(whole));
  });

  it('names units that there are, and no more than were announced (R32)', () => {
    const recipients = { collectives: { count: 1, named: [{ unitId: 'dien-bien' }, { unitId: 'yen-bai' }] } };
    given()
      .claiming(report)
      .when(register({ recipients }))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'dien-bien' } });
    given()
      .claiming(report)
      .knowing(unitStanding('dien-bien'), unitStanding('yen-bai'))
      .when(register({ recipients }))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'ANNOUNCED', count: 1 } });
  });

  it('stands in the record of a bloc where one is named: a secretary enters it in the own', () => {
    given()
      .by(secretary())
      .claiming(report)
      .when(register())
      .thenRefused({ code: 'NOT_ENTITLED', facts: { role: 'secretary', command: 'RegisterCommendation' } });
    given()
      .claiming(report)
      .when(register({ blocId: 'khoi-khac' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'bloc', id: 'khoi-khac' } });
  });

  it('keeps "five years in a row" without inventing years (A24)', () => {
    const achievement = { consecutiveYears: 5, wording: 'liên tục trong 5 năm' };
    given().claiming(report).when(register({ achievement })).then(registered({ achievement }));
    const backwards = { from: { date: '2020' }, to: { date: '2015' } };
    given()
      .claiming(report)
      .when(register({ achievement: backwards }))
      .thenRefused({ code: 'INVALID_PERIOD', facts: { from: '2020', to: '2015' } });
  });
});
