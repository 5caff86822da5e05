import { folded, gatheredFrom, standingIn, type Gathering } from '../deciding/gathering.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { headChosenOn, leadersDecided, yearReading } from '../emulation-years/emulation-year.standing.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import type { Gathered, Mode } from '../kernel/event.js';
import { gatheredOf } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { nextAfter, unitAmong, unitStanding } from '../units/unit.standing.js';
import type { BlocCommand, HandOverFlag } from './bloc.commands.js';
import { blocDecider, blocDecisions, blocsNamed, unitsNamed } from './bloc.decider.js';
import { blocStream, type BlocEvent } from './bloc.events.js';
import { BLOC_EVENTS, dutyInHand, type Bloc } from './bloc.fold.js';
import { LEADERSHIP_DECIDED } from './bloc.gathered.js';
import { BLOC_CITED, blocCited, blocReading, MEMBERS_OF_BLOC, membersOfBloc } from './bloc.standing.js';

/** A decision about a bloc depends on the units that the command names and on the leadership that a year decided. */
export const blocSlice: Slice<BlocCommand, Histories<Bloc | undefined>, BlocEvent> = {
  decisions: blocDecisions,
  events: BLOC_EVENTS,
  decider: blocDecider,
  streamOf: ({ data }) => blocStream(data.blocId),
  gather,
};

function* gather(command: BlocCommand, { mode }: Pick<Requested, 'mode'>): Gathering<readonly Gathered[]> {
  const { active, known } = unitsNamed(command);
  const found: (Gathered | undefined)[] = [];
  const day = lastDayOf(command.data.occurredOn);
  const units = yield* unitsStanding(new Set([...active, ...known]), mode, day);
  // Who goes on with the work of one that acts no longer: a refusal names it (R40).
  const heirs = new Set(active.flatMap((unitId) => nextAfter(unitAmong(units, unitId) ?? {})));
  for (const unitId of [...active, ...known]) heirs.delete(unitId);
  found.push(...units, ...(yield* unitsStanding(heirs, mode, day)));
  if (command.type === 'AdmitMembersOf') found.push(...(yield* membersOf(command.data.from, mode, day)));
  found.push(...(yield* blocsCited(command, mode, day)));
  found.push(yield* decided(command, mode));
  return found.filter((fact) => fact !== undefined);
}

function* unitsStanding(unitIds: Iterable<string>, mode: Mode, day: LocalDate): Gathering<readonly Gathered[]> {
  const found: (Gathered | undefined)[] = [];
  for (const unitId of unitIds) found.push(yield* standingIn(unitStanding(unitId), mode, day));
  return found.filter((fact) => fact !== undefined);
}

/** The members of another bloc on that day, each with who goes on with its work, to the last. */
function* membersOf(blocId: string, mode: Mode, day: LocalDate): Gathering<readonly Gathered[]> {
  const members = yield* standingIn(membersOfBloc(blocId), mode, day);
  if (members === undefined) return [];
  const found = [members];
  const unitIds = new Set(gatheredOf(found, MEMBERS_OF_BLOC).flatMap((other) => other.members));
  // A set is walked to its end, also to what is added on the way.
  for (const unitId of unitIds) {
    const unit = yield* standingIn(unitStanding(unitId), mode, day);
    if (unit === undefined) continue;
    found.push(unit);
    for (const successor of nextAfter(unitAmong([unit], unitId) ?? {})) unitIds.add(successor);
  }
  return found;
}

/** The blocs that the command names and, where it dissolves one, who goes on with their work, to the last. */
function* blocsCited(command: BlocCommand, mode: Mode, day: LocalDate): Gathering<readonly Gathered[]> {
  const named = new Set(blocsNamed(command));
  const found: Gathered[] = [];
  // A set is walked to its end, also to what is added on the way.
  for (const blocId of named) {
    const cited = yield* standingIn(blocCited(blocId), mode, day);
    if (cited === undefined) continue;
    found.push(cited);
    if (command.type !== 'DissolveBloc') continue;
    for (const { successors } of gatheredOf([cited], BLOC_CITED)) for (const next of successors) named.add(next);
  }
  return found;
}

/** The leadership that the cited year has decided by now. */
function* decided(command: BlocCommand, mode: Mode): Gathering<Gathered | undefined> {
  if (command.type !== 'HandOverDuty' && command.type !== 'HandOverFlag') return undefined;
  const { blocId, forYear } = command.data;
  const decidedIn = command.type === 'HandOverDuty' ? command.data.decidedIn : yield* yearInHand(command, mode);
  if (decidedIn === undefined || forYear === undefined) return undefined;
  const { stream, fold } = yearReading(blocId, decidedIn);
  const seen = yield* folded(stream, fold);
  const year = comparedWith(seen.state, mode);
  if (year === undefined) return undefined;
  const { head, deputies } = leadersDecided(year, forYear);
  const chosenOn = headChosenOn(year, forYear);
  return gatheredFrom(stream, seen, LEADERSHIP_DECIDED, {
    decidedIn,
    forYear,
    deputies,
    ...defined({ head, chosenOn }),
  });
}

/** A hand-over of the flag cites no year: its conference closes the year of the acting head and elects the next head. */
function* yearInHand({ data }: HandOverFlag, mode: Mode): Gathering<string | undefined> {
  const { stream, fold } = blocReading(data.blocId);
  const { state } = yield* folded(stream, fold);
  const bloc = comparedWith(state, mode);
  return bloc === undefined ? undefined : dutyInHand(bloc, lastDayOf(data.occurredOn))?.forYear;
}
