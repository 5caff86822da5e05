import { describe, it } from '@jest/globals';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type {
  CommendationProposed,
  ConferralEvent,
  ProposalRecipientNamed,
} from '../../src/emulation-years/conferral/conferral.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { CommendationForm } from '../../src/rulebooks/rulebook.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { partOfYear, scenarios, type Reason } from '../support/given.js';
import * as quangNgai from '../support/mothers/quang-ngai.js';
import { adopted, opened } from '../support/mothers/seven-provinces.js';
import { decided, proposing, excluded, listed, on, proposed } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));

const flag = proposed();

describe('quotas', () => {
  const share = (fraction: '1/2' | '1/5', base: 'ALL_MEMBERS' | 'NOT_EXCLUDED' | 'REMAINING_AFTER_HIGHER') =>
    ({ kind: 'SHARE', share: fraction, base }) as const;
  const form = (id: string, quota: CommendationForm['quota']): CommendationForm => ({
    ...{ id, title: { vi: id }, kind: 'COMMENDATION', grantor: { kind: 'UNKNOWN' }, nominee: 'ANY' },
    ...(quota === undefined ? {} : { quota }),
  });
  const asking = (formId: string, number: number) =>
    proposed({
      proposalId: `${formId}-${number}`.toLowerCase(),
      form: formId,
      count: number,
      nominees: [],
      basis: { kind: 'NONE' },
    });
  const proposedBefore = (formId: string) => ({
    ...asking(formId, 1),
    data: { ...asking(formId, 1).data, grantor: { kind: 'UNKNOWN' } as const },
  });

  /** A bloc of so many members, with one flag of each higher kind proposed. */
  function bloc(size: number, quota: CommendationForm['quota'], higher: readonly string[] = []) {
    const forms = [form('CO_1', undefined), form('CO_2', undefined), form('BANG_KHEN', quota)];
    const commendations = { forms, severalForms: 'FORBIDDEN', decisionRequired: false } as const;
    return [
      opened('2024', { declaredSizes: [{ size, from: '2024-01-01' as LocalDate }] }),
      adopted('2024', { commendations }),
      ...higher.map(proposedBefore),
    ];
  }

  it.each([
    [8, '1/2', ['CO_1', 'CO_2'], 3],
    [7, '1/2', ['CO_1', 'CO_2'], 2],
    [9, '1/2', ['CO_1', 'CO_2'], 3],
    [9, '1/5', ['CO_1'], 1],
  ] as const)('of %i units at most %s of the rest, %j proposed: the floor', (size, fraction, higher, quota) => {
    const history = bloc(size, share(fraction, 'REMAINING_AFTER_HIGHER'), higher);
    const within = asking('BANG_KHEN', quota);
    given(...history)
      .when(proposing(within))
      .then({ ...within, data: { ...within.data, grantor: { kind: 'UNKNOWN' } } });
    given(...history)
      .when(proposing(asking('BANG_KHEN', quota + 1)))
      .thenRefused({ code: 'QUOTA_EXCEEDED', facts: { form: 'BANG_KHEN', formId: 'BANG_KHEN', used: 0, quota } });
  });

  it('counts from the base that it names', () => {
    const refused = (quota: number): Reason => ({
      code: 'QUOTA_EXCEEDED',
      facts: { form: 'BANG_KHEN', formId: 'BANG_KHEN', used: 0, quota },
    });
    given(...bloc(7, share('1/2', 'ALL_MEMBERS'), ['CO_1', 'CO_2']))
      .when(proposing(asking('BANG_KHEN', 4)))
      .thenRefused(refused(3));
    given(...bloc(7, share('1/2', 'NOT_EXCLUDED')), excluded('son-la'), excluded('lai-chau'))
      .when(proposing(asking('BANG_KHEN', 3)))
      .thenRefused(refused(2));
  });

  it('of the rest are asked both ways: what leaves too few for a lower form is refused, naming it (decision 25)', () => {
    const { data } = asking('BANG_KHEN', 4);
    const four = { ...asking('BANG_KHEN', 4), data: { ...data, grantor: { kind: 'UNKNOWN' } as const } };
    const history = [...bloc(8, share('1/2', 'REMAINING_AFTER_HIGHER')), four];
    given(...history)
      .when(proposing(asking('CO_1', 1)))
      .thenRefused({
        code: 'QUOTA_EXCEEDED',
        facts: { form: 'BANG_KHEN', formId: 'BANG_KHEN', used: 4, quota: 3 },
      });
    const three = { ...four, data: { ...four.data, count: 3 } };
    given(...bloc(8, share('1/2', 'REMAINING_AFTER_HIGHER')), three)
      .when(proposing(asking('CO_1', 1)))
      .then({ ...asking('CO_1', 1), data: { ...asking('CO_1', 1).data, grantor: { kind: 'UNKNOWN' } } });
  });

  it('are free again after a withdrawal', () => {
    const withdrawn: EmulationYearEvent = {
      type: 'ProposalWithdrawn',
      data: { ...on, proposalId: 'de-nghi-1', reason: 'Xin rút' },
    };
    const again = proposed({ proposalId: 'de-nghi-9' });
    given(...decided, flag, withdrawn)
      .when(proposing(again))
      .then(again);
    given(...decided, flag)
      .when({ type: 'WithdrawProposal', data: { ...on, proposalId: 'de-nghi-1', reason: 'Xin rút' } })
      .then({ type: 'ProposalWithdrawn', data: { ...on, proposalId: 'de-nghi-1', reason: 'Xin rút' } });
    given(...decided, flag, withdrawn)
      .when({ type: 'WithdrawProposal', data: { ...on, proposalId: 'de-nghi-1', reason: 'Xin rút' } })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'withdrawal', id: 'de-nghi-1' } });
  });
});

