import { beforeEach, describe, expect, it } from '@jest/globals';
import { blocSlice } from '../../src/blocs/bloc.slice.js';
import type { Mode } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { Party } from '../../src/kernel/party.js';
import type { MovementCommand } from '../../src/movements/movement.commands.js';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import { movementSlice } from '../../src/movements/movement.slice.js';
import { unitSlice } from '../../src/units/unit.slice.js';
import { asking } from '../support/mothers/movement-commands.js';
import { honoured, inMovement, launched, reviewed } from '../support/mothers/movements.js';
import { council, report, representativeOf, secretary } from '../support/mothers/origins.js';
import { Register } from '../support/register.js';

const ACT: Mode = { kind: 'ACT' };
const CLAIM: Mode = { kind: 'CLAIM', source: report };
const unit = (unitId: string): Party => ({ kind: 'UNIT', unitId });
const joins = (participant: Party): MovementEvent => ({
  type: 'MovementJoined',
  data: { ...inMovement('2016-01-05'), participant },
});

/** so-cu launches a movement on 1/6/2015 and is merged into so-moi on 1/1/2019, that into so-lon on 1/1/2020; so-khac stands beside them. */
let register: Register;
const send = (event: MovementEvent, origin = council, mode: Mode = ACT): string | undefined =>
  register.send<MovementCommand>(movementSlice, asking(event), origin, mode);

beforeEach(() => {
  register = new Register(ACT);
  for (const unitId of ['so-cu', 'so-moi', 'so-lon', 'so-khac']) {
    const name = { full: { vi: unitId }, short: { vi: unitId } };
    const data = { unitId, occurredOn: onDay('2014-01-01'), kind: 'DEPARTMENT', name } as const;
    expect(register.send(unitSlice, { type: 'RegisterUnit', data })).toBeUndefined();
  }
  const bloc = { blocId: 'khoi', occurredOn: onDay('2014-01-01') };
  const whole = { ...bloc, kind: 'BLOC', name: { vi: 'Khối thi đua' }, labels: {}, aliases: [] } as const;
  const parent: Party = { kind: 'EXTERNAL', name: 'UBND tỉnh' };
  expect(register.send(blocSlice, { type: 'EstablishBloc', data: { ...whole, parent } })).toBeUndefined();
  expect(register.send(blocSlice, { type: 'AdmitMember', data: { ...bloc, unitId: 'so-cu' } })).toBeUndefined();
});

function merge(unitId: string, into: string, day: string): void {
  const data = { unitId, into, occurredOn: onDay(day) };
  expect(register.send(unitSlice, { type: 'MergeUnit', data })).toBeUndefined();
}

describe('a movement of a unit that was merged (A16)', () => {
  beforeEach(() => {
    expect(send(launched({ launchedBy: unit('so-cu') }), representativeOf('so-cu'))).toBeUndefined();
    merge('so-cu', 'so-moi', '2019-01-01');
    merge('so-moi', 'so-lon', '2020-01-01');
  });

  it('R40 is led no more by who was merged, but by who goes on with its work, and by no other', () => {
    const later = reviewed('2020-07-03');
    expect(send(later, representativeOf('so-cu'))).toBe('UNIT_NOT_ACTIVE');
    expect(send(later, representativeOf('so-moi'))).toBe('UNIT_NOT_ACTIVE');
    expect(send(later, representativeOf('so-khac'))).toBe('NOT_ENTITLED');
    expect(send(later, representativeOf('so-lon'))).toBeUndefined();
    expect(send(honoured(1, 0, { grantor: unit('so-lon') }), representativeOf('so-lon'))).toBeUndefined();
  });

  it('was led by the unit itself as long as it was there', () => {
    expect(send(reviewed('2018-07-03'), representativeOf('so-cu'))).toBeUndefined();
  });
});

describe('an award of a movement', () => {
  it('names as many units as there are', () => {
    const unitIds = Array.from({ length: 150 }, (_, nth) => `don-vi-${nth}`);
    for (const unitId of unitIds) {
      const name = { full: { vi: unitId }, short: { vi: unitId } };
      const data = { unitId, occurredOn: onDay('2014-01-01'), kind: 'DEPARTMENT', name } as const;
      register.send(unitSlice, { type: 'RegisterUnit', data });
    }
    expect(send(launched({ launchedBy: unit('so-cu') }))).toBeUndefined();
    const named = unitIds.map((unitId) => ({ name: unitId, unitId }));
    expect(
      send(honoured(150, 0, { grantor: unit('so-cu'), collectives: { count: 150, named } }), representativeOf('so-cu')),
    ).toBeUndefined();
  });
});

describe('taking part in a movement', () => {
  beforeEach(() => {
    expect(send(launched({ launchedBy: unit('so-cu') }))).toBeUndefined();
  });

  it('is an act of who takes part, or of the council; the launcher does it for no other', () => {
    expect(send(joins(unit('so-khac')), representativeOf('so-cu'))).toBe('NOT_ENTITLED');
    expect(send(joins(unit('so-khac')), representativeOf('so-moi'))).toBe('NOT_ENTITLED');
    expect(send(joins(unit('so-khac')), representativeOf('so-khac'))).toBeUndefined();
    expect(send(joins(unit('so-moi')), council)).toBeUndefined();
  });
});

describe('a movement that a unit launched', () => {
  const told = launched({ launchedBy: unit('so-cu') });

  it('is claimed by the secretary of a bloc where the unit is a member, and of no other', () => {
    expect(send(told, secretary('khoi-khac'), CLAIM)).toBe('NOT_ENTITLED');
    expect(send(launched({ launchedBy: unit('so-khac') }), secretary('khoi'), CLAIM)).toBe('NOT_ENTITLED');
    expect(send(told, secretary('khoi'))).toBe('NOT_ENTITLED');
    expect(send(told, secretary('khoi'), CLAIM)).toBeUndefined();
    expect(send(reviewed(), secretary('khoi'), CLAIM)).toBeUndefined();
    expect(send(joins(unit('so-khac')), secretary('khoi'), CLAIM)).toBeUndefined();
  });
});

describe('movements that go on from each other', () => {
  const movement = (movementId: string, predecessors: readonly string[] = []): MovementEvent =>
    launched({ movementId, launchedBy: unit('so-cu'), predecessors });
  const goesOn = (movementId: string, successor: string): MovementEvent => ({
    type: 'MovementSuccessorNamed',
    data: { ...inMovement('2020-07-03', movementId), successor },
  });

  it('never go on from themselves, whichever of them says so', () => {
    expect(send(movement('mot'))).toBeUndefined();
    expect(send(movement('hai', ['mot']))).toBeUndefined();
    expect(send(movement('ba', ['hai']))).toBeUndefined();
    expect(send(goesOn('hai', 'mot'))).toBe('INVALID_INPUT');
    expect(send(goesOn('ba', 'mot'))).toBe('INVALID_INPUT');
    expect(send(goesOn('mot', 'ba'))).toBeUndefined();
    expect(send(movement('bon', ['ba']))).toBeUndefined();
    expect(send(goesOn('bon', 'mot'))).toBe('INVALID_INPUT');
  });

  it('never do by a launch after a claim either', () => {
    const claimed = (event: MovementEvent): string | undefined => send(event, council, CLAIM);
    expect(claimed(movement('mot'))).toBeUndefined();
    expect(claimed(movement('hai'))).toBeUndefined();
    expect(claimed(goesOn('mot', 'hai'))).toBeUndefined();
    expect(claimed(goesOn('hai', 'mot'))).toBe('INVALID_INPUT');
  });
});
