import type { Command } from '../kernel/decider.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Step } from '../rulebooks/rulebook.values.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';

/** What the bloc decides after the year has: its own slice knows the command whole. */
type HandOverDuty = Command<
  'HandOverDuty',
  Readonly<{ blocId: string; occurredOn: PartialDate; from?: string; to: string; forYear: string; decidedIn: string }>
>;

/**
 * A command that could come next, with what a caller decides itself left open: {@link OWN} stands for an id or a name of its own. `about`
 * names what it is done to, `unitIds` the units that it is about where another acts.
 */
export type Candidate = Readonly<{
  command: EmulationYearCommand | HandOverDuty;
  step?: Step;
  about?: Readonly<Record<string, string>>;
  unitIds?: readonly string[];
  /** Nobody waits for it: who may do it is told, and no one else. */
  mayBeLeft?: true;
}>;

/** An id or a name that the caller gives. */
export const OWN = 'x';

/** Members whose turn is asked for: the largest blocs have some dozens. */
export const MOST_MEMBERS = 200;

/** Decisions, questions, cards of one kind that are asked for. */
export const MOST_OF_A_KIND = 50;
