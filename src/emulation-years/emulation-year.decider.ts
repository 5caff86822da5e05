import { breach, decider, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { dayInHanoi, daysBetween } from '../kernel/instant.js';
import { firstDayOf } from '../kernel/partial-date.js';
import { active, entitled } from './acting.js';
import { decideConferral } from './conferral/conferral.decider.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import { evolveYear, type EmulationYear } from './emulation-year.fold.js';
import { decideLeadership } from './leadership/leadership.decider.js';
import { decidePledge } from './pledge/pledge.decider.js';
import { decideRanking } from './ranking/ranking.decider.js';
import { standingOf } from './ranking/ranking.fold.js';
import { decideScoring } from './scoring/scoring.decider.js';
import { decideSessions } from './sessions/session.decider.js';
import { decideVoting } from './voting/voting.decider.js';
import { decideOpening, decideYear } from './frame/frame.decider.js';

type Sent = EmulationYearCommand & Circumstances;

/** The heart: every rule inside a year is decided on the one history of that year. */
export const emulationYearDecider = decider<EmulationYearCommand, EmulationYear | undefined, EmulationYearEvent>({
  initial: undefined,
  decide,
  evolve: evolveYear,
});

/** The check order of domain.md b.3: who may, when, who exists; then the rules of the part; at last the step. */
function* decide(command: Sent, year: EmulationYear | undefined): Deciding<EmulationYearEvent> {
  yield* entitled(command, year?.frame);
  yield* dated(command, year);
  yield* active(command);
  if (command.type === 'OpenEmulationYear') return yield* decideOpening(command, year);
  if (year === undefined) {
    return yield* refuse('UNKNOWN_YEAR', { bloc: command.data.blocId, year: command.data.year });
  }
  const events = yield* decidePart(command, year);
  if (year.frame.status === 'CLOSED' && !followsTheClose(command, year)) {
    yield breach('INVALID_TRANSITION', { step: 'CLOSED' });
  }
  return events;
}

/**
 * Decision 17: after the close only naming of recipients, conferment, corrections (and claims) follow; and of a ranking
 * that is published, the version that a correction asks for (decision 18).
 */
function followsTheClose({ type, data }: AfterOpening, { ranking }: EmulationYear): boolean {
  if (type === 'ComputeRanking' || type === 'BreakTie' || type === 'PublishResult') {
    return standingOf(ranking, data.scope)?.publishedVersion !== undefined;
  }
  return FOLLOWS_THE_CLOSE.has(type);
}

const FOLLOWS_THE_CLOSE: ReadonlySet<EmulationYearCommand['type']> = new Set([
  'NameProposalRecipient',
  'ConferAward',
  'NameAwardRecipient',
  'CorrectRecord',
]);

/** Decision 15: nothing from the future; back-dating of acts as far as the rulebook allows. */
function* dated({ data, now }: Sent, year: EmulationYear | undefined): Checks {
  const today = dayInHanoi(now);
  const day = firstDayOf(data.occurredOn);
  if (day > today) yield* refuse('DATE_IN_FUTURE', { date: data.occurredOn.date });
  const days = year?.frame.rulebook?.content.backdatingDays;
  if (days !== undefined && daysBetween(day, today) > days) {
    yield breach('BACKDATED_TOO_FAR', { date: data.occurredOn.date, days });
  }
}

type AfterOpening = Exclude<Sent, { type: 'OpenEmulationYear' }>;

/** Each request goes to the part it belongs to. */
function decidePart(command: AfterOpening, year: EmulationYear): Deciding<EmulationYearEvent> {
  switch (command.type) {
    case 'UpdateYearMembers':
    case 'RecordHeadOfYear':
    case 'AdoptRulebook':
    case 'ExemptUnit':
    case 'SkipStep':
    case 'CloseEmulationYear':
      return decideYear(command, year);
    case 'DraftPledge':
    case 'AgreePledgeContent':
    case 'SignPledge':
    case 'DeferPledgeSigning':
    case 'AmendPledge':
    case 'WaivePledgeDeadline':
    case 'RegisterTitles':
      return decidePledge(command, year);
    case 'SubmitSelfScore':
    case 'ReviseSelfScore':
    case 'ReturnScore':
    case 'AppraiseScore':
    case 'ExplainScore':
    case 'AgreeScore':
    case 'RecordDeduction':
    case 'RecordBonus':
    case 'ExcludeUnit':
    case 'LiftExclusion':
    case 'ReopenScoring':
    case 'AdoptScoreReport':
    case 'CorrectRecord':
    case 'RecordCrossInspection':
      return decideScoring(command, year);
    case 'ComputeRanking':
    case 'AgreeRanking':
    case 'BreakTie':
    case 'ClassifyUnit':
    case 'PublishResult':
      return decideRanking(command, year);
    case 'ConveneSession':
    case 'RecordAttendance':
    case 'CloseSession':
    case 'RecordRecommendation':
      return decideSessions(command, year);
    case 'OpenBallot':
    case 'CastVote':
    case 'SubmitWrittenOpinion':
    case 'WithdrawFromBallot':
    case 'AppointTellers':
    case 'CloseBallot':
    case 'BreakBallotTie':
    case 'RecordUnanimousAssent':
    case 'RecordObjection':
    case 'RecordAgreedList':
      return decideVoting(command, year);
    case 'NominateHead':
    case 'NominateDeputy':
    case 'ElectHead':
    case 'ElectDeputy':
    case 'DesignateHead':
    case 'DesignateDeputy':
      return decideLeadership(command, year);
    case 'ProposeCommendation':
    case 'NameProposalRecipient':
    case 'WithdrawProposal':
    case 'ConferAward':
    case 'NameAwardRecipient':
    case 'RecordCommendationSummary':
    case 'RecordStatistic':
      return decideConferral(command, year);
  }
}
