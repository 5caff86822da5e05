import { BLOC_CITED, mustNotBeDissolved } from '../blocs/bloc.standing.js';
import {
  breach,
  decider,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../kernel/decider.js';
import { decideBy, type Decisions } from '../kernel/decisions.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustFollow, mustHaveHappened } from '../kernel/happened.js';
import { firstDayOf, lastDayOf } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import { mustBeActive, mustBeKnown } from '../units/unit.standing.js';
import { mustBeEntitled } from './acting.js';
import { linkDocument } from './document.decider.js';
import { conferAward, nameRecipient, reportRecognitions } from './recognition.decider.js';
import type {
  CloseMovement,
  JoinMovement,
  LaunchMovement,
  MovementCommand,
  NameMovementSuccessor,
  ReviewMovement,
  StateMovementPeriod,
} from './movement.commands.js';
import type { MovementEvent } from './movement.events.js';
import { lastOnRecord, movementHistories, type Movement } from './movement.fold.js';
import { blocsActing, unitsNamed } from './movement.parties.js';
import { follows, MOVEMENT_CITED } from './movement.standing.js';
import { isPeriod, periodKey, type StatedPeriod } from './movement.values.js';

type Sent = MovementCommand & Circumstances;

/** Decides on a movement's own stream who launched it, how long it runs, what it rests on and whom it honours. */
export const movementDecider = decider<MovementCommand, Movement | undefined, MovementEvent>({
  fold: movementHistories,
  decide: decideMovement,
});

/** What each command asks, and whose act it is. */
export const movementDecisions: Decisions<LaunchMovement, Movement | undefined, MovementEvent> &
  Decisions<Exclude<MovementCommand, LaunchMovement>, Movement, MovementEvent> = {
  LaunchMovement: { actor: 'LAUNCHER', decide: launch },
  StateMovementPeriod: { actor: 'LAUNCHER', decide: statePeriod },
  LinkDocument: { actor: 'LAUNCHER', decide: linkDocument },
  JoinMovement: { actor: 'PARTICIPANT', decide: join },
  ReviewMovement: { actor: 'LAUNCHER', decide: review },
  CloseMovement: { actor: 'LAUNCHER', decide: close },
  NameMovementSuccessor: { actor: 'LAUNCHER', decide: nameSuccessor },
  ConferMovementAward: { actor: 'LAUNCHER', decide: conferAward },
  NameMovementAwardRecipient: { actor: 'LAUNCHER', decide: nameRecipient },
  ReportMovementRecognitions: { actor: 'LAUNCHER', decide: reportRecognitions },
};

/** Checks in one order for all commands: rights, date, existence of who is named, then the rules of the command. */
function* decideMovement(command: Sent, movement: Movement | undefined): Deciding<MovementEvent> {
  yield* mustBeEntitled(command, movement, movementDecisions[command.type].actor);
  yield* mustHaveHappened(command.data.occurredOn, command.now);
  yield* mustStand(command);
  if (command.type === 'LaunchMovement') return yield* movementDecisions.LaunchMovement.decide(command, movement);
  const { movementId: id } = command.data;
  if (movement === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'movement', id });
  return yield* decideBy(movementDecisions, command, movement);
}

/** Every named unit exists, and every bloc that acts; who acts exists on that day (R40). */
function* mustStand(command: Sent): Checks {
  const { active, known } = unitsNamed(command);
  for (const unitId of [...active, ...known]) {
    const unit = yield* mustBeKnown(command.gathered, unitId);
    if (active.includes(unitId)) yield* mustBeActive(unit, command.data.occurredOn, command.gathered);
  }
  const blocs = gatheredOf(command.gathered, BLOC_CITED);
  for (const id of blocsActing(command)) {
    const bloc =
      blocs.find(({ blocId }) => blocId === id) ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'bloc', id }));
    yield* mustNotBeDissolved(bloc, firstDayOf(command.data.occurredOn));
  }
}

/** Phát động. An act says by whom, for which time, and whether for everything or one subject. */
function* launch(command: LaunchMovement & Circumstances, movement: Movement | undefined): Deciding<MovementEvent> {
  const { data } = command;
  const launcher = data.launchedBy.kind === 'UNKNOWN' ? undefined : data.launchedBy;
  yield* mustSay(command, launcher, { kind: 'launcher', field: '/launchedBy' });
  yield* mustSay(command, data.nature, { kind: 'nature of the movement', field: '/nature' });
  yield* mustSay(command, data.period?.from ?? data.period?.to, { kind: 'period', field: '/period' });
  yield* mustBePeriod(data.period);
  if (movement !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'movement', id: data.movementId });
  for (const [nth, predecessor] of (data.predecessors ?? []).entries())
    yield* mustGoOn(command, { earlier: predecessor, later: data.movementId }, movement, `/predecessors/${nth}`);
  return [{ type: 'MovementLaunched', data }];
}

