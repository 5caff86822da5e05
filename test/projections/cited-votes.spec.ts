import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import { voteRecord } from '../../projections/vote-record.projection.js';
import type { CitedVote, YearProposals } from '../../read-models/proposals/proposals.js';
import type { VoteRecord } from '../../read-models/vote-record/vote-record.js';
import type { Event } from '../../src/kernel/event.js';
import { claimed } from '../support/given.js';
import { fold, recorded, type Told } from '../support/history.js';
import {
  assented,
  ballot,
  CERTIFICATE,
  closed,
  count,
  FLAG,
  hands,
  listed,
  meeting,
  objected,
  on,
  tallied,
  wrote,
} from '../support/mothers/voting.js';

const OF_VOTES: readonly Event[] = [
  ballot({ questions: [FLAG, CERTIFICATE], seats: 1 }),
  ballot({ questions: [FLAG, CERTIFICATE], method: 'SECRET_PAPER' }),
  ...hands(2, 1),
  wrote('son-la', 'FOR'),
  closed,
  tallied([count(6, 1, 'PASSED')]),
  tallied([count(5, 2, 'TIED'), { ...count(5, 2, 'TIED'), questionId: CERTIFICATE.questionId }]),
  {
    type: 'BallotTieBroken',
    data: { ...on, ballotId: 'suy-ton', questionId: FLAG.questionId, by: { name: 'Chủ tọa' }, reason: 'Theo quy chế' },
  },
  { type: 'BallotVoided', data: { ...on, ballotId: 'suy-ton', ground: 'Kiểm phiếu sai' } },
  assented(),
  objected('son-la'),
  listed([{ form: 'PM_CERTIFICATE', count: 3, unitIds: ['son-la'] }]),
];

const told = fc
  .array(fc.tuple(fc.constantFrom(...OF_VOTES), fc.boolean()), { maxLength: 10 })
  .map((facts) => facts.map(([fact, isClaim]): Told<Event> => (isClaim ? claimed(fact) : fact)));

/** What comes of the vote. */
function outcomeIn(vote: VoteRecord | CitedVote): object {
  if (vote.kind !== 'BALLOT') return vote;
  const { kind, voteId, terms, tally, voided } = vote;
  const { seats } = terms.value;
  return { kind, voteId, seats, opened: terms.recording, tally, voided };
}

const byName = (a: Readonly<{ kind: string; voteId: string }>, b: typeof a): number =>
  `${a.kind} ${a.voteId}` < `${b.kind} ${b.voteId}` ? -1 : 1;

describe('the votes that a proposal can cite', () => {
  it('come to what their own rows say', () => {
    fc.assert(
      fc.property(told, (facts) => {
        const events = recorded([...meeting(), ...facts]);
        const [year] = [...fold(proposals, events).values()].map(({ row }) => row as YearProposals);
        const own = [...fold(voteRecord, events).values()].flatMap(({ row }) => (row ? [row as VoteRecord] : []));
        expect([...(year?.votes ?? [])].sort(byName).map(outcomeIn)).toEqual(own.sort(byName).map(outcomeIn));
      }),
      { numRuns: 300 },
    );
  });

  it('hold of a ballot nothing but what is counted', () => {
    const events = recorded([...meeting(), ballot({ seats: 1 }), ...hands(6, 1), closed]);
    const [year] = [...fold(proposals, events).values()].map(({ row }) => row as YearProposals);
    expect(year?.votes).toEqual([
      { kind: 'BALLOT', voteId: 'suy-ton', terms: { value: { seats: 1 }, recording: expect.anything() } },
    ]);
  });
});
