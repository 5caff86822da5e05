import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '../../src/kernel/instant.js';
import { onDay, type PartialDate } from '../../src/kernel/partial-date.js';
import type { Person } from '../../src/kernel/party.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitDecider, unitsCited } from '../../src/units/unit.decider.js';
import type { UnitEvent } from '../../src/units/unit.events.js';
import { standingOfUnit } from '../../src/units/unit.standing.js';
import type { UnitName } from '../../src/units/unit.values.js';
import { claimed, folded, scenarios } from '../support/given.js';
import { council, gathered, report, secretary } from '../support/mothers/origins.js';
import {
  CONSTRUCTION,
  MERGER_DAY,
  registered,
  standingOf,
  TRANSPORT,
  transportName,
} from '../support/mothers/units.js';

const given = scenarios(unitDecider, { origin: council, gathered: [standingOf(CONSTRUCTION, 'Sở Xây dựng Lạng Sơn')] });

const newName: UnitName = { full: { vi: 'Sở Giao thông Lạng Sơn' }, short: { vi: 'SGT' } };
const director: Person = { name: 'Nguyễn Văn A', office: 'Giám đốc' };

const on = (day: string): Readonly<{ unitId: string; occurredOn: PartialDate }> => ({
  unitId: TRANSPORT,
  occurredOn: onDay(day),
});
const merge = (day: string, into = CONSTRUCTION): UnitCommand => ({ type: 'MergeUnit', data: { ...on(day), into } });
const merged = (day: string = MERGER_DAY): UnitEvent => ({
  type: 'UnitMerged',
  data: { ...on(day), into: CONSTRUCTION },
});
const rename = (day: string): UnitCommand => ({ type: 'RenameUnit', data: { ...on(day), name: newName } });
const renamed = (day: string): UnitEvent => ({ type: 'UnitRenamed', data: { ...on(day), name: newName } });
const dissolve = (day: string, successor?: string): UnitCommand => ({
  type: 'DissolveUnit',
  data: { ...on(day), reason: 'Sắp xếp tổ chức bộ máy', ...(successor === undefined ? {} : { successor }) },
});
const office = { person: director, officeCode: 'DIRECTOR' };
const appoint = (day: string): UnitCommand => ({ type: 'AppointRepresentative', data: { ...on(day), ...office } });
const appointed = (day: string): UnitEvent => ({ type: 'RepresentativeAppointed', data: { ...on(day), ...office } });
const relieve = (day: string): UnitCommand => ({ type: 'RelieveRepresentative', data: { ...on(day), ...office } });
const relieved = (day: string): UnitEvent => ({ type: 'RepresentativeRelieved', data: { ...on(day), ...office } });

const notActive = {
  code: 'UNIT_NOT_ACTIVE',
  facts: {
    unit: 'Sở Giao thông vận tải Lạng Sơn',
    unitId: TRANSPORT,
    date: MERGER_DAY,
    successor: CONSTRUCTION,
  },
} as const;

describe('registering a unit', () => {
  it('records kind and name', () => {
    const { data } = registered();
    given().when({ type: 'RegisterUnit', data }).then(registered());
  });

  it('is refused twice under one id', () => {
    const { data } = registered();
    given(registered())
      .when({ type: 'RegisterUnit', data })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'unit', id: TRANSPORT } });
  });

  it('is refused below a parent nobody knows, before the id is looked at', () => {
    const { data } = registered({ parentId: 'ubnd-tinh-lang-son' });
    given(registered())
      .when({ type: 'RegisterUnit', data })
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'ubnd-tinh-lang-son' } });
  });

  it('is refused for a day to come', () => {
    const { data } = registered({ occurredOn: onDay('2026-01-01') });
    given()
      .when({ type: 'RegisterUnit', data })
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2026-01-01' } });
  });

  it('as an act follows a claim of the same unit and keeps what the claims know', () => {
    const { data } = registered();
    given(claimed(registered()), claimed(renamed('2024-06-01')))
      .when({ type: 'RegisterUnit', data })
      .then(registered());
    const { known } = folded(unitDecider, [claimed(registered()), claimed(renamed('2024-06-01')), registered()]);
    expect(known && standingOfUnit(known, '2024-06-01' as LocalDate).name).toEqual(newName);
  });

  it('as a claim is refused when the unit is known already: a duplicate is no report', () => {
    const { data } = registered();
    given(registered())
      .claiming(report)
      .when({ type: 'RegisterUnit', data })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'unit', id: TRANSPORT } });
  });
});

