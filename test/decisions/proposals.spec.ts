import { describe, it } from '@jest/globals';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type { CommendationProposed, ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import type { ProposalBasis } from '../../src/emulation-years/conferral/conferral.values.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { claimed, partOfYear, scenarios, type Reason } from '../support/given.js';
import { adopted, BLOC_NAME, fullName, opened, rulebook, SEVEN } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  bothPassed,
  decided,
  proposing,
  CERTIFICATE,
  count,
  excluded,
  FLAG,
  listed,
  meeting,
  objected,
  proposed,
  ranked,
  tallied,
} from '../support/mothers/voting.js';

const given = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));
const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });

const byBallot = (questionId: string): ProposalBasis => ({ kind: 'BALLOT', ballotId: 'suy-ton', questionId });
const flag = proposed();
const certificate = proposed({
  proposalId: 'de-nghi-2',
  form: 'PM_CERTIFICATE',
  nominees: ['lao-cai'],
  basis: byBallot(CERTIFICATE.questionId),
});

describe('proposing a commendation (A6)', () => {
  it('is carried by the question that passed; the rulebook names the grantor', () =>
    given(...decided)
      .when(proposing(flag))
      .then(flag));

  it('shows a conflict of interest when the head is a nominee', () =>
    given(...decided, flag)
      .when(proposing(certificate))
      .thenWarns([{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('lao-cai') }], certificate));

  it('keeps the government flag for the leading unit, and says so before it counts the quota', () => {
    const third = proposed({ proposalId: 'de-nghi-3', nominees: ['lao-cai'] });
    given(...decided, flag, certificate)
      .when(proposing(third))
      .thenRefused({ code: 'NOT_LEADING', facts: unit('lao-cai') });
    given(...decided, flag, certificate)
      .claiming()
      .when(proposing(third))
      .thenWarns(
        [
          { code: 'NOT_LEADING', facts: unit('lao-cai') },
          {
            code: 'QUOTA_EXCEEDED',
            facts: { form: 'Cờ thi đua của Chính phủ', formId: 'GOVERNMENT_FLAG', used: 1, quota: 1 },
          },
          {
            code: 'DUPLICATE_COMMENDATION',
            facts: { ...unit('lao-cai'), form: 'Bằng khen của Thủ tướng Chính phủ' },
          },
          { code: 'PROPOSAL_NOT_DECIDED', facts: { form: 'Cờ thi đua của Chính phủ' } },
          { code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('lao-cai') },
        ],
        third,
      );
  });

  it('has no leading unit in a ranking that is only claimed', () =>
    given(...meeting(), claimed(ranked('dien-bien')), ...bothPassed)
      .when(proposing(flag))
      .thenRefused({ code: 'NOT_LEADING', facts: unit('dien-bien') }));

  it('lets the next unit lead when the first is excluded, only where the rulebook promotes it', () => {
    const promoting: Partial<Rulebook> = { ranking: { ...rulebook.ranking, promoteNext: true } };
    const second = { ...FLAG, unitId: 'lao-cai' };
    const history = [
      ranked('dien-bien', 'lao-cai'),
      excluded('dien-bien'),
      ballot({ questions: [second] }),
      bothPassed[1],
    ];
    const command = proposing(proposed({ nominees: ['lao-cai'] }));
    given(...meeting(), ...history)
      .when(command)
      .thenRefused({ code: 'NOT_LEADING', facts: unit('lao-cai') });
    given(...meeting(SEVEN, promoting), ...history)
      .when(command)
      .thenWarns(
        [{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('lao-cai') }],
        proposed({ nominees: ['lao-cai'] }),
      );
  });

  it('proposes no excluded unit and nobody from outside', () => {
    given(...decided, excluded('dien-bien'))
      .when(proposing(flag))
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: { ...unit('dien-bien'), ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật' },
      });
    given(...decided)
      .when(proposing(proposed({ nominees: ['yen-bai'] })))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-21' },
      });
  });

  it.each([
    ['more nominees than its number', ['dien-bien', 'lao-cai'], 1, { which: 'ANNOUNCED', count: 1 }],
    ['one nominee twice', ['dien-bien', 'dien-bien'], 2, { which: 'NAMED_TWICE' }],
    ['no recipient', [], 0, { which: 'NOBODY' }],
  ])('has no %s, also as a claim', (_, nominees, number, facts) =>
    given(...decided)
      .claiming()
      .when(proposing(proposed({ nominees, count: number })))
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts }),
  );

  it('is refused for an unknown form, a taken id, a year without rulebook', () => {
    given(...decided)
      .when(proposing(proposed({ form: 'ORDER' })))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'form', id: 'ORDER' } });
    given(...decided, flag)
      .when(proposing(flag))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'proposal', id: 'de-nghi-1' } });
    given(opened())
      .when(proposing(flag))
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } });
  });

  it('gives one unit one form, unless the rulebook lets several meet; the same form never twice', () => {
    const both = proposed({ ...certificate.data, proposalId: 'de-nghi-3', nominees: ['dien-bien'] });
    const asked = [{ ...CERTIFICATE, unitId: 'dien-bien' }];
    const several: Partial<Rulebook> = { commendations: { ...rulebook.commendations, severalForms: 'ALLOWED' } };
    const history = (changes: Partial<Rulebook>) => [
      ...meeting(SEVEN, changes),
      ballot({ questions: asked }),
      tallied([count(7, 0, 'PASSED', { questionId: CERTIFICATE.questionId })]),
      flag,
    ];
    given(...history({}))
      .when(proposing(both))
      .thenRefused({
        code: 'DUPLICATE_COMMENDATION',
        facts: { ...unit('dien-bien'), form: 'Cờ thi đua của Chính phủ' },
      });
    given(...history(several))
      .when(proposing(both))
      .then(both);
    const again = proposed({ ...both.data, form: 'CHAIRMAN_CERTIFICATE', basis: { kind: 'NONE' } });
    given(...history(several), { ...again, data: { ...again.data, proposalId: 'de-nghi-4' } })
      .when(proposing(again))
      .thenRefused({
        code: 'DUPLICATE_COMMENDATION',
        facts: { ...unit('dien-bien'), form: 'Bằng khen của Chủ tịch UBND tỉnh' },
      });
  });
});

