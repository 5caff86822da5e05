import type { Reviewed, ReviewedForm } from '../../src/council-reviews/council-review.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Party, ReferenceDocument } from '../../src/kernel/party.js';
import { modelById } from '../read-model.js';
import type { Current, Sourced } from '../recording.js';

export type ReviewOfPool = Readonly<{
  council?: Party;
  blocs?: number;
  forms: readonly ReviewedForm[];
  named?: readonly Reviewed[];
  document?: ReferenceDocument;
}>;

/** A review of a pool (H11) with those who were named later. Key: its id. */
export type CouncilReviewRow = Readonly<{
  councilReviewId: string;
  /** When it was held: by it lists are ordered. */
  day: LocalDate;
  recorded: Current<ReviewOfPool>;
  named: readonly Sourced<Reviewed>[];
}>;

export const COUNCIL_REVIEWS = modelById<CouncilReviewRow>('council-reviews');
