import type {
  BlocAlias,
  BlocEnd,
  BlocKind,
  BlocLabels,
  InventoryItem,
  Leadership,
} from '../../src/blocs/bloc.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { firstDayOf, type PartialDate } from '../../src/kernel/partial-date.js';
import type { Party, Person } from '../../src/kernel/party.js';
import type { Periods } from '../../src/kernel/periods.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { modelById } from '../read-model.js';
import type { Current, Sourced } from '../recording.js';

/** How many members there are since a day; where the source does not tell it, since the day it was declared. */
export type DeclaredSince = Readonly<{ size: number; from?: PartialDate }>;

/** How duty or flag comes to a unit. */
export const CAME_BY = ['FIRST', 'HANDOVER', 'SUCCESSION'] as const;
type CameBy = (typeof CAME_BY)[number];

/** As it was established, or established anew by an act. */
export type Establishment = Readonly<{
  kind: BlocKind;
  name: LocalizedText;
  labels: BlocLabels;
  parent: Party;
  declaredSize?: number;
  predecessors?: readonly string[];
}>;

/**
 * A unit in the bloc: the days it belongs to it, both ends included, and the facts that say so. Where an act tells of it the days are
 * those of the acts (D35), and `claimed` are those that come out with what is claimed, where they are others.
 */
export type Membership = Readonly<{
  unitId: string;
  periods: Periods;
  claimed?: Periods;
  told: readonly Sourced<Readonly<{ change: 'ADMITTED' } | { change: 'WITHDRAWN'; reason?: string }>>[];
}>;

/** Head and deputies of a year, with the successions of merged units applied. */
export type LeadershipOfYear = Readonly<{
  forYear: string;
  leadership: Current<Leadership>;
  successions: readonly Sourced<Readonly<{ from: string; to: string }>>[];
}>;

/**
 * Who acts as head from a day on, by the duty of which year (G3: until the hand-over, whatever the calendar says); without a
 * head where nobody has said.
 */
export type DutyHeld = Readonly<{
  head?: string;
  forYear: string;
  by: CameBy;
  from?: string;
  decidedIn?: string;
  inventory?: readonly InventoryItem[];
  witness?: Party;
}>;

/** Who holds the rotating flag (Cờ luân lưu) from a day on. */
export type FlagHeld = Readonly<{
  holder: string;
  by: CameBy;
  from?: string;
  forYear?: string;
  giver?: Person;
  receiver?: Person;
  place?: string;
}>;

/**
 * A bloc (khối, cụm thi đua): what it is called, who belongs to it, who leads it and who holds its flag, on any day.
 * Key: the bloc's id. Folded from every event of the bloc's stream. Lists grow by one entry for each fact of a bloc's
 * standing, some hundreds in decades, and but for the members hold at most `MOST_ENTRIES`.
 */
export type BlocEntry = Readonly<{
  blocId: string;
  kind: BlocKind;
  /** The name as far as is known now. */
  name: LocalizedText;
  /** Of the Vietnamese name, in Vietnamese order. */
  sortKey: string;
  established: Current<Establishment>;
  /** Names given later, in the order of the days they hold from. */
  names: readonly Current<Readonly<{ name: LocalizedText; parent?: Party }>>[];
  /** Other spellings under which sources speak of it. */
  aliases: readonly Current<BlocAlias>[];
  /** Absent while it is a bloc, as far as is known. */
  dissolved?: Current<BlocEnd>;
  /** Sizes declared after the establishment, in the order of the days they count from. */
  sizes: readonly Current<DeclaredSince>[];
  /** In the order of first admission. */
  members: readonly Membership[];
  leaderships: readonly LeadershipOfYear[];
  duty: readonly Current<DutyHeld>[];
  flag: readonly Current<FlagHeld>[];
}>;

/** What holds on one day, or as far as is known where no day is asked. Absent where it is not on record. */
export type BlocOnDay = Readonly<{
  day?: LocalDate;
  name: LocalizedText;
  members: readonly string[];
  /** How many members it says it has; fewer may be named. */
  declaredSize?: number;
  actingHead?: Current<DutyHeld>;
  flagHolder?: Current<FlagHeld>;
  /** What a later claim says beside the acts. */
  claimedHead?: Current<DutyHeld>;
  claimedHolder?: Current<FlagHeld>;
}>;

/** The day that a size counts from. */
export function dayOfSize({ value: { from }, recording }: Current<DeclaredSince>): LocalDate {
  return firstDayOf(from ?? recording.occurredOn);
}

/** The size declared for that day, or the last one; absent where none was. */
export function declaredSizeOn(
  { established, sizes }: Pick<BlocEntry, 'established' | 'sizes'>,
  day: LocalDate | undefined,
): number | undefined {
  const declared = sizes.findLast((one) => day === undefined || dayOfSize(one) <= day);
  return declared?.value.size ?? established.value.declaredSize;
}

export const BLOC_DIRECTORY = modelById<BlocEntry>('bloc-directory');
