import { breach, decider, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { decideBy } from '../kernel/decisions.js';
import { mustHaveHappened } from '../kernel/happened.js';
import { dayInHanoi, daysBetween } from '../kernel/instant.js';
import { firstDayOf } from '../kernel/partial-date.js';
import { mustAllBeActive, mustBeEntitled, mustBeOfTheYear } from './acting.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { yearDecisions } from './emulation-year.decisions.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import { yearHistories, type EmulationYear } from './emulation-year.fold.js';
import { rankingOn } from './ranking/ranking.fold.js';

type Sent = EmulationYearCommand & Circumstances;

/** The heart: every rule inside a year is decided on the one history of that year. */
export const emulationYearDecider = decider<EmulationYearCommand, EmulationYear | undefined, EmulationYearEvent>({
  fold: yearHistories,
  decide,
});

/** The order of checks: who may, when, who exists, who is of the year; then the rules of the part; at last the step. */
function* decide(command: Sent, year: EmulationYear | undefined): Deciding<EmulationYearEvent> {
  yield* mustBeEntitled(command, year?.frame);
  yield* mustBeDated(command, year);
  yield* mustAllBeActive(command);
  if (command.type === 'OpenEmulationYear') return yield* yearDecisions.OpenEmulationYear.decide(command, year);
  if (year === undefined) {
    return yield* refuse('UNKNOWN_YEAR', { bloc: command.data.blocId, year: command.data.year });
  }
  yield* mustBeOfTheYear(command, year.frame);
  const events = yield* decideBy<AfterOpening, EmulationYear, EmulationYearEvent>(yearDecisions, command, year);
  if (year.frame.status === 'CLOSED' && !followsTheClose(command, year)) {
    yield breach('INVALID_TRANSITION', { step: 'CLOSED' });
  }
  return events;
}

/**
 * D17: after the close only naming, conferment, corrections, voided ballots, withdrawals of proposals, publications (and claims) follow (decision 31);
 * and of a ranking that is published, the version that a correction asks for (D18).
 */
function followsTheClose({ type, data }: AfterOpening, { ranking }: EmulationYear): boolean {
  if (type === 'ComputeRanking' || type === 'BreakTie') {
    return rankingOn(ranking, data.scope)?.publishedVersion !== undefined;
  }
  return FOLLOWS_THE_CLOSE.has(type);
}

const FOLLOWS_THE_CLOSE: ReadonlySet<EmulationYearCommand['type']> = new Set([
  'VoidBallot',
  'NameProposalRecipient',
  'NameProposalGrantor',
  'WithdrawProposal',
  'PublishResult',
  'ConferAward',
  'NameAwardRecipient',
  'CorrectRecord',
]);

/** D15: nothing from the future; back-dating of acts as far as the rulebook allows. */
function* mustBeDated({ data, now }: Sent, year: EmulationYear | undefined): Checks {
  yield* mustHaveHappened(data.occurredOn, now);
  const days = year?.frame.rulebook?.content.backdatingDays;
  if (days !== undefined && daysBetween(firstDayOf(data.occurredOn), dayInHanoi(now)) > days) {
    yield breach('BACKDATED_TOO_FAR', { date: data.occurredOn.date, days });
  }
}

type AfterOpening = Exclude<Sent, { type: 'OpenEmulationYear' }>;
