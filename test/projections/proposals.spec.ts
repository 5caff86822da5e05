import { describe, expect, it } from '@jest/globals';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import { type ProposalRecord, PROPOSALS, type YearProposals } from '../../read-models/proposals/proposals.js';
import type { ProposalView } from '../../read-models/proposals/proposals.dto.js';
import { proposalsViewFor } from '../../read-models/proposals/proposals-view.js';
import { audienceOf } from '../../read-models/year-audience.js';
import type {
  AwardRecipientNamed,
  ProposalRecipientNamed,
  ProposalWithdrawn,
} from '../../src/emulation-years/conferral/conferral.events.js';
import type { YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { YearMember } from '../../src/emulation-years/frame/frame.values.js';
import type { TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Event, Origin } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { council } from '../support/mothers/origins.js';
import { corrected, publicationOf, published } from '../support/mothers/ranking.js';
import { BLOC, BLOC_NAME, inYear, members } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  CERTIFICATE,
  conferred,
  count,
  excluded,
  listed,
  meeting,
  objected,
  on,
  proposed,
  ranked,
  tallied,
} from '../support/mothers/voting.js';

const history = historiesOf(proposals);
const KEY = PROPOSALS.keyOf(BLOC, '2024');

function yearOf(...facts: readonly Told<Event>[]): YearProposals {
  const row = history(...meeting(), ...facts).row();
  if (row === undefined) throw new Error('The history shows no year');
  return row;
}

function proposalIn(...facts: readonly Told<Event>[]): ProposalRecord {
  const [proposal] = yearOf(...facts).proposals;
  if (proposal === undefined) throw new Error('The history shows no proposal');
  return proposal;
}

const counted = tallied([count(6, 1, 'PASSED')]);

const named = (unitId: string): ProposalRecipientNamed => ({
  type: 'ProposalRecipientNamed',
  data: { ...on, proposalId: 'de-nghi-1', unitId },
});

const withdrawn: ProposalWithdrawn = {
  type: 'ProposalWithdrawn',
  data: { ...on, proposalId: 'de-nghi-1', reason: 'Có kết luận vi phạm' },
};

