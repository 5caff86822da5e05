import { BLOC_STANDING } from '../blocs/bloc.standing.js';
import { breach, refuse, type Checks, type Circumstances } from '../kernel/decider.js';
import type { WhoMay } from '../kernel/entitlement-words.js';
import type { Facts } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import { mustBeActive, mustBeKnown } from '../units/unit.standing.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { yearDecisions } from './emulation-year.decisions.js';
import { memberNamed, type YearFrame } from './frame/frame.fold.js';
import { presiding } from './frame/frame.values.js';
import { notAMember } from './frame/membership.js';

type Sent = EmulationYearCommand & Circumstances;

/** The unit whose own act this is. The unit that nominates is named in `by`; without one the head proposes. */
function actingUnit({ type, data }: EmulationYearCommand): string | undefined {
  if (yearDecisions[type].actor !== 'UNIT') return undefined;
  if (type === 'NominateHead' || type === 'NominateDeputy') return data.by;
  return 'unitId' in data ? data.unitId : undefined;
}

/** Units that must still exist on the day of the command: who acts, and who is to lead (R40). */
export function unitsActing(command: EmulationYearCommand): readonly string[] {
  const units = [actingUnit(command), 'forYear' in command.data ? command.data.unitId : undefined];
  return [...new Set(units)].filter((unitId) => unitId !== undefined);
}

/** Whether the caller may act for whom the command speaks. */
export function* mustBeEntitled(command: Sent, frame: YearFrame | undefined): Checks {
  const { origin, type, data } = command;
  const foreign = !inOwnBloc(origin, data.blocId);
  if (foreign || !speaksFor(command, frame)) {
    const denied = foreign ? ofOtherBloc(origin) : deniedTo(command);
    const facts = { role: origin.role, command: type, blocId: data.blocId };
    yield* refuse('NOT_ENTITLED', { ...facts, ...denied, ...whoMay(command) });
  }
  yield* mustUseOwnHand(command, frame);
}

/** What of the caller does not fit, by the token and the request alone: a stranger learns nothing of the record. */
function deniedTo(command: Sent): Facts {
  const { origin, mode } = command;
  const unit = actingUnit(command);
  if (mode.kind === 'CLAIM') return {};
  if (origin.role === 'secretary' && unit !== undefined) return { denied: 'NO_PAPER' };
  if (origin.role !== 'representative' || origin.unitId === undefined) return {};
  const own = origin.unitId;
  return { denied: unit === undefined ? 'NOT_PRESIDING' : 'OTHER_UNIT', own };
}

/** Whose act it is, by the command alone, and which unit's. A nomination that names no unit is the head's. */
function whoMay(command: Sent): Facts {
  if (command.mode.kind === 'CLAIM') return { who: 'CLAIM' satisfies WhoMay };
  const unitId = actingUnit(command);
  if (unitId !== undefined) return { who: 'UNIT' satisfies WhoMay, unitId };
  const { actor } = yearDecisions[command.type];
  return { who: (actor === 'UNIT' ? 'HEAD' : actor) satisfies WhoMay };
}

function ofOtherBloc({ blocId }: Circumstances['origin']): Facts {
  return blocId === undefined ? {} : { denied: 'OTHER_BLOC', own: blocId };
}

/** Secretary and secretariat are of one bloc; the others are bound by their unit or by none. */
function inOwnBloc({ role, blocId }: Circumstances['origin'], of: string): boolean {
  return blocId === of || (blocId === undefined && role !== 'secretary' && role !== 'appraiser');
}

function speaksFor(command: Sent, frame: YearFrame | undefined): boolean {
  const { origin, mode } = command;
  // The secretary and the council enter claims, no matter whose act it was.
  if (mode.kind === 'CLAIM') return origin.role === 'secretary' || origin.role === 'council';
  const unit = actingUnit(command);
  if (unit !== undefined) return actsForUnit(command, unit);
  const { actor } = yearDecisions[command.type];
  // Of a person without a unit it could not be told which score is its own (R14).
  if (actor === 'SECRETARIAT') return origin.role === 'appraiser' && origin.unitId !== undefined;
  return (actor === 'COUNCIL_OR_HEAD' && origin.role === 'council') || actsForHead(command, frame);
}

/** The own hand, or a paper or a raised hand that the secretary records for the unit. */
function actsForUnit({ origin }: Sent, unitId: string): boolean {
  if (origin.role === 'representative') return origin.unitId === unitId;
  return origin.role === 'secretary' && origin.onBehalfOf?.unitId === unitId;
}

/** The bloc's secretary acts for the head, and so does a representative of the unit that presides. */
function actsForHead({ origin, gathered }: Sent, frame: YearFrame | undefined): boolean {
  if (origin.role === 'secretary') return true;
  const head = frame === undefined ? gatheredOf(gathered, BLOC_STANDING)[0]?.actingHead : presiding(frame);
  return origin.role === 'representative' && origin.unitId !== undefined && origin.unitId === head;
}

/** A rulebook may want the unit's own hand: then nothing is recorded on its behalf. */
function* mustUseOwnHand({ origin, mode }: Circumstances, frame: YearFrame | undefined): Checks {
  const unitId = origin.onBehalfOf?.unitId;
  if (mode.kind === 'CLAIM' || unitId === undefined || frame === undefined) return;
  if (frame.rulebook?.content.ownHandRequired)
    yield breach('OWN_HAND_REQUIRED', { unit: memberNamed(frame, unitId), unitId });
}

/**
 * R01, before anything of the year is looked up: a unit that never was of this year is told the same whatever it names, and
 * so learns of no ballot, assent or card.
 */
export function* mustBeOfTheYear(command: Sent, frame: YearFrame): Checks {
  const { mode, gathered, data } = command;
  const unitId = actingUnit(command);
  if (mode.kind === 'CLAIM' || unitId === undefined) return;
  if (frame.members.every((member) => member.unitId !== unitId)) {
    yield notAMember(frame, unitId, data.occurredOn, gathered);
  }
}

/** R40: who acts exists on that day. */
export function* mustAllBeActive(command: Sent): Checks {
  for (const unitId of unitsActing(command)) {
    yield* mustBeActive(yield* mustBeKnown(command.gathered, unitId), command.data.occurredOn, command.gathered);
  }
}
