import { refuse, type Deciding } from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { mustBeMember } from '../frame/membership.js';
import { conferAward, nameAwardRecipient } from './award.decider.js';
import type {
  ConferralCommand,
  RecordCommendationSummary,
  RecordPlacements,
  RecordStatistic,
} from './conferral.commands.js';
import type {
  BlocStatisticRecorded,
  CommendationSummaryRecorded,
  ConferralEvent,
  PlacementsRecorded,
} from './conferral.events.js';
import type { ConferralYear } from './conferral.fold.js';
import {
  nameProposalGrantor,
  nameProposalRecipient,
  proposeCommendation,
  withdrawProposal,
} from './proposal.decider.js';

/** Two layers that are never mixed (G7): proposals upwards, and awards conferred by the head; beside them the figures. */
export const conferralDecisions: Decisions<ConferralCommand, ConferralYear, ConferralEvent> = {
  ProposeCommendation: { actor: 'HEAD', decide: proposeCommendation },
  NameProposalGrantor: { actor: 'HEAD', decide: nameProposalGrantor },
  NameProposalRecipient: { actor: 'HEAD', decide: nameProposalRecipient },
  WithdrawProposal: { actor: 'HEAD', decide: withdrawProposal },
  ConferAward: { actor: 'HEAD', decide: conferAward },
  NameAwardRecipient: { actor: 'HEAD', decide: nameAwardRecipient },
  RecordCommendationSummary: { actor: 'HEAD', decide: recordCommendationSummary },
  RecordPlacements: { actor: 'HEAD', decide: recordPlacements },
  RecordStatistic: { actor: 'HEAD', decide: recordStatistic },
};

/** A figure is only recorded: no rule stands in its way. */
function* recordStatistic({ data }: RecordStatistic): Deciding<BlocStatisticRecorded> {
  return [{ type: 'BlocStatisticRecorded', data }];
}

/** Each kind (lượt tập thể, cá nhân, …), and of it each form, has one line of its own: two of a kind would ask to be added (D4). */
function* recordCommendationSummary(
  { data }: RecordCommendationSummary,
  { conferral }: ConferralYear,
): Deciding<CommendationSummaryRecorded> {
  const { summaryId, counts } = data;
  if (conferral.summaries.includes(summaryId)) yield* refuse('ALREADY_EXISTS', { kind: 'summary', id: summaryId });
  const kinds = counts.map(({ of, counted, form = '' }) => `${of} ${counted} ${form}`);
  if (new Set(kinds).size < kinds.length) yield* refuse('INVALID_INPUT', { field: '/counts', why: 'TWICE' });
  return [{ type: 'CommendationSummaryRecorded', data }];
}

/** R01: of a member's offices. Each place has one line. */
function* recordPlacements({ data }: RecordPlacements, { frame }: ConferralYear): Deciding<PlacementsRecorded> {
  const { unitId, counts, occurredOn } = data;
  if (new Set(counts.map(({ place }) => place)).size < counts.length)
    yield* refuse('INVALID_INPUT', { field: '/counts', why: 'TWICE' });
  yield* mustBeMember(frame, unitId, occurredOn);
  return [{ type: 'PlacementsRecorded', data }];
}
