import type { DeclaredSize, Leadership } from '../../blocs/bloc.values.js';
import type { Event } from '../../kernel/event.js';
import type { Period } from '../../kernel/partial-date.js';
import type { ReferenceDocument } from '../../kernel/party.js';
import { streamName } from '../../kernel/stream.js';
import type { LocalizedText } from '../../kernel/text.js';
import type { RulebookVersion, Step } from '../../rulebooks/rulebook.values.js';
import type { Exemption, InYear, SkippedStep, YearMember } from './frame.values.js';

/**
 * The year (năm thi đua) is open, with its own copy of what it depends on, so that its stream is understood, replayed
 * and decided again alone. `actingHead` presides until a head of this year is known.
 */
export type EmulationYearOpened = Event<
  'EmulationYearOpened',
  InYear & {
    label: LocalizedText;
    period: Required<Period>;
    blocName: LocalizedText;
    members: readonly YearMember[];
    /**
     * Sizes that the bloc declares, each with its days, where they say more than the names (S3). Absent where none does;
     * while more are declared than named, nothing counts as complete.
     */
    declaredSizes?: readonly DeclaredSize[];
    leadership: Leadership;
    actingHead?: string;
    /** The revision of the bloc's stream that the copy was taken at. */
    blocRevision: number;
  }
>;

/** Members changed while the year runs; cites the bloc's revision. Whole new list: what was decided before stays. Names are of the end of the period, of the opening while it runs (D37). */
export type YearMembersUpdated = Event<
  'YearMembersUpdated',
  InYear & {
    blocName: LocalizedText;
    members: readonly YearMember[];
    declaredSizes?: readonly DeclaredSize[];
    blocRevision: number;
  }
>;

/** Who leads this year became known after its opening (a hand-over on the bloc's stream). */
export type HeadOfYearRecorded = Event<'HeadOfYearRecorded', InYear & { leadership: Leadership; blocRevision: number }>;

/** A rulebook version was copied into the year. Again until the first self-score; then it is locked (R45). */
export type RulebookAdopted = Event<'RulebookAdopted', InYear & RulebookVersion>;

/**
 * A member need not be scored (merged, new, …; D10), or what it registered, or one of its sheets: `scope` says what, where it is not all
 * of it (D23). A source may not say why.
 */
export type UnitExempted = Event<'UnitExempted', InYear & Exemption & { document?: ReferenceDocument }>;

/** A step is left out this year, with the reason; undone by doing the step before the close. */
export type StepSkipped = Event<'StepSkipped', InYear & SkippedStep>;

export type EmulationYearClosed = Event<
  'EmulationYearClosed',
  InYear & { done: readonly Step[]; skipped: readonly SkippedStep[] }
>;

export type YearEvent =
  | EmulationYearOpened
  | YearMembersUpdated
  | HeadOfYearRecorded
  | RulebookAdopted
  | UnitExempted
  | StepSkipped
  | EmulationYearClosed;

/**
 * The one place where the name of a year's stream is made. It is never parsed. Slugs hold no double dash, so no two
 * years share a stream: with a single one, year `3-2024` of `cum` would be year `2024` of `cum-3`.
 */
export const emulationYearStream = (blocId: string, year: string): string => streamName('emulationYear', blocId, year);
