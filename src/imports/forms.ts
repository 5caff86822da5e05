import type { ImportForm } from './form.js';
import { HEADS_FORM } from './heads.import.js';
import { MEMBERS_FORM } from './members.import.js';
import { PROPOSALS_FORM } from './proposals.import.js';
import { RANKINGS_FORM } from './rankings.import.js';
import { SCORES_FORM } from './scores.import.js';
import { UNITS_FORM } from './units.import.js';

/** Every kind of sheet that is imported. */
export const FORMS: readonly ImportForm[] = [
  UNITS_FORM,
  MEMBERS_FORM,
  HEADS_FORM,
  SCORES_FORM,
  RANKINGS_FORM,
  PROPOSALS_FORM,
];
