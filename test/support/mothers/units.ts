import type { Gathered } from '../../../src/kernel/event.js';
import type { LocalDate } from '../../../src/kernel/instant.js';
import { onDay } from '../../../src/kernel/partial-date.js';
import { unitStream, type UnitRegistered } from '../../../src/units/unit.events.js';
import type { UnitStanding } from '../../../src/units/unit.standing.js';
import type { UnitName } from '../../../src/units/unit.values.js';
import { gathered } from './origins.js';

/** S0 and A16: a department of transport and the department it was merged into on 1/3/2025 [SYN day]. */
export const TRANSPORT = 'so-gtvt-lang-son';
export const CONSTRUCTION = 'so-xd-lang-son';
export const MERGER_DAY = '2025-03-01' as LocalDate;

export const transportName: UnitName = {
  full: { vi: 'Sở Giao thông vận tải Lạng Sơn' },
  short: { vi: 'Sở GTVT Lạng Sơn' },
  abbreviation: 'SGTVT',
};

/** Registered on 1/1/2024 [SYN] by default. */
export function registered(changes: Partial<UnitRegistered['data']> = {}): UnitRegistered {
  return {
    type: 'UnitRegistered',
    data: {
      unitId: TRANSPORT,
      occurredOn: onDay('2024-01-01'),
      kind: 'DEPARTMENT',
      name: transportName,
      ...changes,
    },
  };
}

/** The standing of a unit, as another slice gathers it. */
export function standingOf(unitId: string, full = unitId, changes: Partial<UnitStanding> = {}): Gathered {
  const name: UnitName = { full: { vi: full }, short: { vi: full } };
  return gathered('UnitStanding', unitStream(unitId), { unitId, kind: 'DEPARTMENT', name, ...changes });
}