describe('the proposals of a year', () => {
  it('show form, grantor and the ballot that carries them, with its count (A6)', () => {
    const told = history(...meeting(), ballot(), counted, proposed());
    const { form, grantor, nominees, basis } = proposed().data;
    expect(told.row()?.proposals).toEqual([
      {
        ...{ proposalId: 'de-nghi-1', status: 'PROPOSED', formKind: 'EMULATION_TITLE' },
        title: { vi: 'Cờ thi đua của Chính phủ' },
        proposed: { value: { form, grantor, count: 1, nominees, basis }, recording: told.recording(-1) },
        ...{ named: [], recipients: ['dien-bien'], unnamed: 0, changedUnder: [] },
        basis: { outcome: 'PASSED', count: count(6, 1, 'PASSED'), recording: told.recording(-2) },
      },
    ]);
  });

  it('are no awards: the award history stays empty (A6)', () => {
    expect(yearOf(ballot(), counted, proposed()).awards).toEqual([]);
  });

  it('may be for a number of units, who are named later (S4, A21)', () => {
    const counts = (...facts: readonly Told<Event>[]) => {
      const { recipients, unnamed } = proposalIn(...facts);
      return [recipients, unnamed];
    };
    const countOnly = proposed({ form: 'PM_CERTIFICATE', count: 2, nominees: [] });
    expect([counts(countOnly), counts(countOnly, named('son-la'))]).toEqual([
      [[], 2],
      [['son-la'], 1],
    ]);
  });

  it('rest on an agreed list or an assent, and show an objection to it', () => {
    const entries = [{ form: 'GOVERNMENT_FLAG', count: 1, unitIds: [] }];
    const byList = proposed({ basis: { kind: 'AGREED_LIST', listId: 'danh-sach' } });
    const byAssent = proposed({ basis: { kind: 'ASSENT', assentId: 'nhat-tri' } });
    const outcomes = [
      proposalIn(listed(entries), byList),
      proposalIn(assented(), byAssent),
      proposalIn(assented(), byAssent, objected('son-la')),
    ].map(({ basis }) => basis.outcome);
    expect(outcomes).toEqual(['AGREED', 'AGREED', 'OBJECTED']);
  });

  it('rest on a ballot until it is found void, which is shown with its count (D41)', () => {
    const voided = { type: 'BallotVoided', data: { ...on, ballotId: 'suy-ton', ground: 'Kiểm phiếu sai' } } as const;
    const { basis } = proposalIn(ballot(), counted, proposed(), voided);
    expect([basis.outcome, basis.count?.for, basis.recording?.event.id]).toEqual([
      'VOID',
      6,
      history(...meeting(), ballot(), counted, proposed(), voided).recording(-1).event.id,
    ]);
  });

  it('show an unknown basis as unknown', () => {
    expect(proposalIn(claimed(proposed({ basis: { kind: 'NONE' } }))).basis).toEqual({ outcome: 'UNKNOWN' });
  });

  it('stand until withdrawn, with the reason; a claim withdraws none made here', () => {
    const statuses = [withdrawn, claimed(withdrawn)].map((fact) => proposalIn(proposed(), fact).status);
    expect(statuses).toEqual(['WITHDRAWN', 'PROPOSED']);
  });

  it('for the leading unit are marked when any score is corrected, others when their own is (decision 18)', () => {
    const forCertificate = proposed({ proposalId: 'de-nghi-2', form: 'PM_CERTIFICATE', nominees: ['lao-cai'] });
    const told = history(...meeting(), proposed(), forCertificate, corrected('son-la', ['500', '250', '50']));
    expect(told.row()?.proposals.map(({ changedUnder }) => changedUnder.map(({ mark }) => mark))).toEqual([
      [
        {
          value: {
            ...{ what: 'SCORE_CORRECTED', unitId: 'son-la', reason: 'Cộng nhầm' },
            document: { number: '12/QĐ', date: { date: '2025-04-01' } },
          },
          recording: told.recording(-1),
        },
      ],
      [],
    ]);
  });

  it('are marked when a recipient is excluded afterwards, not when it was before', () => {
    const marks = [
      [proposed(), excluded('dien-bien')],
      [excluded('dien-bien'), proposed()],
    ].map((facts) => proposalIn(...facts).changedUnder.map(({ mark }) => mark.value.what));
    expect(marks).toEqual([['UNIT_EXCLUDED'], []]);
  });

  it('are marked with what changed under them, and no more once it is as it was when they were made (decision 24)', () => {
    const lifted = {
      type: 'ExclusionLifted',
      data: { ...excluded('dien-bien').data, reason: 'Kết luận lại' },
    } as const;
    const agreed = { type: 'ScoreAgreed', data: { ...corrected('son-la', ['500', '250', '50']).data } } as const;
    const update = (changed: readonly YearMember[]): YearMembersUpdated => ({
      type: 'YearMembersUpdated',
      data: { ...inYear('2025-03-25'), blocName: BLOC_NAME, members: changed, blocRevision: 9 },
    });
    const [first] = members;
    const late = [...members, { ...first!, unitId: 'yen-bai', membership: { from: '2024-06-01' as LocalDate } }];
    const broken: TieBroken = {
      type: 'TieBroken',
      data: {
        ...on,
        version: 1,
        scope: {},
        rank: 2,
        order: [{ unitId: 'son-la' }],
        key: 'HEAD_DECIDES',
        reason: 'Chọn',
      },
    };
    for (const [before, since, marks] of [
      [[], [excluded('dien-bien'), lifted], []],
      [[excluded('dien-bien')], [lifted], ['EXCLUSION_LIFTED dien-bien']],
      [[excluded('dien-bien')], [lifted, excluded('dien-bien')], []],
      [[agreed], [corrected('son-la', ['500', '250', '50'])], []],
      [[agreed], [corrected('son-la', ['400', '250', '50'])], ['SCORE_CORRECTED son-la']],
      [[agreed], [corrected('son-la', ['400', '250', '50']), corrected('son-la', ['500', '250', '50'])], []],
      [[], [update(late)], ['MEMBER_JOINED yen-bai']],
      [[], [update(late), update(members)], []],
      [[], [update(members.slice(1))], ['MEMBER_LEFT lao-cai']],
      [[], [broken], ['TIE_BROKEN son-la']],
      [[], [claimed(excluded('dien-bien'))], []],
    ] as const) {
      const { changedUnder } = proposalIn(...before, proposed(), ...since);
      expect(changedUnder.map(({ mark: { value } }) => `${value.what} ${value.unitId}`)).toEqual(marks);
    }
  });

  it('are marked void where the decision that they cite is, to everybody where they are public (decision 41)', () => {
    const dashboard: Origin = { subject: 'local|bang-tin', name: 'Bảng tin', role: 'dashboard' };
    const voided = { type: 'BallotVoided', data: { ...on, ballotId: 'suy-ton', ground: 'Kiểm phiếu sai' } } as const;
    const named = publicationOf({ part: 'PROPOSALS', proposalIds: ['de-nghi-1'] });
    const facts = [ballot(), counted, proposed(), named];
    const marks = (...more: readonly Told<Event>[]) =>
      [council, dashboard].map((caller) => shownTo(caller, ...facts, ...more)[0]?.void);
    expect([marks(), marks(voided), marks(claimed(voided))]).toEqual([
      [undefined, undefined],
      [true, true],
      [undefined, undefined],
    ]);
    const open = (...more: readonly Told<Event>[]) => yearOf(...facts, ...more).visibility.open.position;
    expect(open(voided) > open()).toBe(true);
  });

  const shownTo = (caller: Origin, ...facts: readonly Told<Event>[]): readonly ProposalView[] => {
    const year = yearOf(...facts);
    return proposalsViewFor(audienceOf(year.visibility, BLOC, caller), year).proposals;
  };

  it('note that the head is among the recipients, by its name of the time, to those who work in the year', () => {
    const forHead = proposed({ form: 'PM_CERTIFICATE', nominees: [CERTIFICATE.unitId] });
    expect(shownTo(council, forHead)[0]?.conflictOfInterest).toEqual({
      unitId: 'lao-cai',
      note: {
        vi: 'Ủy ban nhân dân tỉnh Lào Cai chủ trì năm thi đua và cũng được đề nghị khen thưởng.',
        en: 'Ủy ban nhân dân tỉnh Lào Cai presides over the year and is itself proposed.',
      },
    });
    expect(shownTo(council, proposed())[0]?.conflictOfInterest).toBeUndefined();
  });

  it('are hidden from the public until a publication names them, and then as they were, without the vote behind them', () => {
    const dashboard: Origin = { subject: 'local|bang-tin', name: 'Bảng tin', role: 'dashboard' };
    const facts = [ranked('dien-bien'), ballot(), counted, proposed()];
    expect([shownTo(dashboard, ...facts), shownTo(dashboard, ...facts, published())]).toEqual([[], []]);
    const named = publicationOf({ part: 'PROPOSALS', proposalIds: ['de-nghi-1'] });
    const [shown, ...others] = shownTo(dashboard, ...facts, proposed({ proposalId: 'de-nghi-2' }), named, withdrawn);
    expect([shown?.proposalId, shown?.status, shown?.basis, shown?.basisCorrected]).toEqual([
      ...['de-nghi-1', 'PROPOSED'],
      ...[undefined, undefined],
    ]);
    expect(others).toEqual([]);
    expect(shownTo(dashboard, ...facts, named, withdrawn, named)[0]?.status).toBe('WITHDRAWN');
    expect(shownTo(council, ...facts)).toHaveLength(1);
  });

  it('from claims are the same but for where they come from', () => {
    const facts = [...meeting(), ballot(), counted, proposed(), named('son-la'), conferred()];
    const plain = (row: object | undefined): unknown =>
      JSON.parse(
        JSON.stringify(row, (key, value: unknown) => (key === 'recording' || key === 'mode' ? undefined : value)),
      );
    expect(plain(history(...facts.map(claimed)).row())).toEqual(plain(history(...facts).row()));
  });

  it('were not there the day before the session', async () => {
    const told = history(...meeting(), proposed());
    const known = async (day: string) => (await told.asOf({ day: day as LocalDate }, KEY))?.proposals.length;
    expect([await known('2025-03-20'), await known('2025-03-21')]).toEqual([0, 1]);
  });

  it('are the same told again', () => {
    history(...meeting(), ballot(), counted, proposed(), named('son-la'), withdrawn, conferred()).isTheSameToldAgain();
  });
});

describe('the own awards of a year', () => {
  it('keep grantor and presenters apart, and who is named later (A10)', () => {
    const naming: AwardRecipientNamed = {
      type: 'AwardRecipientNamed',
      data: {
        ...inYear('2025-03-25'),
        ...{ awardId: 'bang-khen-lao-cai', kind: 'COLLECTIVE', recipient: { name: 'Công an tỉnh Lai Châu' } },
      },
    };
    const told = history(...meeting(), conferred(), naming);
    const { form, grantor, collectives, individuals, exemplars } = conferred().data;
    expect(told.row()?.awards).toEqual([
      {
        awardId: 'bang-khen-lao-cai',
        conferred: { value: { form, grantor, collectives, individuals, exemplars }, recording: told.recording(-2) },
        named: [
          {
            value: { kind: 'COLLECTIVE', recipient: { name: 'Công an tỉnh Lai Châu' } },
            recording: told.recording(-1),
          },
        ],
      },
    ]);
  });
});
