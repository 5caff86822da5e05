import { isSameAuthority } from '../commendations/commendation.values.js';
import { BATCHES } from '../emulation-years/conferral/conferral.values.js';
import { mustBeTold, mustHoldCount } from '../emulation-years/conferral/recipients.standing.js';
import { mustSay, refuse, type Checks, type Circumstances, type Deciding } from '../kernel/decider.js';
import { mustFollow } from '../kernel/happened.js';
import type { Party } from '../kernel/party.js';
import { mustHoldSomebody } from '../kernel/recipients.js';
import type {
  ConferMovementAward,
  NameMovementAwardRecipient,
  ReportMovementRecognitions,
} from './movement.commands.js';
import { speaksFor } from './acting.js';
import type { MovementEvent } from './movement.events.js';
import { announced, type Movement } from './movement.fold.js';
import { unitOf } from './movement.parties.js';

/** Biểu dương, khen thưởng for the movement, by name or by count. Refuses by R32. */
export function* conferAward(
  command: ConferMovementAward & Circumstances,
  movement: Movement,
): Deciding<MovementEvent> {
  const { data } = command;
  const { awardId, reviewId, years = [], consecutiveYears = Infinity } = data;
  yield* mustGrantItself(command, movement);
  yield* mustSay(command, data.form, { kind: 'form', field: '/form' });
  yield* mustSay(command, data.exemplars, { kind: 'exemplars', field: '/exemplars' });
  if (movement.awards.has(awardId)) yield* refuse('ALREADY_EXISTS', { kind: 'award', id: awardId });
  if (reviewId !== undefined && !movement.reviews.has(reviewId)) {
    yield* refuse('UNKNOWN_REFERENCE', { kind: 'review', id: reviewId, field: '/reviewId' });
  }
  yield* mustBeAnnounced(command);
  // Of so many years in a row no more can be named.
  if (years.length > consecutiveYears) yield* refuse('INVALID_INPUT', { field: '/years', why: 'YEARS' });
  yield* mustFollow(command, movement.launchedOn, data.occurredOn, 'MOVEMENT_LAUNCHED');
  return [{ type: 'MovementAwardConferred', data }];
}

/**
 * An act of the launcher, or of who goes on with its work, gives what it grants itself. What another grants goes the way of a commendation, or is recorded by the
 * council, or claimed.
 */
function* mustGrantItself(command: ConferMovementAward & Circumstances, { launchedBy, movementId }: Movement): Checks {
  const { data, mode, origin, type } = command;
  const grantor = data.grantor.kind === 'UNKNOWN' ? undefined : data.grantor;
  yield* mustSay(command, grantor, { kind: 'grantor', field: '/grantor' });
  const isOwn = isOfOneHouse(launchedBy, data.grantor) || speaksFor(command, data.grantor);
  if (mode.kind === 'CLAIM' || origin.role === 'council' || isOwn) return;
  yield* refuse('NOT_ENTITLED', { role: origin.role, command: type, movementId, who: 'COUNCIL', field: '/grantor' });
}

/** The same authority, or a body and an office of it: "Giấy khen của Giám đốc Sở" in a movement of the department. */
function isOfOneHouse(one: Party, other: Party): boolean {
  return isSameAuthority(one, other) || unitOf(one).some((unitId) => unitOf(other).includes(unitId));
}

/** How many of each kind, of whom no more are named; of all kinds at least one. */
function* mustBeAnnounced(command: ConferMovementAward & Circumstances): Checks {
  const { data } = command;
  const batches = Object.values(BATCHES).flatMap((part) => (data[part] === undefined ? [] : [{ part, ...data[part] }]));
  for (const { part, ...batch } of batches) {
    yield* mustSay(command, batch.count, { kind: 'recipients', field: `/${part}/count` });
    yield* mustBeTold(batch.named, `/${part}/named`);
    yield* mustHoldCount(batch);
  }
  if (batches.every(({ count }) => count === 0)) yield* mustHoldSomebody();
}

/** One more of those that were announced by count. Refuses by R32. */
export function* nameRecipient({ data }: NameMovementAwardRecipient, movement: Movement): Deciding<MovementEvent> {
  const { awardId, kind, recipient } = data;
  const award = movement.awards.get(awardId);
  if (award === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'award', id: awardId });
  const batch = announced(award, kind);
  yield* mustBeTold([recipient], '/recipient');
  yield* mustHoldCount({ ...batch, named: [...batch.named, recipient] });
  return [{ type: 'MovementAwardRecipientNamed', data }];
}

export function* reportRecognitions({ data }: ReportMovementRecognitions, movement: Movement): Deciding<MovementEvent> {
  const { summaryId: id } = data;
  if (movement.summaries.has(id)) yield* refuse('ALREADY_EXISTS', { kind: 'summary', id });
  return [{ type: 'MovementRecognitionsReported', data }];
}
