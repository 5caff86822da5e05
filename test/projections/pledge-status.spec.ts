import { describe, expect, it } from '@jest/globals';
import { pledgeStatus } from '../../projections/pledge-status.projection.js';
import type { PledgeStatus } from '../../read-models/pledge-status/pledge-status.js';
import type {
  PledgeAmended,
  PledgeEvent,
  PledgeSigningDeferred,
} from '../../src/emulation-years/pledge/pledge.events.js';
import type { YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { YearMember } from '../../src/emulation-years/frame/frame.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, type Known } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import {
  agreed,
  agreedYear,
  chairman,
  completed,
  CONFERENCE,
  contents,
  fiveOfSeven,
  on,
  signed,
} from '../support/mothers/pledge.js';
import {
  BLOC,
  BLOC_NAME,
  fullName,
  members,
  opened,
  rulebook,
  SEVEN,
  year2025,
} from '../support/mothers/seven-provinces.js';

const history = historiesOf(pledgeStatus);
const KEY = 'cum-7-tinh/2025';

const named = (unitId: string) => ({ unitId, name: { vi: fullName(unitId) } });
const signature = (unitId: string) => ({ ...named(unitId), version: 1, signatory: chairman });

function deferred(unitId: string): PledgeSigningDeferred {
  return { type: 'PledgeSigningDeferred', data: { ...CONFERENCE, unitId, reason: 'NO_UBND_LEADER_PRESENT' } };
}

const amended: PledgeAmended = {
  type: 'PledgeAmended',
  data: { ...on('2025-06-01'), version: 2, contents: contents.slice(0, 1), targets: [], reason: 'Sáp nhập tỉnh' },
};

const allSeven = [
  ...fiveOfSeven,
  deferred('ha-giang'),
  deferred('son-la'),
  signed(on('2025-04-02'), 'ha-giang'),
  signed(on('2025-04-10'), 'son-la'),
  completed('2025-04-10'),
];

const NOTHING_AGREED: PledgeStatus = {
  ...{ blocId: BLOC, year: '2025', blocName: BLOC_NAME, status: 'NOT_AGREED', version: 0, contents: [], versions: [] },
  ...{ expected: 7, signed: 0, signatures: [], pending: SEVEN.map(named), members: SEVEN.map(named), namedBeside: [] },
};

