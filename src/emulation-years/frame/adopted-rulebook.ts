import { refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import type { YearFrame } from './frame.fold.js';

/** The rulebook that the year copied: without one there is nothing to decide by (R45). */
export function* mustHaveRulebook({ rulebook, year }: YearFrame): Checks<NonNullable<YearFrame['rulebook']>> {
  return rulebook ?? (yield* refuse('RULEBOOK_NOT_ADOPTED', { year }));
}

/**
 * The rulebook to decide by. An act needs one; what happened in a year that adopted none is taken as a claim, and no rule is held
 * against it (decision 34).
 */
export function* rulebookFor({ mode }: Pick<Circumstances, 'mode'>, frame: YearFrame): Checks<Rulebook | undefined> {
  return mode.kind === 'ACT' ? (yield* mustHaveRulebook(frame)).content : frame.rulebook?.content;
}

/** Every form named is in the catalogue of the rulebook, where there is one. */
export function* mustKnowForms(forms: readonly string[], rulebook: Rulebook | undefined): Checks {
  if (rulebook === undefined) return;
  const { commendations } = rulebook;
  const unknown = forms.find((form) => !commendations.forms.some(({ id }) => id === form));
  if (unknown !== undefined) yield* refuseForm(unknown, commendations);
}

/** No such form: names the ones of the rulebook. */
export function* refuseForm(id: string, { forms }: Rulebook['commendations']): Checks<never> {
  return yield* refuse('UNKNOWN_REFERENCE', { kind: 'form', id, allowed: forms.map((form) => form.id) });
}
