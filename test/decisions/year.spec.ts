import { describe, expect, it } from '@jest/globals';
import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { emulationYearStream, type YearEvent } from '../../src/emulation-years/frame/frame.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, folded } from '../support/given.js';
import { day, given, opening, year } from '../support/course-of-a-year.js';
import {
  adopted,
  allStanding,
  BLOC,
  BLOC_NAME,
  blocStanding,
  fullName,
  inYear,
  members,
  opened,
  rulebook,
  RULEBOOK,
  rulebookVersion,
  unitStanding,
  year2024,
  year2025,
} from '../support/mothers/seven-provinces.js';

/** The members as the bloc's stream tells them, with changes to some. */
function membership(changes: Readonly<Record<string, { from: LocalDate; to?: LocalDate }>>) {
  return members.map((member) => ({ unitId: member.unitId, membership: changes[member.unitId] ?? member.membership }));
}

describe('the stream of a year', () => {
  it('is its own, however much ids and years look alike', () => {
    expect(emulationYearStream('cum', '3-2024')).not.toBe(emulationYearStream('cum-3', '2024'));
  });
});

describe('opening a year', () => {
  it('copies the members, their names and who leads', () => given().when(opening()).then(opened('2024')));

  it('knows no head that the bloc has not named', () =>
    given()
      .knowing(blocStanding({ leadership: {} }), ...allStanding)
      .when(opening())
      .then(opened('2024', { leadership: { deputies: [] } })));

  it('leaves the acting head open where the bloc knows none', () => {
    const { actingHead: _, ...standing } = blocStanding().data as { actingHead?: string };
    const { actingHead: __, ...data } = opened('2024').data;
    given()
      .knowing({ ...blocStanding(), data: standing }, ...allStanding)
      .when(opening())
      .then({ type: 'EmulationYearOpened', data });
  });

  it('takes who was a member on some day of its period', () => {
    const left = { from: day('2008-01-01'), to: day('2024-01-01') };
    const leftBefore = { from: day('2008-01-01'), to: day('2023-12-31') };
    const joined = { from: day('2024-12-31') };
    const joinsLater = { from: day('2025-01-01') };
    const changes = { 'lao-cai': left, 'cao-bang': leftBefore, 'dien-bien': joined, 'lang-son': joinsLater };
    given()
      .knowing(blocStanding({ members: membership(changes) }), ...allStanding)
      .when(opening())
      .then(
        opened('2024', {
          members: members
            .filter(({ unitId }) => unitId !== 'cao-bang' && unitId !== 'lang-son')
            .map((member) =>
              member.unitId === 'lao-cai'
                ? { ...member, membership: left }
                : member.unitId === 'dien-bien'
                  ? { ...member, membership: joined }
                  : member,
            ),
        }),
      );
  });

  it('keeps the sizes that the bloc declares for its period and later, each with its days', () => {
    const before = { size: 8, from: day('2008-01-01'), to: day('2023-12-31') };
    const until = { size: 9, from: day('2024-01-01'), to: day('2024-06-30') };
    const since = { size: 10, from: day('2024-07-01') };
    given()
      .knowing(blocStanding({ declaredSizes: [before, until, since] }), ...allStanding)
      .when(opening())
      .then(opened('2024', { declaredSizes: [until, since] }));
  });

  it('says of no size what the bloc does not say', () =>
    given()
      .knowing(
        blocStanding({ declaredSizes: [{ size: 5, from: day('2008-01-01'), to: day('2008-01-01') }] }),
        ...allStanding,
      )
      .when(opening())
      .then(opened('2024')));

  it('may be about any period, not a calendar year alone (H4)', () => {
    const period = { from: day('2024-09-01'), to: day('2025-05-31') };
    given().when(opening(period)).then(opened('2024', { period }));
  });

  it('may be a single day', () => {
    const period = { from: day('2024-09-01'), to: day('2024-09-01') };
    given().when(opening(period)).then(opened('2024', { period }));
  });

  it('is refused when the period ends before it begins', () => {
    const period = { from: day('2024-09-01'), to: day('2024-08-31') };
    given().when(opening(period)).thenRefused({ code: 'INVALID_PERIOD', facts: period });
  });

  it('is refused when it is open, whatever the period', () =>
    given(opened('2024'))
      .when(opening({ from: day('2024-09-01'), to: day('2024-08-31') }))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'year', id: '2024' } }));

  it('is refused in a bloc that does not exist', () =>
    given()
      .knowing(...allStanding)
      .when(opening())
      .thenRefused({ code: 'UNKNOWN_BLOC', facts: { bloc: BLOC } }));

  it('is refused while a member is not registered', () =>
    given()
      .knowing(blocStanding(), ...allStanding.slice(1))
      .when(opening())
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'lao-cai' } }));

  it('is possible by an act when it is known from claims alone, and loses none of them', () => {
    const exempted: YearEvent = {
      type: 'UnitExempted',
      data: { ...inYear('2024-12-01'), unitId: 'son-la', reason: 'Mới thành lập' },
    };
    const skipped: YearEvent = {
      type: 'StepSkipped',
      data: { ...inYear('2024-12-01'), step: 'VOTE', reason: 'Không' },
    };
    const known = [opened('2024'), adopted('2024'), exempted, skipped].map((event) => claimed(event));
    given(...known)
      .when(opening())
      .then(opened('2024'));
    expect(folded(year, [...known, opened('2024')]).known).toEqual(folded(year, known).known);
  });
});