describe('the decision that a proposal cites', () => {
  const notDecided: Reason = { code: 'PROPOSAL_NOT_DECIDED', facts: { form: 'Bằng khen của Thủ tướng Chính phủ' } };
  const certified = (basis: ProposalBasis, nominees: readonly string[] = ['cao-bang']) =>
    proposed({ proposalId: 'de-nghi-2', form: 'PM_CERTIFICATE', nominees, basis });

  it('must have passed (A5 ii)', () =>
    given(...meeting(), ranked('dien-bien'), ballot(), tallied([count(5, 2, 'FAILED')]))
      .when(proposing(flag))
      .thenRefused({
        code: 'THRESHOLD_NOT_MET',
        facts: { votes: 5, base: 7, threshold: '≥ 4/5', questionId: FLAG.questionId },
      }));

  it('must be about this unit and this form', () =>
    given(...decided)
      .when(proposing(certified(byBallot(CERTIFICATE.questionId))))
      .thenRefused(notDecided));

  it('must be there', () => {
    given(...decided)
      .when(proposing(certified({ kind: 'BALLOT', ballotId: 'la', questionId: 'la' })))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'la' } });
    given(...decided)
      .when(proposing(certified({ kind: 'AGREED_LIST', listId: 'la' })))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'list', id: 'la' } });
  });

  it('may be left out only where the rulebook needs none', () => {
    const free: Partial<Rulebook> = { commendations: { ...rulebook.commendations, decisionRequired: false } };
    given(...decided)
      .when(proposing(certified({ kind: 'NONE' })))
      .thenRefused(notDecided);
    given(opened(), adopted('2024', free))
      .when(proposing(certified({ kind: 'NONE' })))
      .then(certified({ kind: 'NONE' }));
  });

  it('may be an assent, as long as nobody objects', () => {
    const basis = { kind: 'ASSENT', assentId: 'nhat-tri' } as const;
    const assent = assented({ questions: [{ ...CERTIFICATE, unitId: 'cao-bang' }] });
    given(...meeting(), assent)
      .when(proposing(certified(basis)))
      .then(certified(basis));
    given(...meeting(), assent, objected('son-la'))
      .when(proposing(certified(basis)))
      .thenRefused({ code: 'NOT_UNANIMOUS', facts: { units: [fullName('son-la')] } });
    given(...meeting(), assented())
      .when(proposing(certified(basis)))
      .thenRefused(notDecided);
  });

  it('carries no more recipients than it was about, whoever is named', () => {
    const form = 'CHAIRMAN_CERTIFICATE';
    const byNumber = (basis: ProposalBasis, total: number, proposalId = 'de-nghi-1'): CommendationProposed =>
      proposed({
        ...{ form, count: total, nominees: [], basis, proposalId },
        grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai', unitId: 'lao-cai' },
      });
    const refused: Reason = { code: 'PROPOSAL_NOT_DECIDED', facts: { form: 'Bằng khen của Chủ tịch UBND tỉnh' } };
    const question = { ...CERTIFICATE, form };
    const assent = { kind: 'ASSENT', assentId: 'nhat-tri' } as const;
    given(...meeting(), assented({ questions: [question] }))
      .when(proposing(byNumber(assent, 1)))
      .then(byNumber(assent, 1));
    given(...meeting(), assented({ questions: [question] }))
      .when(proposing(byNumber(assent, 2)))
      .thenRefused(refused);

    const vote = { kind: 'BALLOT', ballotId: 'suy-ton', questionId: question.questionId } as const;
    const counted = tallied([count(7, 0, 'PASSED', { questionId: question.questionId })]);
    given(...meeting(), ballot({ questions: [question] }), counted, byNumber(vote, 1))
      .when(proposing(byNumber(vote, 1, 'de-nghi-2')))
      .thenRefused(refused);
  });

  it('may be an agreed list, as far as its number and its names go', () => {
    const basis = { kind: 'AGREED_LIST', listId: 'danh-sach' } as const;
    const list = (unitIds: readonly string[]) => listed([{ form: 'PM_CERTIFICATE', count: 1, unitIds }]);
    given(...meeting(), list([]))
      .when(proposing(certified(basis)))
      .then(certified(basis));
    given(...meeting(), list(['son-la']))
      .when(proposing(certified(basis)))
      .thenRefused(notDecided);
    given(...meeting(), listed([{ form: 'GOVERNMENT_FLAG', count: 1, unitIds: [] }]))
      .when(proposing(certified(basis)))
      .thenRefused(notDecided);
  });
});
