import { expect } from '@jest/globals';
import type { NextInYear } from '../../src/emulation-years/next.js';
import { nextViewOf } from '../../src/emulation-years/next-view.js';
import type { Event, Origin } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { recorded, type Told } from './history.js';
import { led } from './mothers/blocs.js';
import { BLOC, inYear, members, year2024 } from './mothers/seven-provinces.js';
import { registered } from './mothers/units.js';

const TODAY = '2025-03-25';
const NOW = instantOf(Date.parse('2026-03-25T03:00:00Z'));
export const units = members.map(({ unitId, kind, name }) =>
  registered({ unitId, kind, name, occurredOn: onDay('2008-01-01') }),
);
export const opened = [...units, ...led, ...year2024()];

/** What the caller is told is next after those facts. Asking records nothing. */
export async function nextAfter(origin: Origin, ...facts: readonly Told<Event>[]) {
  const store = new InMemoryEventStore();
  for (const { stream, revision, ...event } of recorded(facts)) {
    await store.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
  }
  const before = await store.head();
  const record = { type: 'CloseEmulationYear', data: inYear(TODAY) };
  const next = (await ledgerOn(store).next({ record, origin, now: NOW })) as NextInYear | undefined;
  expect(await store.head()).toBe(before);
  return next && nextViewOf(next, { blocId: BLOC, year: '2024' });
}

export type Next = NonNullable<Awaited<ReturnType<typeof nextAfter>>>;
export const commands = (deeds: Next['yours'] = []) => deeds.map(({ command }) => command);
export const told = (deeds: Next['yours'] = [], command: string) =>
  deeds
    .filter((deed) => deed.command === command)
    .map(({ unitIds, reason, messages }) => [unitIds, reason?.rule, messages.vi]);
