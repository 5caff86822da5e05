import { canonicalJson } from '../kernel/canonical-json.js';
import type { LocalDate } from '../kernel/instant.js';
import { covers, type PartialDate, type Period } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import type { LocalizedText } from '../kernel/text.js';

/** Cụm (territorial) or khối (functional). The word is a label, the kind a field of its own. */
export const BLOC_KINDS = ['CLUSTER', 'BLOC'] as const;
export type BlocKind = (typeof BLOC_KINDS)[number];

/** What this bloc calls its head and deputy, where it is known: Trưởng cụm, Trưởng khối, Khối trưởng … (G4). */
export type BlocLabels = Readonly<{ head?: LocalizedText; deputy?: LocalizedText }>;

/** Another name under which sources speak of a bloc. Names belong to a parent and a period (H5), as far as the source tells. */
export type BlocAlias = Readonly<{ alias: string; parent?: Party; from?: PartialDate; to?: PartialDate }>;

/** One text under two parents, or of two periods, is two names. */
export function isSameAlias(one: BlocAlias, other: BlocAlias): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ alias, parent, from, to }: BlocAlias): string {
  return canonicalJson({ alias, parent, from: from?.date, to: to?.date });
}

/** What a bloc that is dissolved leaves: the blocs that go on with its work, if any, and why it ended, where a source tells it. */
export type BlocEnd = Readonly<{ successors: readonly string[]; reason?: string }>;

/** A deputy (phó trưởng), and which of several it is, where that is known: a second deputy known alone stays the second (H14). */
export type Deputy = Readonly<{ unitId: string; ordinal?: number }>;

/** Head and deputies of a year, as far as they are known. */
export type Leadership = Readonly<{ head?: string; deputies: readonly Deputy[] }>;

/** The place of the head among the duties; deputies count from 1. */
export const HEAD = 0;

/** Head and deputies as duties, as far as they are known. */
export function dutiesOf({ head, deputies }: Leadership): readonly Deputy[] {
  return head === undefined ? deputies : [{ unitId: head, ordinal: HEAD }, ...deputies];
}

/** The leadership with the successor in the place of the merged unit. */
export function succeededIn({ head, deputies }: Leadership, from: string, to: string): Leadership {
  return {
    ...(head === undefined ? {} : { head: head === from ? to : head }),
    deputies: deputies.map((deputy) => (deputy.unitId === from ? { ...deputy, unitId: to } : deputy)),
  };
}

/** How many members the bloc says it has, on which days: until it says another number, or as many are known by name. */
export type DeclaredSize = Period & Readonly<{ size: number }>;

/** The size that was declared for that day; `undefined` where nothing says more than the names of the members. */
export function sizeDeclaredOn(sizes: readonly DeclaredSize[] = [], day: LocalDate): number | undefined {
  return sizes.findLast((one) => covers(one, day))?.size;
}

/** What goes from one head to the next with the duty; a source may not say how many. */
export type InventoryItem = Readonly<{ item: string; quantity?: number; state?: string }>;
