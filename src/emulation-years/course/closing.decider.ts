import { BLOC_STANDING } from '../../blocs/bloc.standing.js';
import { breach, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Gathered, OfType } from '../../kernel/event.js';
import { gatheredOf } from '../../kernel/gathered.js';
import { mustFollow } from '../../kernel/happened.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import { STEPS, type Step } from '../../rulebooks/rulebook.values.js';
import type { ConferralYear } from '../conferral/conferral.fold.js';
import type { YearEvent } from '../frame/frame.events.js';
import type { YearFrame } from '../frame/frame.fold.js';
import { doneSteps, openSteps } from '../frame/steps.values.js';
import { isOutdated } from '../ranking/outdated-ranking.js';
import { ordersOfYear, standingOrders } from '../ranking/ranking.fold.js';
import type { CloseEmulationYear } from './course.commands.js';

/** R41, with the orders that make SCORING done as they would be computed now (decision 31), and after every order that the year has (D29). */
export function* close(command: CloseEmulationYear & Circumstances, year: ConferralYear): Deciding<YearEvent> {
  const done = doneSteps(year.steps, handedOver(command.gathered));
  const steps = openSteps(year.steps, done);
  if (steps.length > 0) yield breach('YEAR_INCOMPLETE', { steps });
  const isStale = ordersOfYear(year).some((order) => isOutdated(order, year, { ...command.data, scope: order.scope }));
  if (isStale) yield breach('RANKING_OUTDATED');
  const { occurredOn } = command.data;
  yield* mustFollow(command, year.frame.openedOn, occurredOn, 'YEAR_OPEN');
  for (const { latest } of standingOrders(year)) yield* mustFollow(command, latest, occurredOn, 'RANKED');
  for (const day of daysHeld(year)) yield* mustFollow(command, day, occurredOn, 'YEAR_HELD');
  return [{ type: 'EmulationYearClosed', data: { ...command.data, done, skipped: skippedSteps(year.frame, done) } }];
}

/** When its votes were counted, what it agreed was agreed, and its conference began. */
function daysHeld({ voting, sessions }: ConferralYear): readonly (PartialDate | undefined)[] {
  const { ballots, assents, lists } = voting;
  return [
    ...Object.values(ballots).flatMap(({ tally, latest }) => (tally === undefined ? [] : [latest])),
    ...[...Object.values(assents), ...Object.values(lists)].map(({ occurredOn }) => occurredOn),
    ...Object.values(sessions).flatMap(({ kind, from }) => (kind === 'CLOSING' ? [from] : [])),
  ];
}

/** The years for which the bloc has handed over the duty. */
export function handedOver(gathered: readonly Gathered[]): readonly string[] {
  return Object.keys(gatheredOf(gathered, BLOC_STANDING)[0]?.leadership ?? {});
}

function skippedSteps(
  { skipped }: YearFrame,
  done: readonly Step[],
): OfType<YearEvent, 'EmulationYearClosed'>['data']['skipped'] {
  return STEPS.flatMap((step) => {
    const known = skipped[step];
    return known === undefined || done.includes(step) ? [] : [known];
  });
}
