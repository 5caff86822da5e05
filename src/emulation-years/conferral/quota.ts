import { exact, integer } from '../../kernel/fraction.js';
import type { CommendationForm, Quota, Rulebook } from '../../rulebooks/rulebook.values.js';
import { dayOf, memberCount, membersOn } from '../frame/frame.fold.js';
import type { InYear } from '../frame/frame.values.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { membersMeeting } from './meeting-class.js';
import { recipientsOf, standingProposals, type ConferralYear } from './conferral.fold.js';

/** On which day of which year; as if so many more were proposed for higher forms. */
type Asked = Readonly<{ year: ConferralYear; on: InYear; moreHigher?: number }>;

/**
 * How many may be proposed for the form (R27), `undefined` without a quota. A share names its base and is floored
 * (D14): "không quá 50 % số đơn vị còn lại" of 8 units with 2 proposed for higher forms is ⌊6 × 1/2⌋ = 3.
 */
export function quotaOf(form: CommendationForm, rulebook: Rulebook, asked: Asked): number | undefined {
  const { quota } = form;
  if (quota === undefined || quota.kind === 'COUNT') return quota?.count;
  const base = membersOfBase(quota, form, rulebook, asked);
  return Math.max(0, Number(integer(base).mul(exact(quota.share)).floor().n));
}

function membersOfBase(
  { base, classId = '' }: Extract<Quota, { kind: 'SHARE' }>,
  form: CommendationForm,
  rulebook: Rulebook,
  { year, on, moreHigher = 0 }: Asked,
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
    case 'MEETING_CRITERION':
      return membersMeeting(classId, rulebook, year, day);
    case 'REMAINING_AFTER_HIGHER': {
      const { forms } = rulebook.commendations;
      const higher = forms.slice(0, placeOf(form, rulebook)).map(({ id }) => id);
      return Math.max(0, members - proposedFor(higher, year) - moreHigher);
    }
  }
}

/** Recipients of the standing proposals for these forms, named or only counted. */
export function proposedFor(forms: readonly string[], year: ConferralYear): number {
  return standingProposals(year)
    .filter(({ form }) => forms.includes(form))
    .reduce((total, one) => total + recipientsOf(one), 0);
}

/** The forms whose quota is a share of who remains after this one. */
export function formsBelow(form: CommendationForm, rulebook: Rulebook): readonly CommendationForm[] {
  return rulebook.commendations.forms
    .slice(placeOf(form, rulebook) + 1)
    .filter(({ quota }) => quota?.kind === 'SHARE' && quota.base === 'REMAINING_AFTER_HIGHER');
}

function placeOf({ id }: CommendationForm, { commendations }: Rulebook): number {
  return commendations.forms.findIndex((form) => form.id === id);
}

export function formOf({ commendations }: Rulebook, id: string): CommendationForm | undefined {
  return commendations.forms.find((form) => form.id === id);
}
