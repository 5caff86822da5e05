import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Gathered, OfType } from '../../kernel/event.js';
import { covers, meets, type Period } from '../../kernel/partial-date.js';
import { unitAmong } from '../../units/unit.standing.js';
import type { BlocStanding } from '../../blocs/bloc.standing.js';
import { STEPS, type Step } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { completedWithout } from '../pledge/pledge.completion.js';
import type { PledgeCompleted } from '../pledge/pledge.events.js';
import { gatheredOf } from '../gathered.js';
import { doneSteps, openSteps } from './steps.values.js';
import type {
  AdoptRulebook,
  CloseEmulationYear,
  ExemptUnit,
  OpenEmulationYear,
  RecordHeadOfYear,
  SkipStep,
  UpdateYearMembers,
  YearCommand,
} from './frame.commands.js';
import type { EmulationYearOpened, YearEvent, YearMembersUpdated } from './frame.events.js';
import type { YearMember } from './frame.values.js';
import { dayOf, evolveFrame, nameOf, type YearFrame } from './frame.fold.js';

/** Opens a year that does not exist yet, on copies of what the bloc and its units are by then. */
export function* decideOpening(
  { data, gathered }: OpenEmulationYear & Circumstances,
  year: EmulationYear | undefined,
): Deciding<EmulationYearOpened> {
  const bloc = yield* standingBloc(gathered, data.blocId);
  if (bloc === undefined) return [];
  const copy = yield* copyOfMembers(bloc, data.period, gathered);
  if (year !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'year', id: data.year });
  if (data.period.from > data.period.to) yield* refuse('INVALID_PERIOD', data.period);
  return [
    {
      type: 'EmulationYearOpened',
      data: {
        ...data,
        blocName: bloc.name,
        ...copy,
        leadership: leadershipFor(bloc, data.year) ?? { deputies: [] },
        ...(bloc.actingHead === undefined ? {} : { actingHead: bloc.actingHead }),
        blocRevision: bloc.revision,
      },
    },
  ];
}

/** The frame of an open year: who belongs to it, who leads it, by which rules, which steps it leaves out, its end. */
export function decideYear(
  command: Exclude<YearCommand, OpenEmulationYear> & Circumstances,
  year: EmulationYear,
): Deciding<YearEvent | PledgeCompleted> {
  switch (command.type) {
    case 'UpdateYearMembers':
      return updateMembers(command, year);
    case 'RecordHeadOfYear':
      return recordHead(command);
    case 'AdoptRulebook':
      return adoptRulebook(command, year);
    case 'ExemptUnit':
      return exemptUnit(command, year);
    case 'SkipStep':
      return skipStep(command, year);
    case 'CloseEmulationYear':
      return close(command, year);
  }
}

function* updateMembers(
  { data, gathered }: UpdateYearMembers & Circumstances,
  { frame, pledge }: EmulationYear,
): Deciding<YearEvent | PledgeCompleted> {
  const bloc = yield* standingBloc(gathered, data.blocId);
  if (bloc === undefined) return [];
  const copy = yield* copyOfMembers(bloc, frame.period, gathered);
  const updated: YearMembersUpdated = {
    type: 'YearMembersUpdated',
    data: { ...data, ...copy, blocRevision: bloc.revision },
  };
  return [updated, ...completedWithout(data, pledge, evolveFrame(frame, updated))];
}

function* recordHead({ data, gathered }: RecordHeadOfYear & Circumstances): Deciding<YearEvent> {
  const bloc = yield* standingBloc(gathered, data.blocId);
  if (bloc === undefined) return [];
  const leadership = leadershipFor(bloc, data.year);
  if (leadership === undefined) {
    return yield* refuse('UNKNOWN_REFERENCE', { kind: 'leadership', id: data.year });
  }
  return [{ type: 'HeadOfYearRecorded', data: { ...data, leadership, blocRevision: bloc.revision } }];
}

/** R45: again until the first self-score, for the score table may come months after the pledge (H15). */
function* adoptRulebook(
  { data, gathered }: AdoptRulebook & Circumstances,
  { scoring }: EmulationYear,
): Deciding<YearEvent> {
  const { rulebookId, version } = data;
  const published = gatheredOf(gathered, 'RulebookVersion').find(
    (one) => one.rulebookId === rulebookId && one.version === version,
  );
  if (published === undefined) {
    return yield* refuse('UNKNOWN_RULEBOOK', { rulebook: rulebookId, version });
  }
  if (Object.keys(scoring.sheets).length > 0) yield breach('RULEBOOK_LOCKED');
  return [{ type: 'RulebookAdopted', data: { ...data, content: published.content } }];
}

