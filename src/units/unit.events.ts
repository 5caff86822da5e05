import type { Event } from '../kernel/event.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Person, ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type { UnitKind, UnitName } from './unit.values.js';

type OfUnit = { unitId: string; occurredOn: PartialDate; document?: ReferenceDocument };

/** Known under an id of its own. It exists since `existsFrom`, where a source says since when; before it does nothing (R40). */
export type UnitRegistered = Event<
  'UnitRegistered',
  OfUnit & { kind: UnitKind; name: UnitName; parentId?: string; existsFrom?: PartialDate }
>;
/** The name from `occurredOn` on. History keeps printing the name of its time. */
export type UnitRenamed = Event<'UnitRenamed', OfUnit & { name: UnitName }>;
/** On the stream of each absorbed unit; from `occurredOn` on the unit no longer acts (R40), its successor does. */
export type UnitMerged = Event<'UnitMerged', OfUnit & { into: string }>;
export type UnitDissolved = Event<'UnitDissolved', OfUnit & { successor?: string; reason?: string }>;
/**
 * Parts of it went to other units (chia, tách) from `occurredOn` on; to which a source may not know. `ends`: whether the unit is no
 * more (chia) or goes on beside them (tách); a source may not say.
 */
export type UnitSplit = Event<'UnitSplit', OfUnit & { into: readonly string[]; ends?: boolean }>;
/** A person holds an office that may act for the unit, from `occurredOn` on; a source may not say which. */
export type RepresentativeAppointed = Event<
  'RepresentativeAppointed',
  OfUnit & { person: Person; officeCode?: string }
>;
export type RepresentativeRelieved = Event<'RepresentativeRelieved', OfUnit & { person: Person; officeCode?: string }>;

export type UnitEvent =
  | UnitRegistered
  | UnitRenamed
  | UnitMerged
  | UnitDissolved
  | UnitSplit
  | RepresentativeAppointed
  | RepresentativeRelieved;

export const unitStream = (unitId: string): string => streamName('unit', unitId);
