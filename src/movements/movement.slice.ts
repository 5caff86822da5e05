import { blocCited } from '../blocs/bloc.standing.js';
import { standingIn, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import type { Histories } from '../kernel/decider.js';
import type { Gathered, Mode } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { unitStanding } from '../units/unit.standing.js';
import type { MovementCommand } from './movement.commands.js';
import { movementDecider, movementDecisions } from './movement.decider.js';
import { movementStream, type MovementEvent } from './movement.events.js';
import { MOVEMENT_EVENTS, type Movement } from './movement.fold.js';
import { blocsActing, movementsNamed, unitsNamed } from './movement.parties.js';
import { MOVEMENT_CITED, movementCited } from './movement.standing.js';

/** A decision about a movement depends on the units and blocs that the command names, and on the movements beside it. */
export const movementSlice: Slice<MovementCommand, Histories<Movement | undefined>, MovementEvent> = {
  decisions: movementDecisions,
  events: MOVEMENT_EVENTS,
  decider: movementDecider,
  streamOf: ({ data }) => movementStream(data.movementId),
  gather,
};

function* gather(command: MovementCommand, { mode }: Pick<Requested, 'mode'>): Gathering<readonly Gathered[]> {
  const { active, known } = unitsNamed(command);
  const day = lastDayOf(command.data.occurredOn);
  const found: (Gathered | undefined)[] = [];
  for (const unitId of new Set([...active, ...known])) found.push(yield* standingIn(unitStanding(unitId), mode, day));
  for (const blocId of blocsActing(command)) found.push(yield* standingIn(blocCited(blocId), mode, day));
  found.push(...(yield* movementsCited(command, mode, day)));
  return found.filter((fact) => fact !== undefined);
}

/** The movements that the command names, and where it says what goes on from what, those that go on from them, to the last. */
function* movementsCited(command: MovementCommand, mode: Mode, day: LocalDate): Gathering<readonly Gathered[]> {
  const named = new Set(movementsNamed(command));
  const found: Gathered[] = [];
  // A set is walked to its end, also to what is added on the way.
  for (const movementId of named) {
    const cited = yield* standingIn(movementCited(movementId), mode, day);
    if (cited === undefined) continue;
    found.push(cited);
    const [movement] = gatheredOf([cited], MOVEMENT_CITED);
    const next = command.type === 'LaunchMovement' ? movement?.predecessors : movement?.successors;
    for (const other of next ?? []) named.add(other);
  }
  return found;
}
