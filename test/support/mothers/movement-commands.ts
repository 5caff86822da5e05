import type { Gathered } from '../../../src/kernel/event.js';
import type { MovementCommand } from '../../../src/movements/movement.commands.js';
import { movementDecider } from '../../../src/movements/movement.decider.js';
import type { MovementEvent } from '../../../src/movements/movement.events.js';
import { scenarios } from '../given.js';
import { inMovement, NEXT_EXEMPLARS, THAI_NGUYEN } from './movements.js';
import { council, gathered } from './origins.js';
import { standingOf } from './units.js';

export const BLOC = 'cum-7-tinh';

/** The bloc as a movement gathers it. */
export function blocStanding(dissolvedOn?: string): Gathered {
  const bloc = { blocId: BLOC, name: { vi: 'Cụm thi đua 7 tỉnh' }, successors: [] };
  return gathered('BlocCited', `bloc-${BLOC}`, { ...bloc, ...(dissolvedOn === undefined ? {} : { dissolvedOn }) });
}

/** Another movement, and what goes on from it, or it from what. */
export function cited(
  movementId: string,
  { successors = [], predecessors = [] }: Readonly<Record<string, readonly string[]>> = {},
): Gathered {
  return gathered('MovementCited', `movement-${movementId}`, { movementId, successors, predecessors });
}

export const standings = [
  standingOf(THAI_NGUYEN, 'Sở Giao thông vận tải Thái Nguyên'),
  blocStanding(),
  cited(NEXT_EXEMPLARS),
];
export const given = scenarios(movementDecider, { origin: council, gathered: standings });

const COMMAND_OF = {
  MovementLaunched: 'LaunchMovement',
  MovementPeriodStated: 'StateMovementPeriod',
  DocumentLinked: 'LinkDocument',
  MovementJoined: 'JoinMovement',
  MovementReviewed: 'ReviewMovement',
  MovementClosed: 'CloseMovement',
  MovementSuccessorNamed: 'NameMovementSuccessor',
  MovementAwardConferred: 'ConferMovementAward',
  MovementAwardRecipientNamed: 'NameMovementAwardRecipient',
  MovementRecognitionsReported: 'ReportMovementRecognitions',
} as const satisfies Record<MovementEvent['type'], MovementCommand['type']>;

/** The command that asks for this event. */
export function asking({ type, data }: MovementEvent): MovementCommand {
  return { type: COMMAND_OF[type], data } as MovementCommand;
}

/** The bloc takes part. */
export function joined(date = '2016-01-05'): MovementEvent {
  return { type: 'MovementJoined', data: { ...inMovement(date), participant: { kind: 'BLOC', blocId: BLOC } } };
}
