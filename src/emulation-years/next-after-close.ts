import type { EmulationYear } from './emulation-year.fold.js';
import type { InYear } from './frame/frame.values.js';
import { type Candidate, MOST_OF_A_KIND, OWN } from './next-candidate.js';
import { proposalsThatStand } from './next-naming.js';
import { rankingAnew } from './next-scoring.js';

/**
 * What may follow the close (decision 31): the version of a public ranking that a correction asks for, publications, and withdrawals of
 * proposals. What is named only then is offered at any time.
 */
export function* following(year: EmulationYear, on: InYear): Generator<Candidate> {
  yield* rankingAnew(year, on);
  for (const [proposalId, { named }] of proposalsThatStand(year).slice(0, MOST_OF_A_KIND)) {
    const command = { type: 'WithdrawProposal', data: { ...on, proposalId, reason: OWN } } as const;
    yield { command, step: 'PROPOSALS', about: { proposalId }, unitIds: named, mayBeLeft: true };
  }
}
