import { breach, type Breach, type Circumstances } from '../kernel/decider.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { gatheredOf, standingOfUnit } from './gathered.js';
import { dayOf, nameOf, presiding, type YearFrame } from './year/year.fold.js';

type Sent = EmulationYearCommand & Circumstances;

/**
 * Whose act a command is: a unit's own (by its representative, or on paper through the secretary), the secretariat's
 * (Tổ giúp việc), the council's, or the head's, for whom the secretary acts (domain.md b.4).
 */
type Actor =
  | Readonly<{ kind: 'UNIT'; unitId: string | undefined }>
  | Readonly<{ kind: 'SECRETARIAT' }>
  | Readonly<{ kind: 'COUNCIL_OR_HEAD' }>
  | Readonly<{ kind: 'HEAD' }>;

export function actorOf(command: EmulationYearCommand): Actor {
  switch (command.type) {
    case 'SignPledge':
    case 'DeferPledgeSigning':
    case 'RegisterTitles':
    case 'SubmitSelfScore':
    case 'ReviseSelfScore':
    case 'ExplainScore':
    case 'CastVote':
    case 'SubmitWrittenOpinion':
    case 'WithdrawFromBallot':
    case 'RecordObjection':
      return { kind: 'UNIT', unitId: command.data.unitId };
    case 'NominateHead':
    case 'NominateDeputy':
      return command.data.by === undefined ? { kind: 'HEAD' } : { kind: 'UNIT', unitId: command.data.by };
    case 'AppraiseScore':
    case 'ReturnScore':
    case 'RecordDeduction':
    case 'RecordBonus':
    case 'AdoptScoreReport':
      return { kind: 'SECRETARIAT' };
    case 'DesignateHead':
    case 'DesignateDeputy':
      return { kind: 'COUNCIL_OR_HEAD' };
    default:
      return { kind: 'HEAD' };
  }
}

/** Units that must still exist on the day of the command: who acts, and who is to lead (R40). */
export function unitsActing(command: EmulationYearCommand): readonly string[] {
  const actor = actorOf(command);
  const acting = actor.kind === 'UNIT' && actor.unitId !== undefined ? [actor.unitId] : [];
  switch (command.type) {
    case 'NominateHead':
    case 'NominateDeputy':
    case 'ElectHead':
    case 'ElectDeputy':
    case 'DesignateHead':
    case 'DesignateDeputy':
      return [...new Set([...acting, command.data.unitId])];
    default:
      return acting;
  }
}

/** Whether the caller may act for whom the command speaks. Claims are the secretary's and the council's to enter. */
export function* entitled(command: Sent, frame: YearFrame | undefined): Generator<Breach, void, void> {
  const { origin, mode, data, type } = command;
  const notEntitled = breach('NOT_ENTITLED', { role: origin.role, command: type });
  if (origin.blocId !== undefined && origin.blocId !== data.blocId) yield notEntitled;
  if (mode.kind === 'CLAIM') {
    if (origin.role !== 'secretary' && origin.role !== 'council') yield notEntitled;
    return;
  }
  const actor = actorOf(command);
  switch (actor.kind) {
    case 'UNIT':
      return yield* actsForUnit(command, actor.unitId ?? '', frame);
    case 'SECRETARIAT':
      if (origin.role !== 'appraiser') yield notEntitled;
      return;
    case 'COUNCIL_OR_HEAD':
      if (origin.role !== 'council' && !actsForHead(command, frame)) yield notEntitled;
      return;
    case 'HEAD':
      if (!actsForHead(command, frame)) yield notEntitled;
      return;
  }
}

/** The own hand, or a paper that the secretary records for the unit, unless the rulebook wants the own hand. */
function* actsForUnit(
  { origin, type }: Sent,
  unitId: string,
  frame: YearFrame | undefined,
): Generator<Breach, void, void> {
  if (origin.role === 'representative' && origin.unitId === unitId) return;
  if (origin.role !== 'secretary' || origin.onBehalfOf?.unitId !== unitId) {
    yield breach('NOT_ENTITLED', { role: origin.role, command: type, unit: unitId });
  }
  if (frame?.rulebook?.content.ownHandRequired === true) {
    yield breach('OWN_HAND_REQUIRED', { unit: nameOf(frame, unitId), unitId });
  }
}

/** The bloc's secretary acts for the head, and so does a representative of the unit that presides. */
function actsForHead({ origin, gathered }: Sent, frame: YearFrame | undefined): boolean {
  if (origin.role === 'secretary') return true;
  const head = frame === undefined ? gatheredOf(gathered, 'BlocStanding')[0]?.actingHead : presiding(frame);
  return origin.role === 'representative' && origin.unitId !== undefined && origin.unitId === head;
}

/** R40: who acts exists, and has not been merged or dissolved by that day; the successor is named. */
export function* active(command: Sent, frame: YearFrame | undefined): Generator<Breach, void, void> {
  const day = dayOf(command.data);
  for (const unitId of unitsActing(command)) {
    const standing = standingOfUnit(command.gathered, unitId);
    const unit = frame === undefined ? unitId : nameOf(frame, unitId);
    if (standing === undefined) yield breach('UNKNOWN_UNIT', { unit: unitId });
    else if (standing.endedOn !== undefined && standing.endedOn <= day) {
      const { endedOn, successor = '–' } = standing;
      yield breach('UNIT_NOT_ACTIVE', { unit, unitId, date: endedOn, successor });
    }
  }
}
