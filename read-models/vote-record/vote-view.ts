import type { Question } from '../../src/emulation-years/voting/voting.values.js';
import type { Audience } from '../ranking/year-audience.js';
import type { Sourced } from '../recording.js';
import type { AgreedListRecord, AssentRecord, BallotRecord, NamedUnit, VoteKind, VoteRecord } from './vote-record.js';

export const VOTE_OUTCOMES = ['PASSED', 'FAILED', 'NO_QUORUM', 'TIED', 'AGREED', 'OBJECTED'] as const;

/** What was decided about one question, or about one form of an agreed list. */
export type OutcomeShown = Omit<Question, 'questionId' | 'unitId'> &
  Readonly<{
    questionId?: string;
    units: readonly NamedUnit[];
    /** Of an agreed list: for how many. */
    count?: number;
    outcome: (typeof VOTE_OUTCOMES)[number];
  }>;

type Inside<Vote extends VoteRecord> = Omit<Vote, 'blocId' | 'year' | 'kind' | 'voteId' | 'heldOn' | 'outcome'>;

/** A vote as it is shown. Everybody sees the outcomes once the result is published; the rest is for who works in the year. */
export type VoteShown = Readonly<{
  blocId: string;
  year: string;
  kind: VoteKind;
  voteId: string;
  heldOn: string;
  outcomes: readonly OutcomeShown[];
  ballot?: Inside<BallotRecord>;
  assent?: Inside<AssentRecord>;
  agreedList?: Inside<AgreedListRecord>;
  /** Units that voted on a matter of their own: allowed unless the rulebook forbids it, and shown (decision 3). */
  conflictsOfInterest?: readonly Sourced<NamedUnit>[];
}>;

type Naming = Pick<Audience, 'nameOf'>;

/** What that audience may see of a vote. */
export function voteShownTo(audience: Audience): (vote: VoteRecord) => VoteShown {
  return (vote) => (audience.sees === 'PUBLIC' ? publicVote(vote, audience) : wholeVote(vote, audience));
}

/** The outcomes alone. */
export function publicVote(vote: VoteRecord, naming: Naming): VoteShown {
  const { blocId, year, kind, voteId, heldOn } = vote;
  return { blocId, year, kind, voteId, heldOn, outcomes: outcomesOf(vote, naming) };
}

/** Everything on record. The record of a secret ballot holds no choices. */
export function wholeVote(vote: VoteRecord, naming: Naming): VoteShown {
  return { ...publicVote(vote, naming), ...insideOf(vote), conflictsOfInterest: conflictsIn(vote, naming) };
}

function insideOf(vote: VoteRecord): Pick<VoteShown, 'ballot' | 'assent' | 'agreedList'> {
  const { blocId: _bloc, year: _year, voteId: _id, heldOn: _day, ...inside } = vote;
  switch (inside.kind) {
    case 'BALLOT': {
      const { kind: _, ...ballot } = inside;
      return { ballot };
    }
    case 'ASSENT': {
      const { kind: _, outcome: __, ...assent } = inside;
      return { assent };
    }
    case 'AGREED_LIST': {
      const { kind: _, ...agreedList } = inside;
      return { agreedList };
    }
  }
}

function outcomesOf(vote: VoteRecord, naming: Naming): readonly OutcomeShown[] {
  switch (vote.kind) {
    case 'BALLOT':
      return vote.terms.value.questions.flatMap((question) => {
        const counted = vote.tally?.value.questions.find(({ questionId }) => questionId === question.questionId);
        return counted === undefined ? [] : [decided(question, counted.outcome, naming)];
      });
    case 'ASSENT':
      return vote.assent?.value.questions.map((question) => decided(question, vote.outcome, naming)) ?? [];
    case 'AGREED_LIST':
      return vote.list.value.entries.map(({ form, count, unitIds }) => ({
        form,
        count,
        outcome: 'AGREED' as const,
        units: unitIds.map((unitId) => named(unitId, naming)),
      }));
  }
}

function decided({ unitId, ...question }: Question, outcome: OutcomeShown['outcome'], naming: Naming): OutcomeShown {
  return { ...question, units: [named(unitId, naming)], outcome };
}

function conflictsIn(vote: VoteRecord, naming: Naming): readonly Sourced<NamedUnit>[] {
  if (vote.kind !== 'BALLOT') return [];
  return [...vote.hands, ...vote.written]
    .filter(({ recording }) => recording.warnings.some(({ code }) => code === 'CONFLICT_OF_INTEREST'))
    .map(({ value, recording }) => ({ value: named(value.unitId, naming), recording }));
}

function named(unitId: string, { nameOf }: Naming): NamedUnit {
  return { unitId, name: nameOf(unitId) };
}
