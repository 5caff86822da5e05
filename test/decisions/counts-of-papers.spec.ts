import { describe, expect, it } from '@jest/globals';
import type { Inconsistency } from '../../src/emulation-years/voting/tally.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { messageOf, refusal } from '../../src/kernel/refusal.js';
import { TALLY_WORDS } from '../../src/kernel/tally-words.js';
import { partOfYear, scenarios } from '../support/given.js';
import { ballot, closing, meeting, on } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));

describe('the papers of a count', () => {
  it('lets each valid paper choose at most as many as there are seats (D28)', () => {
    const heads = ['lao-cai', 'son-la'].map((unitId) => ({ questionId: unitId, unitId, forYear: '2025' }));
    const election = [
      ...meeting(),
      ballot({ method: 'SECRET_PAPER', purpose: 'HEAD', questions: heads, seats: 1 }),
      {
        type: 'TellersAppointed',
        data: { ...on, ballotId: 'suy-ton', tellers: [{ person: { name: 'Lý Văn Hải' }, role: 'HEAD' }] },
      } as const,
    ];
    const whole = { issued: 7, returned: 7, written: 0, valid: 7, invalid: 0 };
    const inFavour = (...figures: readonly number[]) =>
      figures.map((votes, nth) => ({ questionId: heads[nth]!.questionId, for: votes, against: 7 - votes, blank: 0 }));
    given(...election)
      .when(closing({ papers: whole, counts: inFavour(7, 6) }))
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts: { which: 'CHOSEN', figure: 13, valid: 7, seats: 1 } });
    expect(given(...election).when(closing({ papers: whole, counts: inFavour(6, 1) })).decision.accepted).toBe(true);
  });

  it('says in words of a council what does not add up', () => {
    const said = (facts: Inconsistency) => messageOf(refusal('TALLY_INCONSISTENT', facts), 'vi');
    expect(said({ which: 'ISSUED', figure: 6, most: 5 })).toBe(
      'Số phiếu không khớp: phát ra 6 phiếu cho 5 đơn vị được nhận phiếu',
    );
    for (const words of Object.values(TALLY_WORDS)) expect(words.vi).not.toMatch(/[A-Z_]{3}|≠|>/);
  });
});
