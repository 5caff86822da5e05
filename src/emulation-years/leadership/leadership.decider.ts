import { type Deputy, dutiesOf, HEAD } from '../../blocs/bloc.values.js';
import {
  breach,
  mustSay,
  refuse,
  remark,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { RoleConflict } from '../../kernel/leadership-words.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import { rulebookFor } from '../frame/adopted-rulebook.js';
import { mustBeDocumented } from '../../kernel/cited-document.js';
import { dayOf, isMemberOn, memberNamed } from '../frame/frame.fold.js';
import type { Duty } from '../frame/frame.values.js';
import { unitFacts, mustBeMembers } from '../frame/membership.js';
import { mustKnowMatter, mustKnowAssent, mustFollowDecision, mustHavePassed } from '../voting/basis.decider.js';
import { mustBeNominated } from '../voting/questions.decider.js';
import { nomineesFor } from '../voting/voting.fold.js';
import type {
  DesignateDeputy,
  DesignateHead,
  ElectDeputy,
  ElectHead,
  LeadershipCommand,
  NominateDeputy,
  NominateHead,
} from './leadership.commands.js';
import type { LeadershipEvent } from './leadership.events.js';
import { leadersDecided, type LeadershipYear } from './leadership.fold.js';

/** Who leads a year, often the next one: nominated and elected, designated by a superior, or in turn (H2). */
export const leadershipDecisions: Decisions<LeadershipCommand, LeadershipYear, LeadershipEvent> = {
  NominateHead: { actor: 'UNIT', decide: nominate },
  NominateDeputy: { actor: 'UNIT', decide: nominate },
  ElectHead: { actor: 'HEAD', decide: elect },
  ElectDeputy: { actor: 'HEAD', decide: elect },
  DesignateHead: { actor: 'COUNCIL_OR_HEAD', decide: designate },
  DesignateDeputy: { actor: 'COUNCIL_OR_HEAD', decide: designate },
};

/** Giới thiệu: a member, by a member, once for each duty. */
function* nominate(
  command: (NominateHead | NominateDeputy) & Circumstances,
  year: LeadershipYear,
): Deciding<LeadershipEvent> {
  const { type, data } = command;
  yield* mustSayOrder(command);
  const { unitId, by = unitId, forYear } = data;
  const duty = type === 'NominateHead' ? 'HEAD' : 'DEPUTY';
  if (nomineesFor(year.leadership, duty, forYear).includes(unitId))
    yield* refuse('ALREADY_EXISTS', { kind: 'nomination', id: unitId, of: memberNamed(year.frame, unitId) });
  yield* mustBeMembers([unitId, by], data.occurredOn, year.frame);
  return command.type === 'NominateHead'
    ? [{ type: 'HeadNominated', data: command.data }]
    : [{ type: 'DeputyNominated', data: command.data }];
}

/** Bầu: R33, R47, then R48 or R23 by what carries it. A deputy beyond those that the rulebook knows is R44. */
function* elect(command: (ElectHead | ElectDeputy) & Circumstances, year: LeadershipYear): Deciding<LeadershipEvent> {
  const { type, data } = command;
  const unitId = yield* mustSayWho(command);
  const rulebook = yield* rulebookFor(command, year.frame);
  const role = type === 'ElectHead' ? 'HEAD' : 'DEPUTY';
  yield* mustDiffer(command, year);
  if (unitId !== undefined) yield* mustBeNominatedWhereAsked({ ...data, unitId }, role, rulebook, year);
  yield* mustBeCarried(command, role, rulebook, year);
  yield* mustFollowDecision(command, data.basis, year);
  yield* mustBeWithinNumber(data, rulebook);
  return command.type === 'ElectHead'
    ? [{ type: 'HeadElected', data: command.data }]
    : [{ type: 'DeputyElected', data: command.data }];
}

/** R47, where the rulebook asks for nominations. */
function* mustBeNominatedWhereAsked(
  { unitId, forYear }: Readonly<{ unitId: string; forYear: string }>,
  role: Duty,
  rulebook: Rulebook | undefined,
  year: LeadershipYear,
): Checks {
  if (rulebook?.leadership.nominationRequired === true) yield* mustBeNominated(role, unitId, forYear, year);
}

/** No deputy beyond those that the rulebook knows (R44). */
function* mustBeWithinNumber(data: (ElectHead | ElectDeputy)['data'], rulebook: Rulebook | undefined): Checks {
  const max = rulebook?.leadership.deputies.max;
  const ordinal = orderOf(data);
  if (ordinal === undefined || max === undefined || ordinal <= max) return;
  yield breach('INVALID_TRANSITION', { step: 'DEPUTY', ordinal, most: max });
}

/** By the superior's decision, which is cited (R38), or in turn. R33 holds all the same. */
function* designate(
  command: (DesignateHead | DesignateDeputy) & Circumstances,
  year: LeadershipYear,
): Deciding<LeadershipEvent> {
  yield* mustSayWho(command);
  yield* mustDiffer(command, year);
  const { method, document } = command.data;
  yield* mustSay(command, method === 'UNKNOWN' ? undefined : method, { kind: 'way of choosing', field: '/method' });
  if (method === 'DESIGNATED') yield* mustBeDocumented(document);
  if (command.type === 'DesignateDeputy') yield* remarkBeyondNumber(command, year);
  return command.type === 'DesignateHead'
    ? [{ type: 'HeadDesignated', data: command.data }]
    : [{ type: 'DeputyDesignated', data: command.data }];
}

/**
 * D28: a superior may give a year more deputies than its rulebook knows, which is remarked: one beyond them by its order, or by how many
 * there are with it.
 */
function* remarkBeyondNumber({ data }: DesignateDeputy, year: LeadershipYear): Checks {
  const most = year.frame.rulebook?.content.leadership.deputies.max;
  if (most === undefined) return;
  const { unitId, ordinal, forYear } = data;
  const { frame } = year;
  const others = [
    ...leadersDecided(year, forYear).deputies,
    ...(forYear === frame.year ? frame.leadership.deputies : []),
  ];
  const deputies = new Set(others.map((deputy) => deputy.unitId)).size + 1;
  if ((ordinal ?? 0) <= most && deputies <= most) return;
  const facts = unitId === undefined ? {} : unitFacts(year.frame, unitId);
  yield remark('DEPUTIES_BEYOND_RULEBOOK', 'D28', { ...facts, forYear, deputies, most });
}

type Appointment = ElectHead | ElectDeputy | DesignateHead | DesignateDeputy;

/** An act says who is to lead. */
function* mustSayWho(command: Appointment & Circumstances): Checks<string | undefined> {
  const kind = isOfDeputy(command) ? 'deputy' : 'head';
  yield* mustSayOrder(command);
  return yield* mustSay(command, command.data.unitId, { kind, field: '/unitId' });
}

function isOfDeputy({ type }: Pick<LeadershipCommand, 'type'>): boolean {
  return type === 'NominateDeputy' || type === 'ElectDeputy' || type === 'DesignateDeputy';
}

/** An act says which deputy of several it is (H14). */
function* mustSayOrder(command: LeadershipCommand & Circumstances): Checks {
  if (!isOfDeputy(command)) return;
  yield* mustSay(command, orderOf(command.data), { kind: 'deputy order', field: '/ordinal' });
}

function orderOf(data: LeadershipCommand['data']): number | undefined {
  return 'ordinal' in data ? data.ordinal : undefined;
}

/**
 * R33: one head for a year, one deputy of each order, all of them different members, as far as it is known who they are: those whom
 * the year has decided on, and, where the year decides about itself, those who lead it.
 */
function* mustDiffer(command: Appointment, year: LeadershipYear): Checks {
  const { data } = command;
  const { frame } = year;
  const { unitId, forYear } = data;
  if (unitId === undefined) return;
  const ordinal = isOfDeputy(command) ? orderOf(data) : HEAD;
  const holders = [
    ...dutiesOf(leadersDecided(year, forYear)),
    ...(forYear === frame.year ? dutiesOf(frame.leadership) : []),
  ];
  const isMember = isMemberOn(frame, unitId, dayOf(data));
  const conflict = conflictOf({ unitId, ordinal }, holders) ?? (isMember ? undefined : { conflict: 'NOT_A_MEMBER' });
  if (conflict === undefined) return;
  const { holder, ...told } = conflict;
  const facts = { ...unitFacts(frame, unitId), forYear, ...told };
  yield* refuse('ROLE_CONFLICT', holder === undefined ? facts : { ...facts, holder: memberNamed(frame, holder) });
}

type Conflict = Readonly<{ conflict: RoleConflict; ordinal?: number; holder?: string }>;

/** Whether the unit holds another duty, or another unit that one. */
function conflictOf(
  { unitId, ordinal }: Readonly<{ unitId: string; ordinal: number | undefined }>,
  holders: readonly Deputy[],
): Conflict | undefined {
  if (holders.some((holder) => holder.unitId === unitId && holder.ordinal !== ordinal))
    return { conflict: 'SAME_UNIT' };
  const same = holders.find((holder) => ordinal !== undefined && holder.ordinal === ordinal);
  if (same !== undefined) {
    const taken =
      ordinal === HEAD ? { conflict: 'HEAD_TAKEN' as const } : { conflict: 'DEPUTY_TAKEN' as const, ordinal };
    return { ...defined(taken), holder: same.unitId };
  }
  return holders.some((holder) => holder.unitId === unitId) ? { conflict: 'SAME_UNIT' } : undefined;
}

/** A question that passed, about this unit, duty and year, or an assent without objection. */
function* mustBeCarried(
  { data }: ElectHead | ElectDeputy,
  purpose: Duty,
  rulebook: Rulebook | undefined,
  year: LeadershipYear,
): Checks {
  const { basis, unitId, forYear } = data;
  // Of whom it is not known who it was, nothing can be held against the question.
  if (unitId === undefined) return;
  const matter = { purpose, unitId, forYear, ...defined({ ordinal: orderOf(data) }) };
  switch (basis.kind) {
    case 'BALLOT':
      if (yield* mustKnowMatter(basis, [matter], year)) yield* mustHavePassed(basis, year);
      else yield breach('THRESHOLD_NOT_MET', { outcome: 'OTHER_MATTER' });
      return;
    case 'ASSENT':
      if (!(yield* mustKnowAssent(basis.assentId, [matter], year)))
        yield breach('THRESHOLD_NOT_MET', { outcome: 'OTHER_MATTER' });
      return;
    case 'UNKNOWN':
      if (rulebook !== undefined) yield breach('THRESHOLD_NOT_MET', { outcome: 'NONE_TOLD' });
  }
}