describe('proposing by number and naming later (A21)', () => {
  const day = quangNgai.inYear('2024-01-05');
  const forms = ['GOVERNMENT_FLAG', 'PROVINCE_FLAG', 'CHAIRMAN_CERTIFICATE'] as const;
  const numbers = [1, 2, 2];
  const list = listed(
    forms.map((form, nth) => ({ form, count: numbers[nth] ?? 0, unitIds: [] })),
    { ...day, sessionId: 'tong-ket', agreedBy: quangNgai.EIGHT },
  );
  const grantors = quangNgai.rulebook.commendations.forms.map(({ grantor }) => grantor);
  const line = (nth: 0 | 1 | 2, proposalId: string = forms[nth]): CommendationProposed =>
    proposed({
      ...day,
      proposalId,
      form: forms[nth],
      grantor: grantors[nth] ?? { kind: 'UNKNOWN' },
      count: numbers[nth] ?? 0,
      nominees: [],
      basis: { kind: 'AGREED_LIST', listId: 'danh-sach' },
    });
  const year: readonly EmulationYearEvent[] = [...quangNgai.begun(), list];
  const lines = [line(0), line(1), line(2)];
  const named = (nth: 0 | 1 | 2, unitId: string): ProposalRecipientNamed => ({
    type: 'ProposalRecipientNamed',
    data: { ...day, proposalId: forms[nth], unitId },
  });
  const naming = (...args: Parameters<typeof named>) => ({ ...named(...args), type: 'NameProposalRecipient' as const });

  it('takes 1 + 2 + 2 without names; a body and a person grant what is theirs', () => {
    given(...year)
      .when(proposing(line(0)))
      .then(line(0));
    given(...year, line(0))
      .when(proposing(line(1)))
      .then(line(1));
    given(...year, line(0), line(1))
      .when(proposing(line(2)))
      .then(line(2));
  });

  it('has no place for one more flag of the province', () =>
    given(...year, ...lines)
      .when(proposing({ ...line(1, 'them'), data: { ...line(1, 'them').data, count: 1 } }))
      .thenRefused({
        code: 'QUOTA_EXCEEDED',
        facts: { form: 'Cờ thi đua xuất sắc của UBND tỉnh', formId: 'PROVINCE_FLAG', used: 2, quota: 2 },
      }));

  it('names the recipients later', () =>
    given(...year, ...lines, named(0, 'so-xay-dung'))
      .when(naming(1, 'so-gtvt'))
      .then(named(1, 'so-gtvt')));

  it('names no unit for two forms', () =>
    given(...year, ...lines, named(0, 'so-xay-dung'))
      .when(naming(1, 'so-xay-dung'))
      .thenRefused({
        code: 'DUPLICATE_COMMENDATION',
        facts: { unit: 'Sở Xây dựng', unitId: 'so-xay-dung', form: 'Cờ thi đua của Chính phủ' },
      }));

  it('names each once and no more than were proposed', () => {
    const refused = (facts: Reason['facts']): Reason => ({ code: 'RECIPIENT_COUNT_MISMATCH', facts: facts! });
    given(...year, ...lines, named(1, 'so-gtvt'))
      .when(naming(1, 'so-gtvt'))
      .thenRefused(refused({ which: 'NAMED_TWICE' }));
    given(...year, ...lines, named(1, 'so-gtvt'), named(1, 'so-tnmt'))
      .when(naming(1, 'so-nnptnt'))
      .thenRefused(refused({ which: 'ANNOUNCED', count: 2 }));
  });

  it('asks again of whoever is named, and nothing of what was withdrawn', () => {
    given(...year, ...lines, excluded('so-gtvt'))
      .when(naming(1, 'so-gtvt'))
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: {
          unit: 'Sở Giao thông vận tải',
          unitId: 'so-gtvt',
          ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật',
        },
      });
    given(...year, line(0), { type: 'ProposalWithdrawn', data: { ...day, proposalId: forms[0], reason: 'Xin rút' } })
      .when(naming(0, 'so-gtvt'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'WITHDRAWN' } });
    given(...year)
      .when(naming(0, 'so-gtvt'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'proposal', id: 'GOVERNMENT_FLAG' } });
  });
});
