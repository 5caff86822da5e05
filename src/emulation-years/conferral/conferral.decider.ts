import { refuse, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { conferAward, nameAwardRecipient } from './award.decider.js';
import type { ConferralCommand, RecordCommendationSummary } from './conferral.commands.js';
import type { CommendationSummaryRecorded, ConferralEvent } from './conferral.events.js';
import { nameProposalRecipient, proposeCommendation, withdrawProposal } from './proposal.decider.js';

/** Two layers that are never mixed (G7): proposals upwards, and awards conferred by the head; beside them the figures. */
export function* decideConferral(
  command: ConferralCommand & Circumstances,
  year: EmulationYear,
): Deciding<ConferralEvent> {
  switch (command.type) {
    case 'ProposeCommendation':
      return yield* proposeCommendation(command, year);
    case 'NameProposalRecipient':
      return yield* nameProposalRecipient(command, year);
    case 'WithdrawProposal':
      return yield* withdrawProposal(command, year);
    case 'ConferAward':
      return yield* conferAward(command, year);
    case 'NameAwardRecipient':
      return yield* nameAwardRecipient(command, year);
    case 'RecordCommendationSummary':
      return yield* recordCommendationSummary(command, year);
    case 'RecordStatistic':
      return [{ type: 'BlocStatisticRecorded', data: command.data }];
  }
}

/** Each kind (lượt tập thể, cá nhân, …) has one line of its own: two of a kind would ask to be added (decision 4). */
function* recordCommendationSummary(
  { data }: RecordCommendationSummary,
  { conferral }: EmulationYear,
): Deciding<CommendationSummaryRecorded> {
  const { summaryId, counts } = data;
  if (conferral.summaries.includes(summaryId)) yield* refuse('ALREADY_EXISTS', { kind: 'summary', id: summaryId });
  const kinds = counts.map(({ of, counted }) => `${of} ${counted}`);
  if (new Set(kinds).size < kinds.length) yield* refuse('INVALID_INPUT', { field: '/counts' });
  return [{ type: 'CommendationSummaryRecorded', data }];
}
