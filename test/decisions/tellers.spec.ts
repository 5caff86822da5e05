import { describe, it } from '@jest/globals';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { Teller } from '../../src/emulation-years/voting/voting.values.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../support/given.js';
import { adopted, rulebook, SEVEN, unitStanding } from '../support/mothers/seven-provinces.js';
import { ballot, closed, meeting, on } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
const open = [...meeting(), ballot()];

const teller: Teller = { person: { name: 'Lý Văn Hải' }, unitId: 'cao-bang', role: 'HEAD' };
function tellers(...appointed: readonly Teller[]) {
  return { type: 'TellersAppointed', data: { ...on, ballotId: 'suy-ton', tellers: appointed } } as const;
}

describe('the committee that counts', () => {
  const appoint = (...appointed: readonly Teller[]) => ({ ...tellers(...appointed), type: 'AppointTellers' as const });
  const secretary: Teller = { person: { name: 'Sùng A Lềnh' }, unitId: 'dien-bien', role: 'SECRETARY' };

  it('is appointed while the ballot is open', () => {
    given(...open)
      .when(appoint(teller, secretary))
      .then(tellers(teller, secretary));
    given(...open, closed)
      .when(appoint(teller))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'BALLOT_CLOSED' } });
  });

  it('names each person once and one head', () => {
    given(...open)
      .when(appoint(teller, { ...teller, role: 'MEMBER' }))
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: 'Lý Văn Hải' } });
    given(...open)
      .when(appoint(teller, { ...secretary, role: 'HEAD' }))
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: 'Sùng A Lềnh' } });
  });

  it('tells persons apart by name, office and unit together (D38)', () => {
    const sameName: Teller = { ...teller, unitId: 'dien-bien', role: 'MEMBER' };
    const sameUnit: Teller = { ...teller, person: { ...teller.person, office: 'Phó Trưởng ban' }, role: 'MEMBER' };
    given(...open)
      .when(appoint(teller, sameName, sameUnit))
      .then(tellers(teller, sameName, sameUnit));
    given(...open)
      .when(appoint(teller, sameName, { ...sameName, person: { name: 'LÝ VĂN HẢI' } }))
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: 'LÝ VĂN HẢI' } });
  });

  it('may be of a unit beside the bloc, of none that nobody knows', () => {
    const outsider: Teller = { ...teller, unitId: 'yen-bai' };
    given(...open)
      .knowing(unitStanding('yen-bai'))
      .when(appoint(outsider))
      .then(tellers(outsider));
    given(...open)
      .when(appoint(outsider))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'yen-bai' } });
  });

  it('has nobody of a candidate where the rulebook forbids it', () => {
    const strict: Partial<Rulebook> = { voting: { ...rulebook.voting, candidateTellers: 'FORBIDDEN' } };
    given(...meeting(SEVEN, strict), ballot({ candidateTellers: 'FORBIDDEN' }))
      .when(appoint(teller, secretary))
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: 'Sùng A Lềnh' } });
    given(...meeting(), ballot(), adopted('2024', strict))
      .when(appoint(teller, secretary))
      .then(tellers(teller, secretary));
  });
});
