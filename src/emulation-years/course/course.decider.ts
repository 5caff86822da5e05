import { BLOC_STANDING, type BlocStanding, mustNotBeDissolved } from '../../blocs/bloc.standing.js';
import { breach, mustSayWhy, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { Gathered } from '../../kernel/event.js';
import { gatheredOf } from '../../kernel/gathered.js';
import { mustFollow } from '../../kernel/happened.js';
import { firstDayOf, meets, onDay, type Period } from '../../kernel/partial-date.js';
import { scopeKey } from '../../kernel/scope.js';
import type { Step } from '../../rulebooks/rulebook.values.js';
import { RULEBOOK_VERSION, unadoptable } from '../../rulebooks/rulebook.standing.js';
import { mustBeKnown } from '../../units/unit.standing.js';
import type { EmulationYearOpened, YearEvent, YearMembersUpdated } from '../frame/frame.events.js';
import { dayOf, type YearFrame, type FramedYear, memberNamed } from '../frame/frame.fold.js';
import { exemptionFrom, type InYear, type YearMember } from '../frame/frame.values.js';
import { notAMember, unitFacts } from '../frame/membership.js';
import { doneSteps } from '../frame/steps.values.js';
import { completedWithout } from '../pledge/pledge.completion.js';
import type { PledgeCompleted } from '../pledge/pledge.events.js';
import type { ConferralYear } from '../conferral/conferral.fold.js';
import type { ScoringYear } from '../scoring/scoring.fold.js';
import { mustKnowScope } from '../scoring/sheet-checks.js';
import type { VotingState } from '../voting/voting.fold.js';
import type { BallotPurpose } from '../voting/voting.values.js';
import { close, handedOver } from './closing.decider.js';
import type {
  AdoptRulebook,
  ExemptUnit,
  OpenEmulationYear,
  RecordHeadOfYear,
  SkipStep,
  UpdateYearMembers,
  YearCommand,
} from './course.commands.js';

/** Opens a year that does not exist yet, on copies of what the bloc and its units are by then. */
function* open(
  command: OpenEmulationYear & Circumstances,
  year: FramedYear | undefined,
): Deciding<EmulationYearOpened> {
  const { data, gathered } = command;
  const bloc = yield* mustKnowBloc(gathered, data.blocId);
  const copy = yield* copyOfMembers(bloc, data.period, gathered);
  if (year !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'year', id: data.year, name: data.year });
  const { from, to } = data.period;
  if (from > to) yield* refuse('INVALID_PERIOD', data.period);
  const opened = firstDayOf(data.occurredOn);
  yield* mustNotBeDissolved(bloc, opened > from ? opened : from);
  const established = bloc.establishedOn && onDay(bloc.establishedOn);
  for (const day of [data.occurredOn, onDay(to)]) yield* mustFollow(command, established, day, 'BLOC_EXISTS');
  return [
    {
      type: 'EmulationYearOpened',
      data: {
        ...data,
        blocName: bloc.name,
        ...copy,
        leadership: leadershipFor(bloc, data.year) ?? { deputies: [] },
        ...defined({ actingHead: bloc.actingHead }),
        blocRevision: bloc.revision,
      },
    },
  ];
}

/** The course of a year: its opening and members, its head and rules, which steps it leaves out, its end. */
export const courseDecisions: Decisions<OpenEmulationYear, FramedYear | undefined, EmulationYearOpened> &
  Decisions<Exclude<YearCommand, OpenEmulationYear>, ConferralYear, YearEvent | PledgeCompleted> = {
  OpenEmulationYear: { actor: 'HEAD', decide: open },
  UpdateYearMembers: { actor: 'HEAD', decide: updateMembers },
  RecordHeadOfYear: { actor: 'HEAD', decide: recordHead },
  AdoptRulebook: { actor: 'HEAD', decide: adoptRulebook },
  ExemptUnit: { actor: 'HEAD', decide: exemptUnit },
  SkipStep: { actor: 'HEAD', decide: skipStep },
  CloseEmulationYear: { actor: 'HEAD', decide: close },
};

function* updateMembers(
  { data, gathered }: UpdateYearMembers & Circumstances,
  { frame, pledge }: ScoringYear,
): Deciding<YearEvent | PledgeCompleted> {
  const bloc = yield* mustKnowBloc(gathered, data.blocId);
  const copy = withNamesOf(frame, data, {
    blocName: bloc.name,
    ...(yield* copyOfMembers(bloc, frame.period, gathered)),
  });
  return [
    { type: 'YearMembersUpdated', data: { ...data, ...copy, blocRevision: bloc.revision } },
    ...completedWithout(data, pledge, { ...frame, declaredSizes: [], ...copy }),
  ];
}

function* recordHead({ data, gathered }: RecordHeadOfYear & Circumstances): Deciding<YearEvent> {
  const bloc = yield* mustKnowBloc(gathered, data.blocId);
  const leadership = leadershipFor(bloc, data.year);
  if (leadership === undefined) {
    return yield* refuse('NOT_ON_RECORD', { kind: 'leadership', id: data.year, ofYear: data.year });
  }
  return [{ type: 'HeadOfYearRecorded', data: { ...data, leadership, blocRevision: bloc.revision } }];
}

/** R45: again until the first fact that reads it (D32), for the score table may come months after the pledge (H15). */
function* adoptRulebook(command: AdoptRulebook & Circumstances, year: ConferralYear): Deciding<YearEvent> {
  const { data, gathered } = command;
  const { rulebookId, version } = data;
  const published = gatheredOf(gathered, RULEBOOK_VERSION).find(
    (one) => one.rulebookId === rulebookId && one.version === version,
  );
  if (published === undefined) {
    return yield* refuse('UNKNOWN_RULEBOOK', { rulebook: rulebookId, version });
  }
  const problems = unadoptable(published);
  if (problems !== undefined) yield* refuse('RULEBOOK_INVALID', problems);
  if (hasReadRulebook(year)) yield breach('RULEBOOK_LOCKED');
  yield* mustFollow(command, year.frame.openedOn, data.occurredOn, 'YEAR_OPEN');
  return [{ type: 'RulebookAdopted', data: { ...data, content: published.content } }];
}

