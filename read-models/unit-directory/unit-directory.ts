import type { LocalDate } from '../../src/kernel/instant.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../../src/kernel/partial-date.js';
import type { Person } from '../../src/kernel/party.js';
import type { UnitKind, UnitName } from '../../src/units/unit.values.js';
import { type Name, nameOfUnit } from '../name-index/name-index.js';
import { modelById } from '../read-model.js';
import { type Current, latestOn, type Recording, toldOf } from '../recording.js';

/** A person in an office that may act for the unit, from the appointment until the relief. */
export type Representative = Readonly<{
  appointed: Current<Readonly<{ person: Person; officeCode?: string }>>;
  relieved?: Recording;
}>;

export const UNIT_STATUSES = ['ACTIVE', 'MERGED', 'DISSOLVED', 'SPLIT'] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

/** A unit that acts no longer, and who acts in its place. */
export type UnitEnd = Readonly<{
  status: Exclude<UnitStatus, 'ACTIVE'>;
  successor?: string;
  /** Of a unit that was divided. */
  successors?: readonly string[];
  reason?: string;
}>;

/** Parts of it went to other units; whether it was no more by that, where it is told. */
export type Split = Readonly<{ into: readonly string[]; ends?: boolean }>;

/**
 * What a unit is, what it was called when, who speaks for it, and whether it still is. Key: the unit's id.
 * Folded from every event of the unit's stream. Lists grow by one entry for each fact of a unit's life,
 * some dozens, and hold at most `MOST_ENTRIES`.
 */
export type UnitEntry = Readonly<{
  unitId: string;
  kind: UnitKind;
  parentId?: string;
  /** Since when it exists; absent where no source says so. */
  existsFrom?: PartialDate;
  status: UnitStatus;
  /** The name as far as is known now. */
  name: UnitName;
  /** Of the full name, in Vietnamese order. */
  sortKey: string;
  /** In the order of the days they hold from. */
  names: readonly Current<Readonly<{ name: UnitName; by: 'REGISTRATION' | 'RENAMING' }>>[];
  /** In the order of appointment. */
  representatives: readonly Representative[];
  /** In the order of their days. */
  splits: readonly Current<Split>[];
  /** Of a unit that an act registered, a claimed end stands beside and changes no status (D35). */
  ended?: Current<UnitEnd>;
}>;

export const UNIT_DIRECTORY = modelById<UnitEntry>('unit-directory');

/** The names of the unit by which it is found: those of that day, before the first of them the first; without a day all. */
export function namesOn({ names }: UnitEntry, day: LocalDate | undefined): readonly Name[] {
  const counting = day === undefined ? names : [latestOn(names, day) ?? names[0]];
  return counting.flatMap((name) => (name === undefined ? [] : toldOf(name).map((told) => nameOfUnit(told.name))));
}

/** Whether there was such a unit on that day, as far as is known: it existed by then and acted still. */
export function wasThere({ existsFrom, status, ended }: UnitEntry, day: LocalDate | undefined): boolean {
  if (day === undefined) return true;
  const isOver = status !== 'ACTIVE' && ended !== undefined && lastDayOf(ended.recording.occurredOn) <= day;
  return !isOver && (existsFrom === undefined || firstDayOf(existsFrom) <= day);
}