/** Beside what was stated before: which period holds is not decided here, since no source is above the others. */
function* statePeriod({ data }: StateMovementPeriod, movement: Movement): Deciding<MovementEvent> {
  yield* mustBePeriod(data.period);
  if (movement.periods.some((known) => periodKey(known) === periodKey(data.period))) {
    yield* refuse('ALREADY_EXISTS', { kind: 'period', id: data.movementId, of: movement.name.vi });
  }
  return [{ type: 'MovementPeriodStated', data }];
}

function* join(command: JoinMovement & Circumstances, movement: Movement): Deciding<MovementEvent> {
  const { data } = command;
  const participant = data.participant.kind === 'UNKNOWN' ? undefined : data.participant;
  yield* mustSay(command, participant, { kind: 'participant', field: '/participant' });
  const same = (party: Party): boolean => JSON.stringify(party) === JSON.stringify(participant);
  if (movement.participants.some(same)) {
    yield* refuse('ALREADY_EXISTS', { kind: 'participant', id: data.movementId, of: movement.name.vi });
  }
  yield* mustFollow(command, movement.launchedOn, data.occurredOn, 'MOVEMENT_LAUNCHED');
  yield* mustRun(command, movement);
  return [{ type: 'MovementJoined', data }];
}

/** Sơ kết, tổng kết. R39: it may be held before the movement ends. */
function* review(command: ReviewMovement & Circumstances, movement: Movement): Deciding<MovementEvent> {
  const { data } = command;
  yield* mustSay(command, data.kind, { kind: 'kind of review', field: '/kind' });
  for (const { period } of data.ratings ?? []) yield* mustBePeriod(period);
  if (movement.reviews.has(data.reviewId)) yield* refuse('ALREADY_EXISTS', { kind: 'review', id: data.reviewId });
  yield* mustFollow(command, movement.launchedOn, data.occurredOn, 'MOVEMENT_LAUNCHED');
  yield* mustRun(command, movement);
  return [{ type: 'MovementReviewed', data }];
}

/** An act that ends it before every period that was stated says why. */
function* close(command: CloseMovement & Circumstances, movement: Movement): Deciding<MovementEvent> {
  const { data } = command;
  if (movement.closedOn !== undefined) {
    yield* refuse('ALREADY_EXISTS', { kind: 'end of the movement', id: data.movementId, of: movement.name.vi });
  }
  yield* mustFollow(command, lastOnRecord(movement), data.occurredOn, 'MOVEMENT_CLOSED');
  const day = lastDayOf(data.occurredOn);
  const isEarly =
    movement.periods.length > 0 && movement.periods.every(({ to }) => to !== undefined && lastDayOf(to) > day);
  if (isEarly) yield* mustSayWhy(command);
  return [{ type: 'MovementClosed', data }];
}

function* nameSuccessor(command: NameMovementSuccessor & Circumstances, movement: Movement): Deciding<MovementEvent> {
  const { data } = command;
  const { successor: id } = data;
  yield* mustGoOn(command, { earlier: data.movementId, later: id }, movement, '/successor');
  if (movement.successors.includes(id))
    yield* refuse('ALREADY_EXISTS', { kind: 'successor', id, of: movement.name.vi });
  return [{ type: 'MovementSuccessorNamed', data }];
}

function* mustBePeriod(period: StatedPeriod | undefined): Checks {
  if (period === undefined || isPeriod(period)) return;
  yield* refuse('INVALID_PERIOD', { from: period.from?.date ?? '', to: period.to?.date ?? '' });
}

/** Once it is over nothing new begins in it; what is told later of an earlier day may. */
function* mustRun({ data: { occurredOn } }: Sent, { closedOn }: Movement): Checks {
  if (closedOn === undefined || firstDayOf(occurredOn) <= lastDayOf(closedOn)) return;
  yield breach('INVALID_TRANSITION', { step: 'MOVEMENT_CLOSED' });
}

/** A movement goes on from another one, and never, by whatever way, from itself; either of two may say which follows which. */
function* mustGoOn(command: Sent, { earlier, later }: Link, known: Movement | undefined, field: string): Checks {
  const { data, gathered } = command;
  if (earlier === later) yield* refuse('INVALID_INPUT', { field, why: 'ITSELF' });
  const other = earlier === data.movementId ? later : earlier;
  const cited = gatheredOf(gathered, MOVEMENT_CITED);
  if (!cited.some(({ movementId }) => movementId === other)) {
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'movement', id: other, field });
  }
  if (follows(earlier, later, known === undefined ? cited : [...cited, known]))
    yield* refuse('INVALID_INPUT', { field, why: 'FROM_ITSELF' });
}

/** Which of two movements goes on from the other. */
type Link = Readonly<{ earlier: string; later: string }>;
