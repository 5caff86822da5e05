import { refuse, type Checks } from '../../kernel/decider.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import type { YearFrame } from './frame.fold.js';

/** The rulebook that the year copied: without one there is nothing to decide by (R45). */
export function* mustHaveRulebook({ rulebook, year }: YearFrame): Checks<NonNullable<YearFrame['rulebook']>> {
  return rulebook ?? (yield* refuse('RULEBOOK_NOT_ADOPTED', { year }));
}

/** Every form named is in the catalogue of the rulebook. */
export function* mustKnowForms(forms: readonly string[], { commendations }: Rulebook): Checks {
  const unknown = forms.find((form) => !commendations.forms.some(({ id }) => id === form));
  if (unknown !== undefined) yield* refuseForm(unknown, commendations);
}

/** No such form: names the ones of the rulebook. */
export function* refuseForm(id: string, { forms }: Rulebook['commendations']): Checks<never> {
  return yield* refuse('UNKNOWN_REFERENCE', { kind: 'form', id, allowed: forms.map((form) => form.id) });
}
