import type { CommendationProposed } from '../../src/emulation-years/conferral/conferral.events.js';
import type { ProposalTerms } from '../../src/emulation-years/conferral/conferral.values.js';
import { defined } from '../../src/kernel/defined.js';

/** What was asked for, as the rows of a year keep it. */
export function termsIn(data: CommendationProposed['data']): ProposalTerms {
  const { form, grantor, count, nominees, allOthers, tracks, basis } = data;
  return { form, grantor, nominees, basis, ...defined({ count, allOthers, tracks }) };
}
