import type { LocalizedText } from '../kernel/text.js';

/** Cụm (territorial) or khối (functional). The word is a label, the kind a field of its own. */
export const BLOC_KINDS = ['CLUSTER', 'BLOC'] as const;
export type BlocKind = (typeof BLOC_KINDS)[number];

/** What this bloc calls its head and deputy: Trưởng cụm, Trưởng khối, Khối trưởng … (G4). */
export type BlocLabels = Readonly<{ head: LocalizedText; deputy: LocalizedText }>;

/** Head and deputies of a year. */
export type Leadership = Readonly<{ head: string; deputies: readonly string[] }>;

/** What goes from one head to the next with the duty. */
export type InventoryItem = Readonly<{ item: string; quantity: number; state?: string }>;
