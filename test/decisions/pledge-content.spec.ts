import { describe, it } from '@jest/globals';
import type {
  AgreePledgeContent,
  AmendPledge,
  PledgeCommand,
} from '../../src/emulation-years/pledge/pledge.commands.js';
import { pledgeDecisions } from '../../src/emulation-years/pledge/pledge.decider.js';
import type { PledgeAmended, PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import { partOfYear, scenarios } from '../support/given.js';
import {
  agreed,
  agreedYear,
  completed,
  CONFERENCE,
  contents,
  drafted,
  fiveOfSeven,
  notMember,
  on,
  signed,
  signing,
} from '../support/mothers/pledge.js';
import * as quangNgai from '../support/mothers/quang-ngai.js';
import { opened, SEVEN, year2025 } from '../support/mothers/seven-provinces.js';

const given = scenarios(partOfYear<PledgeCommand, PledgeEvent>(pledgeDecisions));

function amended(version = 2): PledgeAmended {
  return {
    type: 'PledgeAmended',
    data: { ...on('2025-06-01'), version, contents, targets: [], reason: 'Điều chỉnh chỉ tiêu' },
  };
}

function amending(): AmendPledge {
  const { version: _, ...data } = amended().data;
  return { type: 'AmendPledge', data };
}

function agreeing(): AgreePledgeContent {
  return { type: 'AgreePledgeContent', data: { ...CONFERENCE, agreedBy: 'MEMBERS' } };
}

describe('drafting the pledge', () => {
  const drafting: PledgeCommand = { type: 'DraftPledge', data: drafted(CONFERENCE).data };

  it('keeps the draft', () =>
    given(...year2025())
      .when(drafting)
      .then(drafted(CONFERENCE)));

  it('may be repeated until somebody has signed', () =>
    given(...agreedYear)
      .when(drafting)
      .then(drafted(CONFERENCE)));

  it('is refused once a unit has signed', () =>
    given(...fiveOfSeven)
      .when(drafting)
      .thenRefused({ code: 'PLEDGE_FROZEN' }));

  it('is refused after an amendment that nobody has signed yet', () =>
    given(...fiveOfSeven, amended())
      .when(drafting)
      .thenRefused({ code: 'PLEDGE_FROZEN' }));

  it('lets each unit choose a focus of its own under a heading', () => {
    const targets = [
      { unitId: 'dien-bien', content: 1, focus: 'Du lịch' },
      { unitId: 'son-la', content: 1, focus: 'Nông nghiệp' },
    ];
    const draft = { ...CONFERENCE, contents, targets };
    given(...year2025())
      .when({ type: 'DraftPledge', data: draft })
      .then({ type: 'PledgeDrafted', data: draft });
  });

  it('is refused when a target names a heading that is not there', () =>
    given(...year2025())
      .when({
        type: 'DraftPledge',
        data: { ...CONFERENCE, contents, targets: [{ unitId: 'son-la', content: 3, focus: 'Nông nghiệp' }] },
      })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'pledge content', id: 3 } }));

  it('is refused when a target is that of an outsider', () =>
    given(...year2025())
      .when({
        type: 'DraftPledge',
        data: { ...CONFERENCE, contents, targets: [{ unitId: 'yen-bai', content: 1, focus: 'Nông nghiệp' }] },
      })
      .thenRefused(notMember('yen-bai', '2025-03-22')));

  it('is refused when two headings have one number', () =>
    given(...year2025())
      .when({
        type: 'DraftPledge',
        data: { ...CONFERENCE, contents: [...contents, ...contents.slice(1)], targets: [] },
      })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'pledge content', id: 2 } }));
});

