import type {
  AgreedList,
  AssentTerms,
  BallotTerms,
  BallotTieBreak,
  HandRaised,
  Objection,
  Question,
  QuestionTally,
  Recusal,
  Tally,
  Teller,
  Voiding,
  WrittenOpinion,
} from '../../src/emulation-years/voting/voting.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Position } from '../../src/kernel/event.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { readModel, yearIn } from '../read-model.js';
import type { Recording, Current, Sourced } from '../recording.js';

export const VOTE_KINDS = ['BALLOT', 'ASSENT', 'AGREED_LIST'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];

export const ASSENT_OUTCOMES = ['AGREED', 'OBJECTED'] as const;

/** What a vote is and where it stands, whatever its kind. */
type OfVote = Readonly<{
  blocId: string;
  year: string;
  /** The id of the ballot, assent or list. */
  voteId: string;
  /** The first day it can mean, for the order of lists; empty where nothing is known of it. */
  heldOn: string;
  /** What the latest publication that named it shows of it, as it was then, and the event that shows it. */
  published?: PublishedOutcomes;
}>;

export type PublishedOutcomes = Readonly<{
  heldOn: string;
  outcomes: readonly VoteOutcome[];
  recording: Recording;
  position: Position;
}>;

/** What came out for one question, or for one form of an agreed list. */
export type VoteOutcome = Partial<Omit<Question, 'unitId'>> &
  Readonly<{
    units: readonly string[];
    /** Of an agreed list: for how many. */
    count?: number;
    outcome: QuestionTally['outcome'] | (typeof ASSENT_OUTCOMES)[number] | typeof VOID;
    reported?: string;
  }>;

/** A ballot (bỏ phiếu suy tôn, biểu quyết). */
export type BallotRecord = OfVote &
  Readonly<{
    kind: 'BALLOT';
    terms: Current<BallotTerms>;
    hands: readonly Current<HandRaised>[];
    written: readonly Current<WrittenOpinion>[];
    recused: readonly Current<Recusal>[];
    tellers?: Current<Readonly<{ tellers: readonly Teller[] }>>;
    closed?: Recording;
    tieBreaks: readonly Sourced<BallotTieBreak>[];
  }> &
  CountedBallot;

/** What is counted of a ballot, and what that depends on. */
export type CountedBallot = Readonly<{
  terms: Current<Pick<BallotTerms, 'seats'>>;
  /** Absent while open, and where a claim does not know the count: unknown is never shown as unanimous. */
  tally?: Current<Tally>;
  /** Found void (D41): what was counted is shown and carries nothing. */
  voided?: Current<Voiding>;
}>;

/** Whether it carries nothing any more; a claim voids no ballot that was opened here. */
export function isVoid({ terms, voided }: CountedBallot): boolean {
  return voided !== undefined && (terms.recording.mode === 'CLAIM' || voided.recording.mode === 'ACT');
}

/** What a ballot comes to that was found void. */
export const VOID = 'VOID';

/** Nhất trí: agreed without papers by those present. One objection ends it (R48). */
export type AssentRecord = OfVote &
  Readonly<{
    kind: 'ASSENT';
    /** Absent where only an objection is on record. */
    assent?: Current<AssentTerms>;
    objections: readonly Current<Objection>[];
    outcome: (typeof ASSENT_OUTCOMES)[number];
  }>;

/** Danh sách thống nhất (S4): forms with units, or only their number. */
export type AgreedListRecord = OfVote & Readonly<{ kind: 'AGREED_LIST'; list: Current<AgreedList> }>;

/**
 * How a matter was decided: who was entitled, present, voted, recused; what was counted and what it means.
 * Key: {@link VOTE_RECORD}: ballots, assents and lists are named apart from each other. Lists grow by one entry for each member.
 * Of a secret ballot no row, and no event, ever says who chose what.
 */
export type VoteRecord = BallotRecord | AssentRecord | AgreedListRecord;

type VoteKey = [blocId: string, year: string, kind: VoteKind, voteId: string];

export const VOTE_RECORD = readModel<VoteRecord, VoteKey, [blocId: string, year: string]>(
  'vote-record',
  (blocId, year, kind, voteId) => `${blocId}/${year}/${kind}/${voteId}`,
  yearIn,
);

/** What came out, as far as it is known. */
export function outcomesOf(vote: VoteRecord): readonly VoteOutcome[] {
  switch (vote.kind) {
    case 'BALLOT':
      return vote.terms.value.questions.flatMap((question) => {
        if (isVoid(vote)) return [decided(question, { outcome: VOID })];
        const counted = vote.tally?.value.questions.find(({ questionId }) => questionId === question.questionId);
        return counted === undefined ? [] : [decided(question, counted)];
      });
    case 'ASSENT':
      return vote.assent?.value.questions.map((question) => decided(question, vote)) ?? [];
    case 'AGREED_LIST':
      return vote.list.value.entries.map(({ form, count, unitIds }) => ({
        ...{ form, outcome: 'AGREED' as const, units: unitIds },
        ...defined({ count }),
      }));
  }
}

function decided(
  { questionId, unitId, form, classification, forYear, ordinal }: Question,
  { outcome, reported }: Pick<VoteOutcome, 'outcome' | 'reported'>,
): VoteOutcome {
  return {
    ...{ questionId, units: [unitId] },
    ...defined({ form, classification, forYear, ordinal }),
    outcome,
    ...defined({ reported }),
  };
}

/** A member's printed name beside its id. */
export type NamedUnit = Readonly<{ unitId: string; name: LocalizedText }>;
