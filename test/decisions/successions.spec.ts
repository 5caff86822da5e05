import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocSlice } from '../../src/blocs/bloc.slice.js';
import type { Mode } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitSlice } from '../../src/units/unit.slice.js';
import { report } from '../support/mothers/origins.js';
import { Register } from '../support/register.js';

const IDS = ['a', 'b', 'c', 'd'];
const DAYS = ['2025-01-01', '2025-02-01', '2025-03-01', '2025'] as const;
const ACT: Mode = { kind: 'ACT' };
const CLAIM: Mode = { kind: 'CLAIM', source: report };

const day = fc.constantFrom(...DAYS);
const id = fc.constantFrom(...IDS);

describe('who goes on with the work of a unit', () => {
  const NAME = { full: { vi: 'Sở' }, short: { vi: 'Sở' } };
  const given = (mode: Mode): Register => {
    const register = new Register(mode);
    for (const unitId of IDS) {
      const data = { unitId, kind: 'DEPARTMENT', name: NAME, occurredOn: onDay('2020-01-01') } as const;
      register.send(unitSlice, { type: 'RegisterUnit', data });
    }
    return register;
  };
  const merge = (unitId: string, into: string, date: string): UnitCommand => ({
    type: 'MergeUnit',
    data: { unitId, into, occurredOn: { date } },
  });
  const dissolve = (unitId: string, successor: string, date: string): UnitCommand => ({
    type: 'DissolveUnit',
    data: { unitId, successor, reason: 'Sắp xếp', occurredOn: { date } },
  });

  it.each([ACT, CLAIM])('is not the unit itself, however many were merged between: $kind', (mode) => {
    const register = given(mode);
    expect(register.send(unitSlice, merge('a', 'b', '2025-03-01'))).toBeUndefined();
    expect(register.send(unitSlice, merge('b', 'c', '2025-02-01'))).toBeUndefined();
    expect(register.send(unitSlice, merge('c', 'a', '2025-01-01'))).toBe('UNIT_NOT_ACTIVE');
    expect(register.send(unitSlice, dissolve('c', 'a', '2025-01-01'))).toBe('UNIT_NOT_ACTIVE');
    expect(register.send(unitSlice, merge('c', 'd', '2025-01-01'))).toBeUndefined();
  });

  it('is found by following it, whatever is merged and dissolved in whatever order of days', () => {
    const ends = fc.array(fc.record({ from: id, to: id, date: day, merged: fc.boolean() }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(ACT, CLAIM), ends, (mode, all) => {
        const register = given(mode);
        const successors = new Map<string, string>();
        for (const { from, to, date, merged } of all) {
          if (mode === ACT && date.length < 10) continue;
          const command = merged ? merge(from, to, date) : dissolve(from, to, date);
          if (register.send(unitSlice, command) === undefined) successors.set(from, to);
        }
        expectEnds(successors);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('who goes on with the work of a bloc', () => {
  const given = (): Register => {
    const register = new Register(ACT);
    for (const blocId of IDS) {
      const labels = { head: { vi: 'Trưởng' }, deputy: { vi: 'Phó' } };
      const named = { kind: 'BLOC', name: { vi: 'Khối' }, labels, aliases: [], parent: { kind: 'UNKNOWN' } } as const;
      register.send(blocSlice, {
        type: 'EstablishBloc',
        data: { blocId, ...named, occurredOn: onDay('2020-01-01') },
      });
    }
    return register;
  };
  const dissolve = (blocId: string, successors: readonly string[], on: string): BlocCommand => ({
    type: 'DissolveBloc',
    data: { blocId, successors, reason: 'Sắp xếp', occurredOn: onDay(on) },
  });

  it('is not the bloc itself', () => {
    const register = given();
    expect(register.send(blocSlice, dissolve('a', ['b', 'd'], '2025-03-01'))).toBeUndefined();
    expect(register.send(blocSlice, dissolve('b', ['c'], '2025-02-01'))).toBeUndefined();
    expect(register.send(blocSlice, dissolve('c', ['d', 'a'], '2025-01-01'))).toBe('BLOC_NOT_ACTIVE');
    expect(register.send(blocSlice, dissolve('d', ['a'], '2025-01-01'))).toBe('BLOC_NOT_ACTIVE');
    expect(register.send(blocSlice, dissolve('c', ['d'], '2025-01-01'))).toBeUndefined();
  });
});

/** Each way from successor to successor ends. */
function expectEnds(successors: ReadonlyMap<string, string>): void {
  for (const start of successors.keys()) {
    const way = [start];
    for (let next = successors.get(start); next !== undefined; next = successors.get(next)) {
      expect(way).not.toContain(next);
      way.push(next);
    }
  }
}
