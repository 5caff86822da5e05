import { blocCited, blocReading, wasEverMember } from '../blocs/bloc.standing.js';
import { folded, gatheredFrom, standingsOnwards, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered, Mode, Origin } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { MEMBER_OF_BLOC, nextAfter, unitAmong, unitStanding } from '../units/unit.standing.js';
import type { MovementCommand } from './movement.commands.js';
import { movementDecider, movementDecisions } from './movement.decider.js';
import { movementStream, type MovementEvent } from './movement.events.js';
import { MOVEMENT_EVENTS, movementHistories, type Movement } from './movement.fold.js';
import { blocsActing, movementsNamed, partiesActing, unitOf, unitsNamed } from './movement.parties.js';
import { besides, movementCited } from './movement.standing.js';

/** A decision about a movement depends on the units and blocs that the command names, and on the movements beside it. */
export const movementSlice: Slice<MovementCommand, Histories<Movement | undefined>, MovementEvent> = {
  decisions: movementDecisions,
  events: MOVEMENT_EVENTS,
  decider: movementDecider,
  streamOf: ({ data }) => movementStream(data.movementId),
  gather,
};

function* gather(
  command: MovementCommand,
  { mode, origin }: Pick<Requested, 'mode' | 'origin'>,
): Gathering<readonly Gathered[]> {
  const at = { mode, day: lastDayOf(command.data.occurredOn) };
  const { state } = yield* folded(movementStream(command.data.movementId), movementHistories);
  const movement = comparedWith(state, mode);
  const acting = [...partiesActing(command).flatMap(unitOf), ...unitOf(movement?.launchedBy)];
  const spoken = yield* spokenFor(acting, origin, at);
  const { active, known } = unitsNamed(command);
  const named = [...active, ...known].filter((unitId) => unitAmong(spoken, unitId) === undefined);
  const units = yield* standingsOnwards(named, unitStanding, () => [], at);
  const members = mode.kind === 'CLAIM' ? yield* memberships(acting, origin) : [];
  const found: Gathered[] = [...spoken, ...units, ...members];
  found.push(...(yield* standingsOnwards(blocsActing(command), blocCited, () => [], at)));
  found.push(...(yield* standingsOnwards(movementsBeside(command, movement), movementCited, besides, at)));
  return found;
}

/** For a representative the own unit, the units that act and who goes on with their work, to the last. */
function* spokenFor(
  acting: readonly string[],
  { role, unitId }: Origin,
  at: Readonly<{ mode: Mode; day: LocalDate }>,
): Gathering<readonly Gathered[]> {
  if (role !== 'representative' || unitId === undefined) return [];
  return yield* standingsOnwards([unitId, ...acting], unitStanding, nextAfter, at);
}

/** The movements that the command names, and where it says what goes on from what, those beside the own. */
function movementsBeside(command: MovementCommand, movement: Movement | undefined): readonly string[] {
  const named = movementsNamed(command);
  return named.length === 0 || movement === undefined ? named : [...named, ...besides(movement)];
}

/** The memberships in the secretary's own bloc, by acts only: a secretary must not gain rights by their own claim. */
function* memberships(unitIds: readonly string[], { role, blocId }: Origin): Gathering<readonly Gathered[]> {
  if (role !== 'secretary' || blocId === undefined) return [];
  const { stream, fold } = blocReading(blocId);
  const seen = yield* folded(stream, fold);
  const bloc = seen.state.acts;
  if (bloc === undefined) return [];
  return [...new Set(unitIds)].flatMap((unitId) =>
    wasEverMember(bloc, unitId) ? (gatheredFrom(stream, seen, MEMBER_OF_BLOC, { blocId, unitId }) ?? []) : [],
  );
}