describe('the status of a pledge', () => {
  it('is not agreed while the year is only open: all members are pending', () => {
    history(...year2025()).shows(NOTHING_AGREED);
  });

  it('is open once the content is agreed', () => {
    const told = history(...agreedYear);
    const versions = [{ value: { version: 1, contents, agreedBy: 'MEMBERS' as const }, recording: told.recording(3) }];
    told.shows({ ...NOTHING_AGREED, status: 'OPEN', version: 1, contents, versions });
  });

  it('is partial with five of seven: who is pending said why (A7)', () => {
    const told = history(...fiveOfSeven, deferred('ha-giang'), deferred('son-la'));
    const because = (place: number) => ({
      ...{ version: 1, reason: 'NO_UBND_LEADER_PRESENT' },
      recording: told.recording(place),
    });
    told.shows({
      ...NOTHING_AGREED,
      ...{ status: 'PARTIAL', version: 1, contents, signed: 5 },
      versions: [{ value: { version: 1, contents, agreedBy: 'MEMBERS' }, recording: told.recording(3) }],
      signatures: ['cao-bang', 'lai-chau', 'dien-bien', 'lang-son', 'lao-cai'].map((unitId, place) => ({
        value: signature(unitId),
        recording: told.recording(4 + place),
      })),
      pending: [
        { ...named('ha-giang'), deferred: because(9) },
        { ...named('son-la'), deferred: because(10) },
      ],
    });
  });

  it('is complete with the last signature (A8)', () => {
    const told = history(...allSeven);
    expect(told.row()).toMatchObject({ status: 'COMPLETE', signed: 7, expected: 7, pending: [] });
    expect(told.row()?.completed).toEqual({ value: { version: 1, signatures: 7 }, recording: told.recording(-1) });
  });

  it('shows what a source tells of the signatory, and nothing where it tells nothing', () => {
    const about = { ...CONFERENCE, version: 1 };
    const told = history(
      ...agreedYear,
      claimed<PledgeEvent>({
        type: 'PledgeSigned',
        data: { ...about, unitId: 'cao-bang', signatory: { officeCode: 'CHAIRMAN' } },
      }),
      claimed<PledgeEvent>({ type: 'PledgeSigned', data: { ...about, unitId: 'lai-chau' } }),
    );
    expect(told.row()?.signatures.map(({ value }) => [value.unitId, value.signatory])).toEqual([
      ['cao-bang', { officeCode: 'CHAIRMAN' }],
      ['lai-chau', undefined],
    ]);
  });

  const allAsTold: PledgeEvent = { type: 'PledgeCompleted', data: { ...CONFERENCE, version: 1 } };

  it('is complete as a source tells that tells no signature: nobody is pending, and no number is made up', () => {
    const told = history(...agreedYear, claimed(allAsTold));
    expect(told.row()).toMatchObject({ status: 'COMPLETE', signed: 0, pending: [] });
    expect(told.row()?.completed).toEqual({ value: { version: 1 }, recording: told.recording(-1) });
  });

  it('is as far as the acts have signed it, whatever a source tells beside them', () => {
    const row = history(...fiveOfSeven, claimed(allAsTold)).row();
    expect(row).toMatchObject({ status: 'PARTIAL', signed: 5, completed: { value: { version: 1 } } });
    expect(row?.pending.map(({ unitId }) => unitId)).toEqual(['ha-giang', 'son-la']);
  });

  it('tells of which version a unit put its signature off, under the next one too', () => {
    const row = history(...fiveOfSeven, deferred('ha-giang'), amended).row();
    const [waiting] = row?.pending.filter(({ unitId }) => unitId === 'ha-giang') ?? [];
    expect([row?.version, waiting?.deferred?.version]).toEqual([2, 1]);
  });

  it('names who signed and is a member no more, or was taken out by an update', () => {
    const [left, taken] = ['ha-giang', 'son-la'] as const;
    const others = members
      .filter(({ unitId }) => unitId !== taken)
      .map((member) =>
        member.unitId === left
          ? { ...member, membership: { ...member.membership, to: '2025-03-01' as LocalDate } }
          : member,
      );
    const data = { ...on('2025-03-24'), blocName: BLOC_NAME, blocRevision: 9, members: others };
    const row = history(
      ...fiveOfSeven,
      { type: 'YearMembersUpdated', data },
      ...[left, taken].map((unitId) => signed(CONFERENCE, unitId)),
    ).row();
    expect(row?.namedBeside.map(({ unitId }) => unitId)).toEqual([left, taken]);
    expect(row?.signatures.slice(-2).map(({ value }) => value.name)).toEqual([left, taken].map((id) => named(id).name));
  });

  it('as a source tells ends with the version that it tells of', () => {
    expect(history(...agreedYear, claimed(allAsTold), amended).row()).toMatchObject({ status: 'OPEN', version: 2 });
  });

  it.each([
    ['2025-03-21', 0, 7],
    ['2025-03-22', 5, 2],
    ['2025-04-05', 6, 1],
    ['2025-04-11', 7, 0],
  ])('as of %s shows %i signed and %i pending (A8)', async (day, signedThen, pendingThen) => {
    const then = await history(...allSeven).asOf({ day: day as LocalDate }, KEY);
    expect([then?.signed, then?.pending.length]).toEqual([signedThen, pendingThen]);
  });

  it('as of a day before the year was opened shows nothing', async () => {
    expect(await history(...allSeven).asOf({ day: '2024-12-31' as LocalDate }, KEY)).toBeUndefined();
  });

  it.each<[string, Partial<PledgeAmended['data']>, string | undefined]>([
    ['as the rulebook has it where it had not passed', { occurredOn: { date: '2025-05-31' } }, '2025-05-31'],
    ['none where it had passed', {}, undefined],
    ['what the amendment names', { deadline: '2025-08-31' as LocalDate }, '2025-08-31'],
  ])('shows the deadline of the new version: %s (D32)', (_, changes, deadline) => {
    const { pledge } = rulebook;
    const ruled = year2025({ pledge: { ...pledge, deadline: '2025-05-31' as LocalDate } });
    const row = history(...ruled, ...allSeven.slice(2), { ...amended, data: { ...amended.data, ...changes } }).row();
    expect(row?.deadline).toBe(deadline);
  });

  it('starts anew with an amendment: signatures of the former version stay in the record', () => {
    const row = history(...allSeven, amended).row();
    expect(row).toMatchObject({ status: 'OPEN', version: 2, signed: 0, contents: amended.data.contents });
    expect(row?.versions.map(({ value }) => value.version)).toEqual([1, 2]);
    expect(row?.signatures).toHaveLength(7);
    expect(row?.pending).toHaveLength(7);
    expect(row).not.toHaveProperty('completed');
  });

  it('never counts as complete while fewer members are named than declared', () => {
    const three = members.slice(0, 3);
    const signatures = three.map(({ unitId }) => signed(CONFERENCE, unitId));
    const row = history(
      opened('2025', { members: three, declaredSizes: [{ size: 9, from: '2025-01-01' as LocalDate }] }),
      agreed(CONFERENCE),
      ...signatures,
    ).row();
    expect(row).toMatchObject({ status: 'PARTIAL', expected: 9, signed: 3, pending: [] });
  });
});