describe('a unit that is known to exist since a day (R40)', () => {
  const since = (date: string) => registered({ occurredOn: onDay('2025-06-01'), existsFrom: { date } });
  const notYet = (date: string) => ({
    code: 'UNIT_NOT_YET' as const,
    facts: { unit: transportName.full.vi, unitId: TRANSPORT, date },
  });

  it('may be registered before that day, or long after it, and then has a past', () => {
    given()
      .when({ type: 'RegisterUnit', data: since('2025-07-01').data })
      .then(since('2025-07-01'));
    given(since('1991-10-01')).when(rename('2000-01-01')).then(renamed('2000-01-01'));
  });

  it('does nothing before: an act is refused, a claim is warned', () => {
    for (const [command, event] of [
      [rename('2025-06-30'), renamed('2025-06-30')],
      [appoint('2025-06-30'), appointed('2025-06-30')],
      [merge('2025-06-30'), merged('2025-06-30')],
    ] as const) {
      given(since('2025-07-01')).when(command).thenRefused(notYet('2025-07-01'));
      given(since('2025-07-01'))
        .claiming()
        .when(command)
        .thenWarns([notYet('2025-07-01')], event);
    }
    given(since('2025-07-01')).when(rename('2025-07-01')).then(renamed('2025-07-01'));
  });

  it('may have done on each day that both dates can mean what a claim says', () => {
    given(since('2025-03')).claiming().when(rename('2025')).then(renamed('2025'));
    given(since('2025-03')).claiming().when(rename('2025-03-01')).then(renamed('2025-03-01'));
    given(since('2025'))
      .claiming()
      .when(rename('2024'))
      .thenWarns([notYet('2025')], renamed('2024'));
  });

  it('takes no other in before', () => {
    const later = standingOf(CONSTRUCTION, 'Sở Xây dựng Lạng Sơn', { existsFrom: onDay('2025-07-01') });
    const facts = { unit: 'Sở Xây dựng Lạng Sơn', unitId: CONSTRUCTION, date: '2025-07-01' };
    given(registered()).knowing(later).when(merge(MERGER_DAY)).thenRefused({ code: 'UNIT_NOT_YET', facts });
  });
});

describe('renaming a unit', () => {
  it('gives it another name from that day on and keeps the old one for the days before', () => {
    given(registered()).when(rename('2024-07-01')).then(renamed('2024-07-01'));
    const { acts: unit } = folded(unitDecider, [registered(), renamed('2024-07-01')]);
    expect(unit && standingOfUnit(unit, '2024-06-30' as LocalDate).name).toEqual(transportName);
    expect(unit && standingOfUnit(unit, '2024-07-01' as LocalDate).name).toEqual(newName);
  });

  it('is refused for a unit nobody registered', () => {
    given()
      .when(rename('2024-07-01'))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: TRANSPORT } });
  });

  it('is refused for a day before the unit was registered, as a claim too', () => {
    const before = {
      code: 'INVALID_DATES',
      facts: { first: '2024-01-01', second: '2023-12-31', order: 'UNIT_ON_RECORD' },
    } as const;
    given(registered()).when(rename('2023-12-31')).thenRefused(before);
    given(registered()).claiming().when(rename('2023-12-31')).thenRefused(before);
  });

  it('is refused from the day on which the unit was merged', () => {
    given(registered(), merged()).when(rename('2025-03-01')).thenRefused(notActive);
    given(registered(), merged()).when(rename('2025-02-28')).then(renamed('2025-02-28'));
  });
});

describe('merging a unit', () => {
  it('records into which unit, and the unit answers with its successor from then on', () => {
    given(registered()).when(merge(MERGER_DAY)).then(merged());
    const { acts: unit } = folded(unitDecider, [registered(), merged()]);
    expect(unit && standingOfUnit(unit, '2024-12-31' as LocalDate)).toEqual({
      unitId: TRANSPORT,
      kind: 'DEPARTMENT',
      name: transportName,
      endedOn: MERGER_DAY,
      successor: CONSTRUCTION,
    });
  });

  it('is refused into itself', () => {
    given(registered())
      .knowing(standingOf(TRANSPORT))
      .when(merge(MERGER_DAY, TRANSPORT))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/into' } });
  });

  it('is refused into a unit nobody knows', () => {
    given(registered())
      .when(merge(MERGER_DAY, 'so-moi'))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'so-moi' } });
  });

  it('is refused into a unit that has ended by that day, as a claim too', () => {
    const ended = standingOf(CONSTRUCTION, 'Sở Xây dựng Lạng Sơn', { endedOn: MERGER_DAY });
    const reason = {
      code: 'UNIT_NOT_ACTIVE',
      facts: { unit: 'Sở Xây dựng Lạng Sơn', unitId: CONSTRUCTION, date: MERGER_DAY, successor: '–' },
    } as const;
    given(registered()).knowing(ended).when(merge(MERGER_DAY)).thenRefused(reason);
    given(registered()).knowing(ended).claiming().when(merge(MERGER_DAY)).thenRefused(reason);
    given(registered()).knowing(ended).when(merge('2025-02-28')).then(merged('2025-02-28'));
  });

  it('is refused twice, even for a day before the first', () => {
    given(registered(), merged()).when(merge('2025-02-01')).thenRefused(notActive);
  });

  it('compares an act with acts alone: a claimed merger ends nothing for it', () => {
    given(registered(), claimed(merged())).when(rename('2025-06-01')).then(renamed('2025-06-01'));
    given(registered(), claimed(merged())).claiming().when(rename('2025-06-01')).thenRefused(notActive);
  });

  it('leaves what a report tells of the year of the merger, since it may have been before', () => {
    given(registered(), merged()).claiming().when(rename('2025')).then(renamed('2025'));
    given(registered(), merged()).claiming().when(rename('2025-03')).thenRefused(notActive);
  });

  it('gathers the units it names', () => {
    expect(unitsCited(merge(MERGER_DAY))).toEqual([CONSTRUCTION]);
    expect(unitsCited(dissolve(MERGER_DAY, CONSTRUCTION))).toEqual([CONSTRUCTION]);
    expect(unitsCited(dissolve(MERGER_DAY))).toEqual([]);
    expect(unitsCited(rename(MERGER_DAY))).toEqual([]);
  });
});

