import type { LocalizedText } from '../kernel/text.js';

/** Cụm (territorial) or khối (functional). The word is a label, the kind a field of its own. */
export type BlocKind = 'CLUSTER' | 'BLOC';

/** What this bloc calls its head and deputy: Trưởng cụm, Trưởng khối, Khối trưởng … (G4). */
export type BlocLabels = Readonly<{ head: LocalizedText; deputy: LocalizedText }>;

/** Head and deputies of a year. */
export type Leadership = Readonly<{ head: string; deputies: readonly string[] }>;
