import { describe, it } from '@jest/globals';
import type { ConferralCommand, ProposeCommendation } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type {
  CommendationProposed,
  ConferralEvent,
  ProposalGrantorNamed,
} from '../../src/emulation-years/conferral/conferral.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { claimed, partOfYear, scenarios } from '../support/given.js';
import { opened, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { decided, excluded, on, proposed, proposing } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));

const flag = proposed();
const UNKNOWN = { kind: 'UNKNOWN' } as const;
const CHAIRMAN = rulebook.commendations.forms[2]?.grantor ?? UNKNOWN;
const free: Partial<Rulebook> = { commendations: { ...rulebook.commendations, decisionRequired: false } };
const propose = (changes: Partial<ProposeCommendation['data']>): ProposeCommendation => {
  const { count: _, ...asked } = proposing(proposed({ proposalId: 'bang-khen', form: 'CHAIRMAN_CERTIFICATE' })).data;
  return { type: 'ProposeCommendation', data: { ...asked, basis: { kind: 'NONE' }, nominees: [], ...changes } };
};
const asked = (changes: Partial<CommendationProposed['data']>): CommendationProposed => {
  const { count: _, ...data } = proposed({ proposalId: 'bang-khen', form: 'CHAIRMAN_CERTIFICATE' }).data;
  return {
    type: 'CommendationProposed',
    data: { ...data, basis: { kind: 'NONE' }, nominees: [], grantor: CHAIRMAN, ...changes },
  };
};

describe('proposing all other members of that day (H10)', () => {
  const year = [...year2024(free), flag];

  it('keeps who they were: not those proposed already, nor those excluded from awards', () => {
    const others = SEVEN.filter((unitId) => unitId !== 'dien-bien' && unitId !== 'lao-cai');
    const nominees = others.filter((unitId) => unitId !== 'son-la');
    const head = proposed({ proposalId: 'de-nghi-2', form: 'PM_CERTIFICATE', nominees: ['lao-cai'] });
    given(...year, head, excluded('son-la'))
      .when(propose({ allOthers: true }))
      .then(asked({ nominees, allOthers: true, count: 4 }));
  });

  it('counts members too that the bloc has and has not named', () => {
    const nine = opened('2024', { declaredSizes: [{ size: 9, from: '2024-01-01' as LocalDate }] });
    const nominees = SEVEN.filter((unitId) => unitId !== 'dien-bien');
    given(nine, flag)
      .claiming()
      .when(propose({ allOthers: true }))
      .thenWarns(
        [
          {
            code: 'CONFLICT_OF_INTEREST',
            rule: 'D3',
            facts: { unit: 'Ủy ban nhân dân tỉnh Lào Cai', unitId: 'lao-cai' },
          },
        ],
        asked({ nominees, allOthers: true, count: 8, grantor: UNKNOWN }),
      );
  });

  it('names none beside them, and is none where all are proposed or excluded', () => {
    given(...year)
      .when(propose({ allOthers: true, nominees: ['lao-cai'] }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/nominees' } });
    given(...year2024(free), ...SEVEN.map(excluded))
      .when(propose({ allOthers: true }))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NOBODY' } });
  });
});

describe('proposing on tracks', () => {
  const tracks = ['chuyen-mon', 'cong-doan'];
  const year = year2024({ ...free, scoring: { ...rulebook.scoring, tracks } });

  it('names those that the rulebook has', () => {
    given(...year)
      .when(propose({ count: 1, tracks: ['cong-doan'] }))
      .then(asked({ count: 1, tracks: ['cong-doan'] }));
    given(...year)
      .when(propose({ count: 1, tracks: ['cong-doan', 'van-the'] }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/tracks/1', kind: 'track', id: 'van-the', allowed: tracks },
      });
  });
});

describe('proposing as a source tells it', () => {
  const untold = { form: 'Bằng khen của Chủ tịch UBND tỉnh', tracks: ['khoi-thi-dua'] };

  it('is taken in a year without a rulebook, with its own words and no warning (decision 34)', () =>
    given(opened())
      .claiming()
      .when(propose(untold))
      .then(asked({ ...untold, grantor: UNKNOWN })));

  it('may leave the number open, which an act may not', () => {
    given(...year2024(free))
      .claiming()
      .when(propose({}))
      .then(asked({}));
    given(...year2024(free))
      .when(propose({}))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'recipients', field: '/count' } });
  });

  it('may tell another grantor than the rulebook, or none; an act may not', () => {
    given(...year2024(free))
      .claiming()
      .when(propose({ count: 1, grantor: UNKNOWN }))
      .then(asked({ count: 1, grantor: UNKNOWN }));
    given(...year2024(free))
      .when(propose({ count: 1, grantor: UNKNOWN }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/grantor' } });
  });

  it('takes names as they become known where the number is open', () => {
    const named = { ...on, proposalId: 'bang-khen', unitId: 'son-la' };
    given(...year2024(free), claimed(asked({ nominees: ['cao-bang'] })))
      .claiming()
      .when({ type: 'NameProposalRecipient', data: named })
      .then({ type: 'ProposalRecipientNamed', data: named });
  });
});

describe('naming the grantor later', () => {
  const named: ProposalGrantorNamed = {
    type: 'ProposalGrantorNamed',
    data: { ...on, proposalId: 'bang-khen', grantor: { kind: 'OFFICE', office: 'Bộ trưởng Bộ Nội vụ' } },
  };
  const naming = { ...named, type: 'NameProposalGrantor' as const };
  const open = [...decided, asked({ count: 1, grantor: UNKNOWN })];

  it('is done once, where it was unknown', () => {
    given(...open)
      .when(naming)
      .then(named);
    given(...open, named)
      .when(naming)
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'grantor', id: 'bang-khen' } });
    given(...decided, asked({ count: 1 }))
      .when(naming)
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'grantor', id: 'bang-khen' } });
  });

  it('names someone, of a proposal that there is and that stands', () => {
    given(...open)
      .when({ ...naming, data: { ...naming.data, grantor: UNKNOWN } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/grantor' } });
    given(...decided)
      .when(naming)
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'proposal', id: 'bang-khen' } });
    given(...open, { type: 'ProposalWithdrawn', data: { ...on, proposalId: 'bang-khen', reason: 'Xin rút' } })
      .when(naming)
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'WITHDRAWN' } });
  });
});
