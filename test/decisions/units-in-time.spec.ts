import { describe, it } from '@jest/globals';
import { onDay, type PartialDate } from '../../src/kernel/partial-date.js';
import type { Person } from '../../src/kernel/party.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitDecider } from '../../src/units/unit.decider.js';
import type { UnitEvent } from '../../src/units/unit.events.js';
import type { UnitName } from '../../src/units/unit.values.js';
import { claimed, scenarios } from '../support/given.js';
import { council } from '../support/mothers/origins.js';
import { CONSTRUCTION, registered, standingOf, TRANSPORT, transportName } from '../support/mothers/units.js';

const given = scenarios(unitDecider, { origin: council, gathered: [standingOf(CONSTRUCTION, 'Sở Xây dựng Lạng Sơn')] });

const newName: UnitName = { full: { vi: 'Sở Giao thông Lạng Sơn' }, short: { vi: 'SGT' } };
const director: Person = { name: 'Nguyễn Văn A', office: 'Giám đốc' };

const on = (day: string): Readonly<{ unitId: string; occurredOn: PartialDate }> => ({
  unitId: TRANSPORT,
  occurredOn: onDay(day),
});
const rename = (day: string): UnitCommand => ({ type: 'RenameUnit', data: { ...on(day), name: newName } });
const renamed = (day: string): UnitEvent => ({ type: 'UnitRenamed', data: { ...on(day), name: newName } });
const office = { person: director, officeCode: 'DIRECTOR' };
const appoint = (day: string): UnitCommand => ({ type: 'AppointRepresentative', data: { ...on(day), ...office } });
const appointed = (day: string): UnitEvent => ({ type: 'RepresentativeAppointed', data: { ...on(day), ...office } });
const relieve = (day: string): UnitCommand => ({ type: 'RelieveRepresentative', data: { ...on(day), ...office } });
const relieved = (day: string): UnitEvent => ({ type: 'RepresentativeRelieved', data: { ...on(day), ...office } });

describe('a renaming of a unit', () => {
  it('that would change nothing is refused, of act and claim, and says so', () => {
    const same = { code: 'ALREADY_EXISTS', facts: { kind: 'name', id: TRANSPORT } } as const;
    const { occurredOn, unitId } = on('2024-09-01');
    const back: UnitCommand = { type: 'RenameUnit', data: { unitId, occurredOn, name: transportName } };
    given(registered()).when(back).thenRefused(same);
    given(registered()).claiming().when(back).thenRefused(same);
    given(registered(), renamed('2024-07-01')).when(rename('2024-09-01')).thenRefused(same);
    given(registered(), claimed(renamed('2024-07-01')))
      .when(rename('2024-09-01'))
      .then(renamed('2024-09-01'));
    given(registered(), renamed('2024-07-01'))
      .when(back)
      .then({ type: 'UnitRenamed', data: { unitId, occurredOn, name: transportName } });
    const { full } = transportName;
    const shorter = { ...transportName, short: { vi: 'SGTVT' } };
    const data = { unitId, occurredOn, name: { ...shorter, full } };
    given(registered()).when({ type: 'RenameUnit', data }).then({ type: 'UnitRenamed', data });
  });
});

describe('the representatives of a unit', () => {
  it('are entered in any order', () => {
    const known = [registered({ existsFrom: { date: '1991' } }), appointed('2024-02-01'), relieved('2024-09-01')];
    given(...known)
      .when(appoint('2023-06-01'))
      .then(appointed('2023-06-01'));
    given(...known, appointed('2023-06-01'))
      .when(relieve('2023-12-01'))
      .then(relieved('2023-12-01'));
  });
});
