import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CommendationCommand } from '../../src/commendations/commendation.commands.js';
import { commendationSlice } from '../../src/commendations/commendation.slice.js';
import type { Mode } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { unitSlice } from '../../src/units/unit.slice.js';
import { PARTS, PRIME_MINISTER } from '../support/mothers/commendations.js';
import { council, representativeOf } from '../support/mothers/origins.js';
import { Register } from '../support/register.js';

const ACT: Mode = { kind: 'ACT' };
const on = (day: string) => ({ commendationId: 'bang-khen', occurredOn: onDay(day) });

/** so-cu is commended; it is merged into so-moi on 1/1/2019, that into so-lon on 1/1/2020; so-khac stands beside them. */
let register: Register;
const send = (command: CommendationCommand, origin = council): string | undefined =>
  register.send<CommendationCommand>(commendationSlice, command, origin);

beforeEach(() => {
  register = new Register(ACT);
  for (const unitId of ['so-cu', 'so-moi', 'so-lon', 'so-khac']) {
    const name = { full: { vi: unitId }, short: { vi: unitId } };
    const data = { unitId, occurredOn: onDay('2014-01-01'), kind: 'DEPARTMENT', name } as const;
    expect(register.send(unitSlice, { type: 'RegisterUnit', data })).toBeUndefined();
  }
  const collectives = { named: [{ name: 'Sở cũ', unitId: 'so-cu' }], count: 1 };
  const data = { ...on('2018-06-01'), form: 'Bằng khen', grantor: PRIME_MINISTER, recipients: { collectives } };
  expect(send({ type: 'RegisterCommendation', data })).toBeUndefined();
});

const merge = (unitId: string, into: string, day: string): void => {
  const data = { unitId, into, occurredOn: onDay(day) };
  expect(register.send(unitSlice, { type: 'MergeUnit', data })).toBeUndefined();
};
const submit = (day: string): CommendationCommand => ({ type: 'SubmitDossier', data: { ...on(day), parts: PARTS } });
const complain = (unitId: string): CommendationCommand => ({
  type: 'LodgeComplaint',
  data: { ...on('2020-07-03'), complaintId: 'don', about: 'COMPLAINT', by: { kind: 'UNIT', unitId } },
});

describe('a commendation of a unit that was merged (A16)', () => {
  it('R40 is spoken for no more by who was merged, but by who goes on with its work, and by no other', () => {
    merge('so-cu', 'so-moi', '2019-01-01');
    merge('so-moi', 'so-lon', '2020-01-01');
    expect(send(submit('2020-07-03'), representativeOf('so-cu'))).toBe('UNIT_NOT_ACTIVE');
    expect(send(submit('2020-07-03'), representativeOf('so-moi'))).toBe('UNIT_NOT_ACTIVE');
    expect(send(submit('2020-07-03'), representativeOf('so-khac'))).toBe('NOT_ENTITLED');
    expect(send(submit('2020-07-03'), representativeOf('so-lon'))).toBeUndefined();
    expect(send(complain('so-cu'), representativeOf('so-cu'))).toBe('UNIT_NOT_ACTIVE');
    expect(send(complain('so-cu'), representativeOf('so-lon'))).toBe('NOT_ENTITLED');
    expect(send(complain('so-khac'), representativeOf('so-khac'))).toBe('NOT_ENTITLED');
    expect(send(complain('so-lon'), representativeOf('so-lon'))).toBeUndefined();
  });

  it('is spoken for by the unit itself as long as it is there, and by no other', () => {
    expect(send(submit('2018-07-03'), representativeOf('so-moi'))).toBe('NOT_ENTITLED');
    merge('so-cu', 'so-moi', '2019-01-01');
    expect(send(submit('2018-07-03'), representativeOf('so-cu'))).toBeUndefined();
  });
});
