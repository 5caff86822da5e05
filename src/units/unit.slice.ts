import { blocReading, wasEverMember } from '../blocs/bloc.standing.js';
import { folded, gatheredFrom, standingsOnwards, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import type { Histories } from '../kernel/decider.js';
import type { Gathered, Mode, Origin } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import type { UnitCommand } from './unit.commands.js';
import { unitDecider, unitDecisions, unitsCited } from './unit.decider.js';
import { unitStream, type UnitEvent } from './unit.events.js';
import { UNIT_EVENTS, type Unit } from './unit.fold.js';
import { MEMBER_OF_BLOC, nextAfter, unitStanding } from './unit.standing.js';

/** A decision about a unit depends on the units that the command cites and on the bloc of the calling secretary. */
export const unitSlice: Slice<UnitCommand, Histories<Unit | undefined>, UnitEvent> = {
  decisions: unitDecisions,
  events: UNIT_EVENTS,
  decider: unitDecider,
  streamOf: ({ data }) => unitStream(data.unitId),
  gather,
};

function* gather(
  command: UnitCommand,
  { mode, origin }: Pick<Requested, 'mode' | 'origin'>,
): Gathering<readonly Gathered[]> {
  const day = lastDayOf(command.data.occurredOn);
  const found = [...(yield* cited(command, mode, day)), yield* membership(command, origin)];
  return found.filter((fact) => fact !== undefined);
}

/** The units that the command cites and, where it ends one, who goes on with their work, to the last. */
function* cited(command: UnitCommand, mode: Mode, day: LocalDate): Gathering<readonly Gathered[]> {
  const next = command.type === 'RegisterUnit' ? () => [] : nextAfter;
  return yield* standingsOnwards(unitsCited(command), unitStanding, next, { mode, day });
}

/** The membership in the secretary's own bloc, by acts only: a secretary must not gain rights by their own claim. */
function* membership({ data: { unitId } }: UnitCommand, { role, blocId }: Origin): Gathering<Gathered | undefined> {
  if (role !== 'secretary' || blocId === undefined) return undefined;
  const { stream, fold } = blocReading(blocId);
  const seen = yield* folded(stream, fold);
  const bloc = seen.state.acts;
  if (bloc === undefined || !wasEverMember(bloc, unitId)) return undefined;
  return gatheredFrom(stream, seen, MEMBER_OF_BLOC, { blocId, unitId });
}