describe('taking the members anew', () => {
  const updating: YearCommand = { type: 'UpdateYearMembers', data: inYear('2024-07-01') };

  it('cites the revision of the bloc', () => {
    const left = { from: day('2008-01-01'), to: day('2024-06-30') };
    given(...year2024())
      .knowing(blocStanding({ members: membership({ 'son-la': left }), revision: 12 }), ...allStanding)
      .when(updating)
      .then({
        type: 'YearMembersUpdated',
        data: {
          ...inYear('2024-07-01'),
          members: members.map((member) => (member.unitId === 'son-la' ? { ...member, membership: left } : member)),
          blocName: BLOC_NAME,
          blocRevision: 12,
        },
      });
  });

  it('is refused in a bloc that does not exist', () =>
    given(...year2024())
      .knowing()
      .when(updating)
      .thenRefused({ code: 'UNKNOWN_BLOC', facts: { bloc: BLOC } }));

  it('is refused while a member is not registered', () =>
    given(...year2024())
      .knowing(blocStanding(), ...allStanding.slice(1))
      .when(updating)
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'lao-cai' } }));
});

describe('recording who leads the year', () => {
  const recording: YearCommand = { type: 'RecordHeadOfYear', data: inYear('2025-04-01', '2025') };

  it('takes head and deputies from the hand-over', () =>
    given(...year2025())
      .knowing(
        blocStanding({
          leadership: { '2025': { head: 'cao-bang', deputies: [{ unitId: 'dien-bien', ordinal: 1 }] } },
          revision: 14,
        }),
      )
      .when(recording)
      .then({
        type: 'HeadOfYearRecorded',
        data: {
          ...inYear('2025-04-01', '2025'),
          leadership: { head: 'cao-bang', deputies: [{ unitId: 'dien-bien', ordinal: 1 }] },
          blocRevision: 14,
        },
      }));

  it('is refused before anything was handed over for that year', () =>
    given(...year2025())
      .when(recording)
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'leadership', id: '2025' } }));

  it('is refused in a bloc that does not exist', () =>
    given(...year2025())
      .knowing()
      .when(recording)
      .thenRefused({ code: 'UNKNOWN_BLOC', facts: { bloc: BLOC } }));
});

