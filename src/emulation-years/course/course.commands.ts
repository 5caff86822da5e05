import type { Command } from '../../kernel/decider.js';
import type { Period } from '../../kernel/partial-date.js';
import type { LocalizedText } from '../../kernel/text.js';
import type { RulebookReference } from '../../rulebooks/rulebook.values.js';
import type { StepSkipped, UnitExempted } from '../frame/frame.events.js';
import type { InYear } from '../frame/frame.values.js';

/** Members, names and leadership are gathered from the bloc's and the units' streams, not given by the caller. */
export type OpenEmulationYear = Command<
  'OpenEmulationYear',
  InYear & { label: LocalizedText; period: Required<Period> }
>;
/** Takes the members of the bloc anew. */
export type UpdateYearMembers = Command<'UpdateYearMembers', InYear>;
/** Takes head and deputies of this year from the bloc's hand-overs. */
export type RecordHeadOfYear = Command<'RecordHeadOfYear', InYear>;
/** The content is gathered from the rulebook's stream. */
export type AdoptRulebook = Command<'AdoptRulebook', InYear & RulebookReference>;
export type ExemptUnit = Command<'ExemptUnit', UnitExempted['data']>;
export type SkipStep = Command<'SkipStep', StepSkipped['data']>;
export type CloseEmulationYear = Command<'CloseEmulationYear', InYear>;

export type YearCommand =
  OpenEmulationYear | UpdateYearMembers | RecordHeadOfYear | AdoptRulebook | ExemptUnit | SkipStep | CloseEmulationYear;
