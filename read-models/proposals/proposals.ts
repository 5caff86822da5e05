import type {
  AwardTerms,
  ProposalTerms,
  Recipient,
  RecipientKind,
} from '../../src/emulation-years/conferral/conferral.values.js';
import { OUTCOMES, type QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Party, ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { NameByIssuer } from '../../src/rulebooks/form-names.values.js';
import type { CommendationForm } from '../../src/rulebooks/rulebook.values.js';
import { yearModel } from '../read-model.js';
import { alone, type Recording, type Current, type Sourced } from '../recording.js';
import type { Visibility } from '../visibility.js';
import {
  ASSENT_OUTCOMES,
  type BallotRecord,
  type CountedBallot,
  VOID,
  type VoteRecord,
} from '../vote-record/vote-record.js';

/** A form in the catalogue of the year's rulebook. */
export type FormLabel = Readonly<{
  form: string;
  title: LocalizedText;
  /** What others than its grantor call it. */
  names?: readonly NameByIssuer[];
  kind: CommendationForm['kind'];
  grade?: string;
  /** Whether only the leading unit may be proposed. */
  forLeading: boolean;
}>;

export const BASIS_OUTCOMES = [...OUTCOMES, ...ASSENT_OUTCOMES, VOID] as const;

/** What the decision cited came to. UNKNOWN where nothing is on record: never taken as passed. */
export type BasisOutcome = Readonly<{
  outcome: (typeof BASIS_OUTCOMES)[number];
  /** Of a ballot, once it is counted. */
  count?: QuestionTally;
  /** Where that decision is on record. */
  recording?: Recording;
}>;

/** Whether the decision was found void or ended by an objection: then the proposal that cites it is void too (D41). */
export function restsOnNothing({ outcome }: BasisOutcome): boolean {
  return outcome === VOID || outcome === 'OBJECTED';
}

export const BASIS_CHANGES = [
  'SCORE_CORRECTED',
  'UNIT_EXCLUDED',
  'EXCLUSION_LIFTED',
  'TIE_BROKEN',
  'MEMBER_JOINED',
  'MEMBER_LEFT',
] as const;

/** A fact under the proposal that changed after it was made. It stands until it is withdrawn (D18), or the fact is as it was (D24). */
export type BasisChange = Readonly<{
  what: (typeof BASIS_CHANGES)[number];
  unitId: string;
  /** Absent where the event gives none. */
  reason?: string;
  document?: ReferenceDocument;
}>;

/** Which fact that is, what it said when the proposal was made as far as that is on record, and the last event that changed it. */
export type ChangeUnder = Readonly<{ of: string; from: string; mark: Sourced<BasisChange> }>;

/** Đề nghị khen thưởng: a request upwards. It is no award and appears in no award history until somebody decides. */
export type ProposalRecord = Readonly<{
  proposalId: string;
  status: 'PROPOSED' | 'WITHDRAWN';
  /** Absent where the rulebook of the year does not know the form (a claim). */
  title?: LocalizedText;
  formKind?: FormLabel['kind'];
  grade?: string;
  proposed: Current<ProposalTerms>;
  /** Who is asked to grant it, where that became known later. */
  grantor?: Current<Readonly<{ grantor: Party }>>;
  /** Recipients named later, in the order of naming. */
  named: readonly Current<Readonly<{ unitId: string }>>[];
  /** Everybody named so far. */
  recipients: readonly string[];
  /** How many are announced but not named (S4); absent where a source does not tell the number. */
  unnamed?: number;
  basis: BasisOutcome;
  /** What of its basis is no more as it was. */
  changedUnder: readonly ChangeUnder[];
  /** The head of the year, where it is among the recipients (D3): allowed, and shown. */
  headAmongRecipients?: string;
  withdrawn?: Current<Readonly<{ reason?: string }>>;
  /** What the latest publication that named it shows of it, as it was then. */
  published?: Readonly<{ as: PublicProposal; recording: Recording }>;
}>;

/** What a publication shows of a proposal: neither the vote behind it, which is named by itself, nor what changed under it. */
export type PublicProposal = Pick<
  ProposalRecord,
  | 'proposalId'
  | 'status'
  | 'title'
  | 'formKind'
  | 'grade'
  | 'proposed'
  | 'grantor'
  | 'named'
  | 'recipients'
  | 'unnamed'
  | 'withdrawn'
>;

/** A field that is new is not public before it is named here. */
export function publicProposal(proposal: PublicProposal): PublicProposal {
  const { proposalId, status, title, formKind, grade, proposed, grantor, named, recipients, unnamed, withdrawn } =
    proposal;
  return {
    ...{ proposalId, status, proposed: alone(proposed), named: named.map(alone), recipients },
    ...defined({ title, formKind, grade, unnamed }),
    ...defined({ grantor: grantor && alone(grantor), withdrawn: withdrawn && alone(withdrawn) }),
  };
}

/** An award of the head's own grantor, conferred at the conference. */
export type OwnAward = Readonly<{
  awardId: string;
  conferred: Current<AwardTerms>;
  /** Recipients named later. */
  named: readonly Sourced<Readonly<{ kind: RecipientKind; recipient: Recipient }>>[];
}>;

/** A decision that a proposal can cite, of a ballot only what is counted: who voted and on what terms stands in its own row. */
export type CitedVote = (Pick<BallotRecord, 'kind' | 'voteId'> & CountedBallot) | Exclude<VoteRecord, BallotRecord>;

/**
 * What the bloc of a year asks of others (proposals) and what it gave itself (own awards). Key: {@link PROPOSALS}.
 * Both lists are in the order they were recorded and grow by one entry for each: quotas keep a year to some dozens.
 */
export type YearProposals = Readonly<{
  blocId: string;
  year: string;
  blocName: LocalizedText;
  members: readonly Readonly<{ unitId: string; name: LocalizedText }>[];
  /** Who else was once named as a member of the year. */
  namedBeside: YearProposals['members'];
  /** Who presides: the head of the year, else who acted as head when it was opened. */
  head?: string;
  forms: readonly FormLabel[];
  /** What proposals may rest on besides, as it stands, and whether that was done here: not shown, kept to see what changes. */
  facts: Readonly<Record<string, Readonly<{ value: string; mode: Recording['mode'] }>>>;
  /** The decisions of the year that a proposal can cite: not shown, kept to see what comes of them. */
  votes: readonly CitedVote[];
  proposals: readonly ProposalRecord[];
  awards: readonly OwnAward[];
  visibility: Visibility;
}>;

export const PROPOSALS = yearModel<YearProposals>('proposals');
