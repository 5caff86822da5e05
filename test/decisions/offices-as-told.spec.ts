import { describe, it } from '@jest/globals';
import { onDay } from '../../src/kernel/partial-date.js';
import { unitDecider } from '../../src/units/unit.decider.js';
import type { UnitEvent } from '../../src/units/unit.events.js';
import { claimed, scenarios } from '../support/given.js';
import { council } from '../support/mothers/origins.js';

const given = scenarios(unitDecider, { origin: council });
const unitId = 'so-noi-vu';
const name = { full: { vi: 'Sở Nội vụ' }, short: { vi: 'Sở Nội vụ' } };
const registered: UnitEvent = {
  type: 'UnitRegistered',
  data: { unitId, kind: 'OTHER', name, occurredOn: onDay('2020-01-01') },
};

describe('the office of a representative', () => {
  it('may be unknown to a source, and is said by an act', () => {
    const data = { unitId, person: { name: 'Nguyễn Văn A' }, occurredOn: onDay('2024-02-01') };
    const appointed: UnitEvent = { type: 'RepresentativeAppointed', data };
    const unsaid = { code: 'UNKNOWN_IN_ACT', facts: { kind: 'office', field: '/officeCode' } } as const;
    given(registered).when({ type: 'AppointRepresentative', data }).thenRefused(unsaid);
    given(registered).claiming().when({ type: 'AppointRepresentative', data }).thenWarns([], appointed);
    const later = { ...data, occurredOn: onDay('2024-09-01') };
    given(registered, claimed(appointed))
      .claiming()
      .when({ type: 'RelieveRepresentative', data: later })
      .thenWarns([], { type: 'RepresentativeRelieved', data: later });
  });
});
