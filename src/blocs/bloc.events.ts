import type { Event } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Party, Person, ReferenceDocument } from '../kernel/party.js';
import { streamName } from '../kernel/stream.js';
import type { LocalizedText } from '../kernel/text.js';
import type { BlocAlias, BlocEnd, BlocKind, BlocLabels, InventoryItem, Leadership } from './bloc.values.js';

type OfBloc = { blocId: string; occurredOn: PartialDate; document?: ReferenceDocument };

/** The bloc exists (khối, cụm thi đua), by whose decision. `declaredSize` where members are known only by count. */
export type BlocEstablished = Event<
  'BlocEstablished',
  OfBloc & {
    kind: BlocKind;
    name: LocalizedText;
    labels: BlocLabels;
    aliases: readonly BlocAlias[];
    /** Who organises it: a council, a ministry, a province. Names belong to a parent and a period (H5). */
    parent: Party;
    declaredSize?: number;
    /** Blocs whose work it goes on with. */
    predecessors?: readonly string[];
  }
>;
/** The name from `occurredOn` on; `parent` where another organises it since. */
export type BlocRenamed = Event<'BlocRenamed', OfBloc & { name: LocalizedText; parent?: Party }>;
/** From `occurredOn` on it is no bloc any more; what is recorded of it before stays. */
export type BlocDissolved = Event<'BlocDissolved', OfBloc & BlocEnd>;
/** How many members it has since `from`, or since the day it says so, where their number is known and not all their names. */
export type BlocSizeDeclared = Event<'BlocSizeDeclared', OfBloc & { size: number; from?: PartialDate }>;
/** Another spelling under which sources speak of it; look-ups find it, nothing is merged. */
export type BlocAliasAdded = Event<'BlocAliasAdded', OfBloc & BlocAlias>;
export type MemberAdmitted = Event<'MemberAdmitted', OfBloc & { unitId: string }>;
/** The last day of membership is the day before `occurredOn`. A source may not say why. */
export type MemberWithdrawn = Event<'MemberWithdrawn', OfBloc & { unitId: string; reason?: string }>;

/** Head, deputies and flag holder when the ledger begins to know the bloc, as far as they are known; only while none exists. */
export type FirstLeadershipEstablished = Event<
  'FirstLeadershipEstablished',
  OfBloc & Leadership & { forYear: string; flagHolder?: string }
>;

/**
 * The duty moved (bàn giao nhiệm vụ trưởng khối). One for each `forYear`; it names the year whose election it carries out. A
 * source may know neither who gave the duty up nor which year decided.
 */
export type DutyHandedOver = Event<
  'DutyHandedOver',
  OfBloc & {
    from?: string;
    to: string;
    forYear: string;
    /** Deputies of the year as elected or designated. */
    deputies: Leadership['deputies'];
    /** The year on whose stream the head was elected or designated. */
    decidedIn?: string;
    inventory?: readonly InventoryItem[];
    witness?: Party;
  }
>;
/** The rotating flag (Cờ luân lưu) moved, from whom a source may not know; giver and receiver are persons in offices. */
export type RotatingFlagHandedOver = Event<
  'RotatingFlagHandedOver',
  OfBloc & { from?: string; to: string; forYear?: string; giver?: Person; receiver?: Person; place?: string }
>;
/** Duty passed to the successor of a merged unit, citing the merger. */
export type DutySucceeded = Event<'DutySucceeded', OfBloc & { from: string; to: string; mergedOn: LocalDate }>;
export type FlagSucceeded = Event<'FlagSucceeded', OfBloc & { from: string; to: string; mergedOn: LocalDate }>;

export type BlocEvent =
  | BlocEstablished
  | BlocRenamed
  | BlocDissolved
  | BlocAliasAdded
  | BlocSizeDeclared
  | MemberAdmitted
  | MemberWithdrawn
  | FirstLeadershipEstablished
  | DutyHandedOver
  | RotatingFlagHandedOver
  | DutySucceeded
  | FlagSucceeded;

export const blocStream = (blocId: string): string => streamName('bloc', blocId);
