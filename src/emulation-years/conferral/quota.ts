import { exact, integer } from '../../kernel/fraction.js';
import type { CommendationForm, Rulebook } from '../../rulebooks/rulebook.values.js';
import { dayOf, memberCount, membersOn } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { standingProposals, type ConferralYear } from './conferral.fold.js';

/**
 * How many may be proposed for the form (R27), `undefined` without a quota. A share names its base and is floored
 * (D14): "không quá 50 % số đơn vị còn lại" of 8 units with 2 proposed for higher forms is ⌊6 × 1/2⌋ = 3.
 */
export function quotaOf(
  form: CommendationForm,
  rulebook: Rulebook,
  year: ConferralYear,
  on: InYear,
): number | undefined {
  const { quota } = form;
  if (quota === undefined || quota.kind === 'COUNT') return quota?.count;
  const base = membersOfBase(quota.base, form, rulebook, { year, on });
  return Math.max(0, Number(integer(base).mul(exact(quota.share)).floor().n));
}

function membersOfBase(
  base: 'ALL_MEMBERS' | 'NOT_EXCLUDED' | 'REMAINING_AFTER_HIGHER',
  form: CommendationForm,
  { commendations }: Rulebook,
  { year, on }: Readonly<{ year: ConferralYear; on: InYear }>,
): number {
  const day = dayOf(on);
  const members = memberCount(year.frame, day);
  switch (base) {
    case 'ALL_MEMBERS':
      return members;
    case 'NOT_EXCLUDED':
      return (
        members - membersOn(year.frame, day).filter((unitId) => exclusionFrom(year.scoring, unitId, 'AWARDS')).length
      );
    case 'REMAINING_AFTER_HIGHER': {
      const place = commendations.forms.findIndex(({ id }) => id === form.id);
      const higher = commendations.forms.slice(0, place).map(({ id }) => id);
      return Math.max(0, members - proposedFor(higher, year));
    }
  }
}

/** Recipients of the standing proposals for these forms, named or only counted. */
export function proposedFor(forms: readonly string[], { conferral }: ConferralYear): number {
  return standingProposals(conferral)
    .filter(({ form }) => forms.includes(form))
    .reduce((total, { count }) => total + count, 0);
}
