import { nameFolded } from '../kernel/text.js';

/**
 * What became of a proposal of the pool: agreed to, agreed to in another form, put off, not agreed to, or as `wording` has it; why not is
 * not told, and none is made up.
 */
export const REVIEW_OUTCOMES = ['AGREED', 'AGREED_OTHER_FORM', 'DEFERRED', 'NOT_AGREED', 'OTHER'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Of one form, or of all together where none is told: how many were proposed, how many of them agreed to, and the vote, as far as they are told. */
export type ReviewedForm = Readonly<{
  form?: string;
  proposed?: number;
  agreed?: number;
  inFavour?: number;
  voters?: number;
}>;

/** A proposal of a year, where the pool holds it by that. */
export type ProposalInPool = Readonly<{ blocId: string; year: string; proposalId: string }>;

/** One of the pool that is known by name: by the proposal of its year, by its unit, or as a source words it. */
export type Reviewed = Readonly<{
  form?: string;
  outcome: ReviewOutcome;
  /** The outcome as a source words it, with the other form. */
  wording?: string;
  proposal?: ProposalInPool;
  unitId?: string;
  name?: string;
}>;

/** One text for one of the pool, whatever became of it. */
export function reviewedKey({ form, proposal, unitId = '', name = '' }: Reviewed): string {
  const { blocId = '', year = '', proposalId = '' } = proposal ?? {};
  return JSON.stringify([form, blocId, year, proposalId, unitId, nameFolded(name)]);
}
