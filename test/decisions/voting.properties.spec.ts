import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHOICES, type Choice, type QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import type { Threshold } from '../../src/kernel/threshold.js';
import { SEVEN } from '../support/mothers/seven-provinces.js';
import { ballot, closing, meeting, voting } from '../support/mothers/voting.js';
import { played, type Request } from '../support/near-valid-requests.js';

const thresholds: fc.Arbitrary<Threshold> = fc.record({
  fraction: fc.constantFrom('1/2', '2/3', '7/10', '3/4', '4/5', '9/10'),
  comparison: fc.constantFrom('AT_LEAST', 'MORE_THAN'),
  base: fc.constantFrom('ALL_MEMBERS', 'PRESENT', 'VALID_PAPERS'),
});

/** For each member: in the hall or absent, and what it says, if anything. */
type Said = Readonly<{ present: boolean; choice: Choice | null }>;
const votes: fc.Arbitrary<readonly Said[]> = fc.array(
  fc.record({ present: fc.boolean(), choice: fc.option(fc.constantFrom(...CHOICES)) }),
  { minLength: SEVEN.length, maxLength: SEVEN.length },
);

/** Of an act every figure is known. */
type Counted = Readonly<{
  present: number;
  voted: number;
  written: number;
  questions: readonly Required<Omit<QuestionTally, 'reported'>>[];
}>;

/** Who is present raises a hand, who is absent writes, then the ballot is closed. */
function tallyOf(said: readonly Said[], threshold: Threshold): Counted {
  const present = SEVEN.filter((_, nth) => said[nth]?.present);
  const given = [...meeting(present), ballot({ present, threshold })];
  const cast = SEVEN.flatMap((unitId): readonly Request[] => {
    const { choice = null } = said[SEVEN.indexOf(unitId)] ?? {};
    if (choice === null) return [];
    const { data } = voting(unitId, choice);
    const { voter: _, ...opinion } = data;
    const command = present.includes(unitId)
      ? ({ type: 'CastVote', data } as const)
      : ({ type: 'SubmitWrittenOpinion', data: opinion } as const);
    return [{ command, mode: 'ACT' }];
  });
  const { history } = played(given, [...cast, { command: closing(), mode: 'ACT' }]);
  expect(history).toHaveLength(cast.length + 2);
  const last = history.at(-1)?.event;
  if (last?.type !== 'VoteTallied') throw new Error('The ballot was not tallied');
  return last.data as Counted;
}

describe('a show of hands', () => {
  it('always adds up (R49)', () =>
    fc.assert(
      fc.property(votes, thresholds, (said, threshold) => {
        const { present, voted, written, questions } = tallyOf(said, threshold);
        expect(voted).toBeLessThanOrEqual(present);
        expect(written).toBeLessThanOrEqual(SEVEN.length - present);
        for (const question of questions) {
          expect(question.for + question.against + question.blank).toBe(voted + written);
        }
      }),
      { numRuns: 200 },
    ));

  it('passes exactly by integer arithmetic, votes × d against n × base, where two thirds are present', () =>
    fc.assert(
      fc.property(votes, thresholds, (said, threshold) => {
        const { present, voted, written, questions } = tallyOf(said, threshold);
        const [n = 0, d = 1] = threshold.fraction.split('/').map(Number);
        const base = { ALL_MEMBERS: 7, PRESENT: present + written, VALID_PAPERS: voted + written }[threshold.base];
        for (const { for: inFavour, outcome } of questions) {
          const enough = threshold.comparison === 'AT_LEAST' ? inFavour * d >= n * base : inFavour * d > n * base;
          const carried = enough && inFavour > 0 ? 'PASSED' : 'FAILED';
          expect(outcome).toBe(present * 3 >= 2 * 7 ? carried : 'NO_QUORUM');
        }
      }),
      { numRuns: 400 },
    ));
});