/** Decision 10: who was a member at any time of the year may need no score, unless it was agreed already (R15). */
function* exemptUnit({ data }: ExemptUnit, { frame, scoring }: EmulationYear): Deciding<YearEvent> {
  const { unitId } = data;
  const unit = { unit: nameOf(frame, unitId), unitId };
  if (Object.hasOwn(frame.exempt, unitId)) yield* refuse('ALREADY_EXISTS', { kind: 'exemption', id: unitId });
  if (!frame.members.some((member) => member.unitId === unitId)) {
    yield breach('NOT_A_MEMBER', { ...unit, bloc: frame.blocName.vi, date: dayOf(data) });
  }
  const agreed = Object.values(scoring.sheets).some((sheet) => sheet.unitId === unitId && sheet.status === 'AGREED');
  if (agreed) yield breach('SCORE_FROZEN', unit);
  return [{ type: 'UnitExempted', data }];
}

/** What is done cannot be left out. Skipped again, the last reason stands; done later, the step counts as done. */
function* skipStep({ data, gathered }: SkipStep & Circumstances, year: EmulationYear): Deciding<YearEvent> {
  const done = doneSteps(year.steps, handedOver(gathered));
  if (done.includes(data.step)) yield breach('INVALID_TRANSITION', { step: data.step });
  return [{ type: 'StepSkipped', data }];
}

function* close({ data, gathered }: CloseEmulationYear & Circumstances, year: EmulationYear): Deciding<YearEvent> {
  const done = doneSteps(year.steps, handedOver(gathered));
  const open = openSteps(year.steps, done);
  if (open.length > 0) yield breach('YEAR_INCOMPLETE', { steps: open });
  return [{ type: 'EmulationYearClosed', data: { ...data, done, skipped: skippedSteps(year.frame, done) } }];
}

/** The years for which the bloc has handed over the duty. */
function handedOver(gathered: readonly Gathered[]): readonly string[] {
  return Object.keys(gatheredOf(gathered, 'BlocStanding')[0]?.leadership ?? {});
}

function skippedSteps(
  { skipped }: YearFrame,
  done: readonly Step[],
): OfType<YearEvent, 'EmulationYearClosed'>['data']['skipped'] {
  return STEPS.flatMap((step) => {
    const reason = skipped[step];
    return reason === undefined || done.includes(step) ? [] : [{ step, reason }];
  });
}

function* standingBloc(gathered: readonly Gathered[], blocId: string): Checks<BlocStanding | undefined> {
  const bloc = gatheredOf(gathered, 'BlocStanding').find((standing) => standing.blocId === blocId);
  if (bloc === undefined) yield* refuse('UNKNOWN_BLOC', { bloc: blocId });
  return bloc;
}

type ClosedPeriod = Required<Period>;

/** Members whose membership meets the period, under their names, and how many there are at least. */
function* copyOfMembers(
  bloc: BlocStanding,
  period: ClosedPeriod,
  gathered: readonly Gathered[],
): Checks<Pick<EmulationYearOpened['data'], 'members' | 'declaredSize'>> {
  const members: YearMember[] = [];
  for (const { unitId, membership } of bloc.members.filter((member) => meets(member.membership, period))) {
    const unit = unitAmong(gathered, unitId);
    if (unit === undefined) yield* refuse('UNKNOWN_UNIT', { unit: unitId });
    else members.push({ unitId, kind: unit.kind, name: unit.name, membership });
  }
  // Counting members of a part of the period too would raise the base of every threshold after one of them has left.
  const throughout = members.filter(({ membership }) => spans(membership, period)).length;
  return { members, declaredSize: Math.max(bloc.declaredSize ?? 0, throughout) };
}

function spans(membership: Period, period: ClosedPeriod): boolean {
  return covers(membership, period.from) && covers(membership, period.to);
}

function leadershipFor({ leadership }: BlocStanding, year: string): BlocStanding['leadership'][string] | undefined {
  return Object.hasOwn(leadership, year) ? leadership[year] : undefined;
}