describe('agreeing on the content', () => {
  it('makes the draft version 1', () =>
    given(...year2025(), drafted(CONFERENCE))
      .when(agreeing())
      .then(agreed(CONFERENCE)));

  it('makes a draft that was changed before anybody signed the next version', () =>
    given(...agreedYear, drafted(CONFERENCE))
      .when(agreeing())
      .then(agreed(CONFERENCE, 2)));

  it('is refused without a draft', () =>
    given(...year2025())
      .when(agreeing())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DRAFT' } }));

  it('may be claimed from a report that does not print the content', () =>
    given(...year2025())
      .claiming()
      .when(agreeing())
      .thenWarns([{ code: 'INVALID_TRANSITION', facts: { step: 'DRAFT' } }], {
        type: 'PledgeContentAgreed',
        data: { ...CONFERENCE, version: 1, contents: [], targets: [], agreedBy: 'MEMBERS' },
      }));

  it('is refused once a unit has signed', () =>
    given(...fiveOfSeven)
      .when(agreeing())
      .thenRefused({ code: 'PLEDGE_FROZEN' }));
});

describe('amending the pledge', () => {
  const all = [...agreedYear, ...SEVEN.map((unitId) => signed(CONFERENCE, unitId)), completed('2025-03-22')];

  it('makes a new version', () =>
    given(...all)
      .when(amending())
      .then(amended()));

  it('is refused before anything was agreed', () =>
    given(...year2025())
      .when(amending())
      .thenRefused({ code: 'CONTENT_NOT_AGREED' }));

  it('is refused when a target names a heading that is not there', () =>
    given(...all)
      .when({
        type: 'AmendPledge',
        data: { ...amending().data, targets: [{ unitId: 'son-la', content: 9, focus: 'A' }] },
      })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'pledge content', id: 9 } }));

  it('lets everybody sign again', () =>
    given(...all, amended())
      .when(signing(on('2025-06-02'), 'cao-bang'))
      .then(signed(on('2025-06-02'), 'cao-bang', 2)));

  it('is complete again when all have signed the new version', () =>
    given(...all, amended(), ...SEVEN.slice(1).map((unitId) => signed(on('2025-06-02'), unitId, 2)))
      .when(signing(on('2025-06-03'), 'lao-cai'))
      .then(signed(on('2025-06-03'), 'lao-cai', 2), completed('2025-06-03', 2)));
});

describe('registering titles', () => {
  const registering = (unitId: string, ...forms: string[]): PledgeCommand => ({
    type: 'RegisterTitles',
    data: { ...CONFERENCE, unitId, forms },
  });

  it('names the forms a unit aims at', () =>
    given(...year2025())
      .when(registering('dien-bien', 'GOVERNMENT_FLAG'))
      .then({ type: 'TitlesRegistered', data: { ...CONFERENCE, unitId: 'dien-bien', forms: ['GOVERNMENT_FLAG'] } }));

  it('is refused for a form that the rulebook does not know', () =>
    given(...year2025())
      .when(registering('dien-bien', 'GOVERNMENT_FLAG', 'NOBEL_PRIZE'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'form', id: 'NOBEL_PRIZE' } }));

  it('is refused to an outsider', () =>
    given(...year2025())
      .when(registering('yen-bai', 'GOVERNMENT_FLAG'))
      .thenRefused(notMember('yen-bai', '2025-03-22')));

  it('is refused while there is no rulebook', () =>
    given(opened('2025'))
      .when(registering('dien-bien', 'GOVERNMENT_FLAG'))
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2025' } }));
});

describe('the Quảng Ngãi pledge for 2024 (A22)', () => {
  const about = quangNgai.inYear('2024-01-05', '2024');
  const director = { name: 'Giám đốc Sở Công Thương', office: 'Giám đốc', officeCode: 'DIRECTOR' };
  const draft: PledgeEvent = {
    type: 'PledgeDrafted',
    data: { ...about, contents: quangNgai.CONTENTS_2024, targets: [] },
  };
  const agreedContent: PledgeEvent = {
    type: 'PledgeContentAgreed',
    data: { ...about, version: 1, contents: quangNgai.CONTENTS_2024, targets: [], agreedBy: 'MEMBERS' },
  };
  const signedBy = (unitId: string): PledgeEvent => ({
    type: 'PledgeSigned',
    data: { ...about, unitId, signatory: director, version: 1 },
  });
  const year = quangNgai.begun('2024');

  it('is not signed before its three contents are agreed', () =>
    given(...year, draft)
      .when(signing(about, 'so-cong-thuong', director))
      .thenRefused({ code: 'CONTENT_NOT_AGREED' }));

  it('is complete with the eighth signature', () =>
    given(...year, draft, agreedContent, ...quangNgai.EIGHT.slice(1).map(signedBy))
      .when(signing(about, 'ban-giao-thong', director))
      .then(signedBy('ban-giao-thong'), {
        type: 'PledgeCompleted',
        data: { ...about, version: 1, signatures: 8 },
      }));

  it('is frozen once signed', () =>
    given(...year, draft, agreedContent, ...quangNgai.EIGHT.map(signedBy))
      .when({
        type: 'DraftPledge',
        data: { ...about, contents: quangNgai.CONTENTS_2024.slice(0, 2), targets: [] },
      })
      .thenRefused({ code: 'PLEDGE_FROZEN' }));
});