describe('dissolving a unit', () => {
  it('needs no successor', () => {
    given(registered())
      .when(dissolve('2025-07-01'))
      .then({ type: 'UnitDissolved', data: { ...on('2025-07-01'), reason: 'Sắp xếp tổ chức bộ máy' } });
  });

  it('is refused when the successor does not exist', () => {
    given(registered())
      .when(dissolve('2025-07-01', 'so-moi'))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'so-moi' } });
  });

  it('is refused after a merger', () => {
    given(registered(), merged()).when(dissolve('2025-07-01')).thenRefused(notActive);
  });
});

describe('the representatives of a unit', () => {
  it('are appointed to an office and relieved of it', () => {
    given(registered()).when(appoint('2024-02-01')).then(appointed('2024-02-01'));
    given(registered(), appointed('2024-02-01')).when(relieve('2024-09-01')).then(relieved('2024-09-01'));
  });

  it('hold one office once at a time', () => {
    const twice = { code: 'ALREADY_EXISTS', facts: { kind: 'representative', id: 'Nguyễn Văn A' } } as const;
    given(registered(), appointed('2024-02-01')).when(appoint('2024-05-01')).thenRefused(twice);
    given(registered(), appointed('2024-02-01'), relieved('2024-09-01')).when(appoint('2024-08-31')).thenRefused(twice);
    given(registered(), appointed('2024-02-01'), relieved('2024-09-01'))
      .when(appoint('2024-09-01'))
      .then(appointed('2024-09-01'));
  });

  it('are relieved only of what they hold', () => {
    const none = { code: 'UNKNOWN_REFERENCE', facts: { kind: 'representative', id: 'Nguyễn Văn A' } } as const;
    given(registered()).when(relieve('2024-09-01')).thenRefused(none);
    given(registered(), appointed('2024-09-01')).when(relieve('2024-09-01')).thenRefused(none);
  });

  it('are not appointed for a unit that has ended', () => {
    given(registered(), merged()).when(appoint('2025-03-01')).thenRefused(notActive);
  });
});

describe('a claim of a secretary about a unit', () => {
  const ofBloc = (blocId: string, unitId = TRANSPORT) => gathered('Membership', `bloc-${blocId}`, { blocId, unitId });
  const claiming = given(registered()).by(secretary('khoi-gtvt')).claiming(report);
  const facts = { role: 'secretary', command: 'RenameUnit', who: 'CLAIM_OF_UNIT' };
  const refused = { code: 'NOT_ENTITLED', facts } as const;

  it('is entered about a member, present or former, of the own bloc', () => {
    claiming.knowing(ofBloc('khoi-gtvt')).when(rename('2024-06-01')).then(renamed('2024-06-01'));
  });

  it('is refused about any other unit', () => {
    claiming.knowing().when(rename('2024-06-01')).thenRefused(refused);
    claiming.knowing(ofBloc('khoi-khac')).when(rename('2024-06-01')).thenRefused(refused);
    claiming.knowing(ofBloc('khoi-gtvt', CONSTRUCTION)).when(rename('2024-06-01')).thenRefused(refused);
  });

  it('registers no unit: of an unknown one nobody is a member', () => {
    given()
      .by(secretary('khoi-gtvt'))
      .claiming(report)
      .when({ type: 'RegisterUnit', data: registered().data })
      .thenRefused({ code: 'NOT_ENTITLED', facts: { role: 'secretary', command: 'RegisterUnit' } });
  });
});

describe('a unit in time', () => {
  const days = fc
    .integer({ min: 0, max: 700 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
  const acts = fc.oneof(
    days.map(rename),
    days.map((day) => merge(day)),
    days.map((day) => dissolve(day)),
    days.map(appoint),
    days.map(relieve),
  );

  it('decides on every history it produced, never ends twice, and names itself on every day', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 20 }), days, (commands, day) => {
        const history: UnitEvent[] = [registered()];
        for (const command of commands) {
          const { decision } = given(...history).when(command);
          if (decision.accepted) history.push(...decision.events);
        }
        const ends = history.filter(({ type }) => type === 'UnitMerged' || type === 'UnitDissolved');
        expect(ends.length).toBeLessThanOrEqual(1);
        const { acts: unit } = folded(unitDecider, history);
        const lastName = history
          .filter(({ type, data }) => type === 'UnitRenamed' && data.occurredOn.date <= day)
          .at(-1);
        const expected = lastName === undefined ? transportName : newName;
        expect(unit && standingOfUnit(unit, day as LocalDate).name).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