/** Whether there is a sheet, a ballot, an assent, an agreed list or a proposal: each was decided by the rulebook in force. */
function hasReadRulebook({ scoring, voting, conferral }: ConferralYear): boolean {
  const { ballots, assents, lists } = voting;
  return [scoring.sheets, ballots, assents, lists, conferral.proposals].some((facts) => Object.keys(facts).length > 0);
}

/**
 * D10: who was a member at any time of the year may need no score, unless it was agreed already (R15); of a part of it (D23) that holds of
 * the sheets of that part.
 */
function* exemptUnit(command: ExemptUnit & Circumstances, { frame, scoring }: ScoringYear): Deciding<YearEvent> {
  const { data } = command;
  const { unitId, scope = {} } = data;
  if (frame.rulebook !== undefined) yield* mustKnowScope(frame.rulebook.content.scoring, scope, unitId);
  const same = frame.exempt.some((known) => known.unitId === unitId && scopeKey(known.scope ?? {}) === scopeKey(scope));
  if (same) yield* refuse('ALREADY_EXISTS', { kind: 'exemption', id: unitId, of: memberNamed(frame, unitId) });
  if (!frame.members.some((member) => member.unitId === unitId)) {
    yield notAMember(frame, unitId, { date: dayOf(data) });
  }
  const agreed = Object.values(scoring.sheets).some(
    (sheet) =>
      sheet.status === 'AGREED' &&
      exemptionFrom([data], { unitId: sheet.unitId, ...defined({ subjectId: sheet.scope.subject }) }, sheet.scope),
  );
  if (agreed) yield breach('SCORE_FROZEN', unitFacts(frame, unitId));
  yield* mustSayWhy(command);
  return [{ type: 'UnitExempted', data }];
}

/**
 * What is done or has begun cannot be left out (D30): a unit that is not to be scored is exempted. Skipped again, the last reason stands; done
 * later, the step counts as done.
 */
function* skipStep(command: SkipStep & Circumstances, year: ConferralYear): Deciding<YearEvent> {
  const { data, gathered } = command;
  const { step } = data;
  const done = doneSteps(year.steps, handedOver(gathered));
  if (done.includes(step)) yield breach('INVALID_TRANSITION', { step });
  else if (HAS_BEGUN[step]?.(year) === true)
    yield breach('INVALID_TRANSITION', { step: step === 'SCORING' ? 'SCORING_BEGUN' : 'BEGUN' });
  yield* mustSayWhy(command);
  return [{ type: 'StepSkipped', data }];
}

/** Steps that take more than one fact, each with how the record shows that it has begun and is not done. */
const HAS_BEGUN: Partial<Record<Step, (year: ConferralYear) => boolean>> = {
  PLEDGE: ({ pledge }) => pledge.frozen,
  SCORING: ({ scoring }) => Object.keys(scoring.sheets).length > 0,
  VOTE: ({ voting }) => isBeingVoted(voting, 'COMMENDATION'),
  CONFERENCE: ({ sessions }) =>
    Object.values(sessions).some(({ kind, attendees }) => kind === 'CLOSING' && attendees.length > 0),
  ELECTION: ({ voting }) => isBeingVoted(voting, 'HEAD'),
};

function isBeingVoted({ ballots }: VotingState, purpose: BallotPurpose): boolean {
  return Object.values(ballots).some(
    ({ terms, closed, voided }) => terms.purpose === purpose && !closed && voided === undefined,
  );
}

function* mustKnowBloc(gathered: readonly Gathered[], blocId: string): Checks<BlocStanding> {
  const bloc = gatheredOf(gathered, BLOC_STANDING).find((standing) => standing.blocId === blocId);
  return bloc ?? (yield* refuse('UNKNOWN_BLOC', { bloc: blocId }));
}

type ClosedPeriod = Required<Period>;

/** Members whose membership meets the period, under their names, and the sizes declared for it or later. */
function* copyOfMembers(
  bloc: BlocStanding,
  period: ClosedPeriod,
  gathered: readonly Gathered[],
): Checks<Pick<EmulationYearOpened['data'], 'members' | 'declaredSizes'>> {
  const members: YearMember[] = [];
  for (const { unitId, membership } of bloc.members.filter((member) => meets(member.membership, period))) {
    const { kind, name } = yield* mustBeKnown(gathered, unitId);
    members.push({ unitId, kind, name, membership });
  }
  const sizes = (bloc.declaredSizes ?? []).filter(({ to }) => to === undefined || to >= period.from);
  return { members, ...(sizes.length === 0 ? {} : { declaredSizes: sizes }) };
}

type Copy = Pick<YearMembersUpdated['data'], 'blocName' | 'members' | 'declaredSizes'>;

/** D37: while the period runs, the names of the year are those of its opening; afterwards those of the end of its period. */
function withNamesOf({ period, blocName, members }: YearFrame, when: InYear, copy: Copy): Copy {
  if (dayOf(when) >= period.to) return copy;
  const named = copy.members.map((member) => {
    const before = members.find(({ unitId }) => unitId === member.unitId);
    return before === undefined ? member : { ...member, name: before.name };
  });
  return { ...copy, blocName, members: named };
}

function leadershipFor({ leadership }: BlocStanding, year: string): BlocStanding['leadership'][string] | undefined {
  return Object.hasOwn(leadership, year) ? leadership[year] : undefined;
}
