import { describe, it } from '@jest/globals';
import type { PledgeCommand } from '../../src/emulation-years/pledge/pledge.commands.js';
import { pledgeDecisions } from '../../src/emulation-years/pledge/pledge.decider.js';
import type { PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Signatory } from '../../src/emulation-years/pledge/pledge.values.js';
import { claimed, partOfYear, scenarios } from '../support/given.js';
import {
  agreed,
  agreedYear,
  alreadySigned,
  chairman,
  completed,
  CONFERENCE,
  contents,
  drafted,
  notMember,
  on,
  signed,
  signing,
} from '../support/mothers/pledge.js';
import { fullName, opened, rulebook, SEVEN, year2025 } from '../support/mothers/seven-provinces.js';

const given = scenarios(partOfYear<PledgeCommand, PledgeEvent>(pledgeDecisions));

describe('a pledge claimed from a report', () => {
  const ahead: PledgeEvent = {
    type: 'PledgeAmended',
    data: { ...CONFERENCE, version: 2, contents, targets: [], reason: 'Theo báo cáo' },
  };
  const others = SEVEN.slice(2).map((unitId) => claimed(signed(CONFERENCE, unitId, 2)));
  const clerk = { ...chairman, officeCode: 'CLERK' };
  const bySource = (signatory?: Signatory): PledgeEvent => {
    const data = { ...CONFERENCE, unitId: 'cao-bang', version: 1 };
    return { type: 'PledgeSigned', data: signatory === undefined ? data : { ...data, signatory } };
  };

  it('keeps every broken rule beside the signature', () =>
    given(...year2025({ pledge: { ...rulebook.pledge, deadline: '2025-03-01' as LocalDate } }))
      .claiming()
      .when(signing(CONFERENCE, 'yen-bai', clerk))
      .thenWarns(
        [
          notMember('yen-bai', '2025-03-22'),
          { code: 'CONTENT_NOT_AGREED' },
          { code: 'PLEDGE_DEADLINE_PASSED', facts: { date: '2025-03-01' } },
          {
            code: 'SIGNATORY_NOT_AUTHORISED',
            facts: { person: clerk.name, unit: 'yen-bai', unitId: 'yen-bai' },
          },
        ],
        { type: 'PledgeSigned', data: { ...CONFERENCE, unitId: 'yen-bai', signatory: clerk, version: 0 } },
      ));

  it('needs no rulebook', () =>
    given(opened('2025'), drafted(CONFERENCE), agreed(CONFERENCE))
      .claiming()
      .when(signing(CONFERENCE, 'cao-bang'))
      .then(signed(CONFERENCE, 'cao-bang')));

  it('of a month or a year breaks no rule that some day of it keeps', () => {
    const inTheYear = { ...CONFERENCE, occurredOn: { date: '2025' } };
    const left = { from: '2008-01-01' as LocalDate, to: '2025-06-30' as LocalDate };
    const members = opened('2025').data.members.map((member) =>
      member.unitId === 'cao-bang' ? { ...member, membership: left } : member,
    );
    const pledge = { ...rulebook.pledge, deadline: '2025-03-01' as LocalDate };
    given(opened('2025', { members }), ...year2025({ pledge }).slice(1), drafted(CONFERENCE), agreed(CONFERENCE))
      .claiming()
      .when(signing(inTheYear, 'cao-bang'))
      .then(signed(inTheYear, 'cao-bang'));
  });

  it.each<[string, Signatory]>([
    ['the office alone', { office: 'Chủ tịch UBND tỉnh' }],
    ['the name alone', { name: 'Nguyễn Văn A' }],
    ['the code of the office alone', { officeCode: 'CHAIRMAN' }],
  ])('may know of the signatory %s, and warns of nothing that is not known', (_, signatory) =>
    given(...agreedYear)
      .claiming()
      .when(signing(CONFERENCE, 'cao-bang', signatory))
      .then(bySource(signatory)),
  );

  it('may know nothing of the signatory', () =>
    given(...agreedYear)
      .claiming()
      .when({ type: 'SignPledge', data: { ...CONFERENCE, unitId: 'cao-bang' } })
      .then(bySource()));

  it('warns of an office that may not sign, whoever held it', () =>
    given(...agreedYear)
      .claiming()
      .when(signing(CONFERENCE, 'cao-bang', { officeCode: 'CLERK' }))
      .thenWarns(
        [
          {
            code: 'SIGNATORY_NOT_AUTHORISED',
            facts: { person: 'CLERK', unit: fullName('cao-bang'), unitId: 'cao-bang' },
          },
        ],
        bySource({ officeCode: 'CLERK' }),
      ));

  it.each([undefined, 7])('may tell that all have signed, their number being %s', (signatures) => {
    const told = signatures === undefined ? CONFERENCE : { ...CONFERENCE, signatures };
    given(...agreedYear)
      .claiming()
      .when({ type: 'CompletePledge', data: told })
      .then({ type: 'PledgeCompleted', data: { ...told, version: 1 } });
  });

  it('may tell that all have signed what nobody is known to have agreed', () =>
    given(...year2025())
      .claiming()
      .when({ type: 'CompletePledge', data: CONFERENCE })
      .thenWarns([{ code: 'CONTENT_NOT_AGREED' }], { type: 'PledgeCompleted', data: { ...CONFERENCE, version: 0 } }));

  it('is refused twice', () =>
    given(...agreedYear, claimed(signed(CONFERENCE, 'cao-bang')))
      .claiming()
      .when(signing(CONFERENCE, 'cao-bang'))
      .thenRefused(alreadySigned('cao-bang')));

  it('does not keep the unit from signing by an act', () =>
    given(...agreedYear, claimed(signed(CONFERENCE, 'cao-bang')))
      .when(signing(on('2025-04-02'), 'cao-bang'))
      .then(signed(on('2025-04-02'), 'cao-bang')));

  it('may be of a version that no act has made, and is not mixed with signatures of the acts', () =>
    given(...agreedYear, claimed(ahead), signed(CONFERENCE, 'cao-bang', 1), ...others)
      .claiming()
      .when(signing(CONFERENCE, 'lao-cai'))
      .then(signed(CONFERENCE, 'lao-cai', 2)));

  it('is still there when an act makes that version as well', () =>
    given(...agreedYear, claimed(ahead), ...others, ahead)
      .claiming()
      .when(signing(CONFERENCE, 'dien-bien'))
      .thenRefused(alreadySigned('dien-bien')));

  it('is completed by claims although the acts have completed the version before', () =>
    given(...agreedYear, claimed(ahead), completed('2025-03-22'), ...others, claimed(signed(CONFERENCE, 'lao-cai', 2)))
      .claiming()
      .when(signing(CONFERENCE, 'cao-bang'))
      .then(signed(CONFERENCE, 'cao-bang', 2), completed('2025-03-22', 2)));

  it('completes nothing for acts', () =>
    given(...agreedYear, ...SEVEN.slice(1).map((unitId) => claimed(signed(CONFERENCE, unitId))))
      .when(signing(CONFERENCE, 'lao-cai'))
      .then(signed(CONFERENCE, 'lao-cai')));

  it('is complete with what was signed by acts before', () =>
    given(...agreedYear, ...SEVEN.slice(1).map((unitId) => signed(CONFERENCE, unitId)))
      .claiming()
      .when(signing(CONFERENCE, 'lao-cai'))
      .then(signed(CONFERENCE, 'lao-cai'), completed('2025-03-22')));

  it('is dated by the last day that a partial date can mean', () => {
    const inMarch = { ...CONFERENCE, occurredOn: { date: '2025-03' } };
    given(...agreedYear, ...SEVEN.slice(1).map((unitId) => signed(CONFERENCE, unitId)))
      .claiming()
      .when(signing(inMarch, 'lao-cai'))
      .then(signed(inMarch, 'lao-cai'), {
        type: 'PledgeCompleted',
        data: { ...inMarch, version: 1, signatures: 7 },
      });
  });
});