describe('a pledge that is complete by the rule (D36)', () => {
  const [left, ...others] = SEVEN;
  const changed = (changes: Partial<YearMembersUpdated['data']>, day = '2025-07-01'): YearMembersUpdated => ({
    type: 'YearMembersUpdated',
    data: { ...on(day), blocName: BLOC_NAME, blocRevision: 9, members, ...changes },
  });
  const newcomer: YearMember = {
    ...{ unitId: 'yen-bai', kind: 'PROVINCE', name: { full: { vi: 'Yên Bái' }, short: { vi: 'Yên Bái' } } },
    membership: { from: '2025-06-01' as LocalDate },
  };

  it.each<[string, YearMembersUpdated, readonly string[]]>([
    ['a larger size is declared', changed({ declaredSizes: [{ size: 9, from: '2025-01-01' as LocalDate }] }), []],
    ['another joins', changed({ members: [...members, newcomer] }), ['yen-bai']],
  ])('stays so on the page when %s later', (_, update, pending) => {
    const row = history(...allSeven, update).row();
    expect([row?.status, row?.pending.map(({ unitId }) => unitId)]).toEqual(['COMPLETE', pending]);
  });

  it.each<[string, (fact: PledgeEvent) => Known<PledgeEvent>]>([
    ['acts', (fact) => fact],
    ['claims', claimed],
  ])('is not complete where one that left has signed in the place of a member, by %s', (_, told) => {
    const gone = members.map((member) =>
      member.unitId === left
        ? { ...member, membership: { ...member.membership, to: '2025-03-23' as LocalDate } }
        : member,
    );
    const signatures = [left, ...others.slice(1)].map((unitId = '') => told(signed(CONFERENCE, unitId)));
    const row = history(...agreedYear, ...signatures, changed({ members: gone })).row();
    expect([row?.status, row?.pending.map(({ unitId }) => unitId)]).toEqual(['PARTIAL', others.slice(0, 1)]);
  });

  it('counts a signature by claim beside those that are acts', () => {
    const [first = '', ...rest] = SEVEN;
    const signatures = rest.map((unitId) => signed(CONFERENCE, unitId));
    const row = history(...agreedYear, claimed<PledgeEvent>(signed(CONFERENCE, first)), ...signatures).row();
    expect(row).toMatchObject({ status: 'COMPLETE', pending: [] });
  });
});

describe('the members that there should be', () => {
  it('are as many as were declared for the day of the last signature (D22)', () => {
    const sizes = [
      { size: 9, from: '2025-01-01' as LocalDate, to: '2025-03-21' as LocalDate },
      { size: 3, from: '2025-03-22' as LocalDate },
    ];
    const opening = opened('2025', { members: members.slice(0, 3), declaredSizes: sizes });
    const signatures = members.slice(0, 3).map(({ unitId }) => signed(CONFERENCE, unitId));
    expect(history(opening, agreed(CONFERENCE)).row()).toMatchObject({ expected: 3 });
    expect(history(opening, agreed(CONFERENCE), ...signatures, completed('2025-03-22')).row()).toMatchObject({
      status: 'COMPLETE',
      expected: 3,
    });
  });
});

describe('acts and claims about a pledge', () => {
  it('show the act as the state and the claim beside it', () => {
    const byClaim = {
      ...signed(CONFERENCE, 'lao-cai'),
      data: { ...signed(CONFERENCE, 'lao-cai').data, place: 'Hà Nội' },
    };
    const told = history(...agreedYear, claimed(byClaim), signed(CONFERENCE, 'lao-cai'));
    expect(told.row()?.signatures).toEqual([
      {
        value: signature('lao-cai'),
        recording: told.recording(-1),
        claims: [{ value: { ...signature('lao-cai'), place: 'Hà Nội' }, recording: told.recording(-2) }],
      },
    ]);
  });

  it('let no claim overwrite the opening or the content that acts have made', () => {
    const other = agreed(CONFERENCE);
    const contradicting = { ...other, data: { ...other.data, contents: contents.slice(1) } };
    const smaller = opened('2025', { members: members.slice(0, 2) });
    const row = history(...agreedYear, claimed(contradicting), claimed(smaller)).row();
    expect(row).toMatchObject({ expected: 7, version: 1, contents });
    expect(row?.versions[0]?.claims?.[0]?.value.contents).toEqual(contents.slice(1));
  });

  it('give the same status when the whole year is entered as claims', () => {
    const { signatures: acts, versions: _, completed: __, pending, ...status } = history(...allSeven).row()!;
    const row = history(...allSeven.map((fact) => claimed(fact))).row()!;
    expect(row).toMatchObject({ ...status, pending });
    expect(row.signatures.map(({ value }) => value)).toEqual(acts.map(({ value }) => value));
    expect(row.signatures.map(({ recording }) => recording.mode)).toEqual(Array<string>(7).fill('CLAIM'));
  });
});

it('a pledge told again, event by event or whole, is the same', () => {
  history(...allSeven, amended).isTheSameToldAgain();
});