describe('adopting a rulebook', () => {
  const adopting = (version = 1): YearCommand => ({
    type: 'AdoptRulebook',
    data: { ...inYear('2024-01-03'), rulebookId: RULEBOOK, version },
  });
  const submitted: EmulationYearEvent = {
    type: 'SelfScoreSubmitted',
    data: { ...inYear('2024-12-01'), unitId: 'son-la', scope: {}, lines: [] },
  };

  it('copies the version with its content', () =>
    given(opened('2024')).knowing(rulebookVersion()).when(adopting()).then(adopted('2024')));

  it('may change until the first self-score (H15)', () => {
    const content = { ...rulebook, backdatingDays: 30 };
    given(...year2024())
      .knowing(rulebookVersion(), rulebookVersion({ version: 2, content }))
      .when(adopting(2))
      .then({
        type: 'RulebookAdopted',
        data: { ...inYear('2024-01-03'), rulebookId: RULEBOOK, version: 2, content },
      });
  });

  it('is refused once a unit has scored itself', () =>
    given(...year2024(), submitted)
      .knowing(rulebookVersion())
      .when(adopting())
      .thenRefused({ code: 'RULEBOOK_LOCKED' }));

  it('is refused for a version that was never published', () =>
    given(...year2024(), submitted)
      .knowing(rulebookVersion(), rulebookVersion({ rulebookId: 'quy-che-khac', version: 2 }))
      .when(adopting(2))
      .thenRefused({ code: 'UNKNOWN_RULEBOOK', facts: { rulebook: RULEBOOK, version: 2 } }));

  it('may be claimed after the first self-score, with a warning', () =>
    given(...year2024(), submitted)
      .claiming()
      .knowing(rulebookVersion())
      .when(adopting())
      .thenWarns([{ code: 'RULEBOOK_LOCKED' }], adopted('2024')));
});

describe('exempting a unit from scoring', () => {
  const exempted = (unitId: string): YearEvent => ({
    type: 'UnitExempted',
    data: { ...inYear('2024-12-01'), unitId, reason: 'Mới thành lập' },
  });
  const exempting = (unitId: string): YearCommand => ({
    type: 'ExemptUnit',
    data: { ...inYear('2024-12-01'), unitId, reason: 'Mới thành lập' },
  });
  const sheet = (unitId: string) => ({ ...inYear('2025-03-21'), unitId, scope: {}, lines: [] });
  const agreedScore = (unitId: string): EmulationYearEvent => ({ type: 'ScoreAgreed', data: sheet(unitId) });

  it('names the reason', () =>
    given(...year2024())
      .when(exempting('son-la'))
      .then(exempted('son-la')));

  it('is possible for a member that has left during the year', () => {
    const left = opened('2024', {
      members: members.map((member) =>
        member.unitId === 'son-la'
          ? { ...member, membership: { from: day('2008-01-01'), to: day('2024-06-30') } }
          : member,
      ),
    });
    given(left).when(exempting('son-la')).then(exempted('son-la'));
  });

  it('is possible while its own score is not agreed', () =>
    given(...year2024(), { type: 'SelfScoreSubmitted', data: sheet('son-la') }, agreedScore('lao-cai'))
      .when(exempting('son-la'))
      .then(exempted('son-la')));

  it('is refused to an outsider', () =>
    given(...year2024())
      .when(exempting('yen-bai'))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2024-12-01' },
      }));

  it('is refused twice', () =>
    given(...year2024(), exempted('son-la'))
      .when(exempting('son-la'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'exemption', id: 'son-la' } }));

  it('is refused when its score was agreed', () =>
    given(...year2024(), agreedScore('son-la'))
      .when(exempting('son-la'))
      .thenRefused({ code: 'SCORE_FROZEN', facts: { unit: fullName('son-la'), unitId: 'son-la' } }));
});

describe('a merged unit', () => {
  it('stays in the copy of the year under its own name', () =>
    given()
      .knowing(
        blocStanding(),
        unitStanding('lao-cai', { endedOn: day('2025-07-01'), successor: 'lao-cai-moi' }),
        ...allStanding.slice(1),
      )
      .when(opening())
      .then(opened('2024')));
});
