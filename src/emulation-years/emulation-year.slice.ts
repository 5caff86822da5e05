import { BLOC_STANDING, blocReading, standingOfBloc } from '../blocs/bloc.standing.js';
import { folded, gatheredFrom, standingIn, type Gathering } from '../deciding/gathering.js';
import type { Ahead, NextRequest } from '../deciding/next.js';
import type { Requested } from '../deciding/request.js';
import type { Slice } from '../deciding/slice.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered, Mode } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import { RULEBOOK_VERSION, rulebookReading, versionOf } from '../rulebooks/rulebook.standing.js';
import { nextAfter, unitAmong, unitStanding } from '../units/unit.standing.js';
import { unitsActing } from './acting.js';
import type { AdoptRulebook } from './course/course.commands.js';
import { handedOver } from './course/closing.decider.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { emulationYearDecider } from './emulation-year.decider.js';
import { yearDecisions } from './emulation-year.decisions.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import { YEAR_EVENTS, yearHistories, type EmulationYear } from './emulation-year.fold.js';
import { emulationYearStream } from './frame/frame.events.js';
import { dayOf } from './frame/frame.fold.js';
import { deedOf, type NextInYear, nextInYear } from './next.js';
import { candidatesIn } from './next-candidates.js';

/** A decision about a year rests on the units that act, on the bloc it copies, or on the rulebook it adopts. */
export const emulationYearSlice: Slice<
  EmulationYearCommand,
  Histories<EmulationYear | undefined>,
  EmulationYearEvent
> = {
  decisions: yearDecisions,
  events: YEAR_EVENTS,
  decider: emulationYearDecider,
  streamOf: ({ data }) => emulationYearStream(data.blocId, data.year),
  gather,
  next,
};

/** What takes a copy of the bloc as it stands, or asks which steps are done: the hand-over is on the bloc's stream. */
const RESTS_ON_BLOC: ReadonlySet<EmulationYearCommand['type']> = new Set([
  'OpenEmulationYear',
  'UpdateYearMembers',
  'RecordHeadOfYear',
  'SkipStep',
  'CloseEmulationYear',
]);

function gather(command: EmulationYearCommand, { mode }: Pick<Requested, 'mode'>): Gathering<readonly Gathered[]> {
  const day = dayOf(command.data);
  if (RESTS_ON_BLOC.has(command.type)) return gatherBloc(command, day, mode);
  if (command.type === 'AdoptRulebook') return gatherRulebook(command, mode);
  return gatherActing([...new Set([...unitsActing(command), ...unitsCounting(command)])], day, mode);
}

/** Units that tellers are of, who need not be of members. */
function unitsCounting({ type, data }: EmulationYearCommand): readonly string[] {
  return type === 'AppointTellers' ? data.tellers.flatMap(({ unitId }) => unitId ?? []) : [];
}

/** What could come next in the year as acts have left it; where claims alone know of the year, as they know it. */
function* next({ record, origin }: NextRequest): Gathering<Ahead | undefined> {
  const { data } = record as EmulationYearCommand;
  const { state } = yield* folded(emulationYearStream(data.blocId, data.year), yearHistories);
  const year = state.acts ?? state.known;
  if (year === undefined) return undefined;
  const bloc = yield* gatherBloc({ type: 'CloseEmulationYear', data }, dayOf(data), { kind: 'ACT' });
  const passedOn = handedOver(bloc);
  const candidates = [...candidatesIn(year, data, passedOn)];
  return {
    candidates: candidates.map(({ command }) => command),
    told: (considered): NextInYear =>
      nextInYear(
        year,
        candidates.flatMap((candidate, nth) => {
          const one = considered[nth];
          return one === undefined ? [] : deedOf(candidate, one, origin);
        }),
        passedOn,
      ),
  };
}

/** The bloc as it stands that day, and each unit that ever was a member of it, under the names that the year may take. */
function* gatherBloc(command: EmulationYearCommand, day: LocalDate, mode: Mode): Gathering<readonly Gathered[]> {
  const dayOfNames = yield* lastDayOfNames(command, day, mode);
  const { stream, fold } = blocReading(command.data.blocId);
  const seen = yield* folded(stream, fold);
  const bloc = comparedWith(seen.state, mode);
  if (bloc === undefined) return [];
  const standing = gatheredFrom(stream, seen, BLOC_STANDING, standingOfBloc(bloc, day, dayOfNames));
  const units = yield* gatherUnits([...bloc.members.keys()], dayOfNames, mode);
  return [...(standing === undefined ? [] : [standing]), ...units];
}

/** D37: a renaming after the period does not rewrite the names of the year, whenever they are taken. */
function* lastDayOfNames(command: EmulationYearCommand, day: LocalDate, mode: Mode): Gathering<LocalDate> {
  let period = command.type === 'OpenEmulationYear' ? command.data.period : undefined;
  if (command.type === 'UpdateYearMembers') {
    const seen = yield* folded(emulationYearStream(command.data.blocId, command.data.year), yearHistories);
    period = comparedWith(seen.state, mode)?.frame.period;
  }
  return period !== undefined && period.to < day ? period.to : day;
}

function* gatherUnits(unitIds: readonly string[], day: LocalDate, mode: Mode): Gathering<readonly Gathered[]> {
  const found: Gathered[] = [];
  for (const unitId of unitIds) {
    const standing = yield* standingIn(unitStanding(unitId), mode, day);
    if (standing !== undefined) found.push(standing);
  }
  return found;
}

/** Those units and, of one that acts no longer, who goes on with its work: a refusal names it (R40). */
function* gatherActing(unitIds: readonly string[], day: LocalDate, mode: Mode): Gathering<readonly Gathered[]> {
  const found = yield* gatherUnits(unitIds, day, mode);
  const heirs = unitIds.flatMap((unitId) => nextAfter(unitAmong(found, unitId) ?? {}));
  return [
    ...found,
    ...(yield* gatherUnits(
      heirs.filter((heir) => !unitIds.includes(heir)),
      day,
      mode,
    )),
  ];
}

function* gatherRulebook({ data: { rulebookId, version } }: AdoptRulebook, mode: Mode): Gathering<readonly Gathered[]> {
  const { stream, fold } = rulebookReading(rulebookId);
  const seen = yield* folded(stream, fold);
  const content = versionOf(seen.state, version, mode);
  if (content === undefined) return [];
  const published = gatheredFrom(stream, seen, RULEBOOK_VERSION, { rulebookId, version, content });
  return published === undefined ? [] : [published];
}
