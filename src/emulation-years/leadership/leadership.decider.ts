import { breach, refuse, type Checks, type Circumstances, type Deciding } from '../../kernel/decider.js';
import type { Rulebook } from '../../rulebooks/rulebook.values.js';
import type { EmulationYear } from '../emulation-year.fold.js';
import { named } from '../scoring/scored-units.js';
import { asksAbout, assented, passed, thresholdText } from '../voting/basis.decider.js';
import { areMembers, isNominated } from '../voting/questions.decider.js';
import { dayOf, isMemberOn, memberCount } from '../frame/frame.fold.js';
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
import { decidedFor, type LeadershipDecision } from './leadership.fold.js';

/** Who leads a year, often the next one: nominated and elected, designated by a superior, or in turn (H2). */
export function* decideLeadership(
  command: LeadershipCommand & Circumstances,
  year: EmulationYear,
): Deciding<LeadershipEvent> {
  switch (command.type) {
    case 'NominateHead':
      yield* mayBeNominated(command, year);
      return [{ type: 'HeadNominated', data: command.data }];
    case 'NominateDeputy':
      yield* mayBeNominated(command, year);
      return [{ type: 'DeputyNominated', data: command.data }];
    case 'ElectHead':
      yield* mayBeElected(command, year);
      return [{ type: 'HeadElected', data: command.data }];
    case 'ElectDeputy':
      yield* mayBeElected(command, year);
      return [{ type: 'DeputyElected', data: command.data }];
    case 'DesignateHead':
      yield* mayBeDesignated(command, year);
      return [{ type: 'HeadDesignated', data: command.data }];
    case 'DesignateDeputy':
      yield* mayBeDesignated(command, year);
      return [{ type: 'DeputyDesignated', data: command.data }];
  }
}

/** Giới thiệu: a member, by a member, once for each duty. */
function* mayBeNominated({ type, data }: NominateHead | NominateDeputy, year: EmulationYear): Checks {
  const { unitId, by = unitId, forYear } = data;
  const { nominatedHeads, nominatedDeputies } = decidedFor(year.leadership, forYear);
  const nominees = type === 'NominateHead' ? nominatedHeads : nominatedDeputies;
  if (nominees.includes(unitId)) yield* refuse('ALREADY_EXISTS', { kind: 'nomination', id: unitId });
  yield* areMembers([unitId, by], data, year);
}

/** Bầu: R33, R47, then R48 or R23 by what carries it. A deputy beyond those that the rulebook knows is R44. */
function* mayBeElected(command: ElectHead | ElectDeputy, year: EmulationYear): Checks {
  const { type, data } = command;
  const rulebook = year.frame.rulebook?.content;
  if (rulebook === undefined) return yield* refuse('RULEBOOK_NOT_ADOPTED', { year: data.year });
  const { nominationRequired, deputies } = rulebook.leadership;
  const role = type === 'ElectHead' ? 'HEAD' : 'DEPUTY';
  yield* dutiesDiffer(command, year);
  if (nominationRequired) yield* isNominated(role, data.unitId, data.forYear, year);
  yield* carried(command, role, rulebook, year);
  if (type === 'ElectDeputy' && data.ordinal > deputies.max) {
    yield breach('INVALID_TRANSITION', { step: `DEPUTY ${data.ordinal}/${deputies.max}` });
  }
}

/** By the superior's decision, which is cited (R38), or in turn. R33 holds all the same. */
function* mayBeDesignated(command: DesignateHead | DesignateDeputy, year: EmulationYear): Checks {
  yield* dutiesDiffer(command, year);
  const { method, document } = command.data;
  const cited = document?.number !== undefined && document.date !== undefined;
  if (method === 'DESIGNATED' && !cited) yield breach('DOCUMENT_REQUIRED');
}

type Appointment = ElectHead | ElectDeputy | DesignateHead | DesignateDeputy;

/** R33: one head for a year, one deputy of each order, all of them different members. */
function* dutiesDiffer({ data }: Appointment, { frame, leadership }: EmulationYear): Checks {
  const { unitId, forYear } = data;
  const ordinal = 'ordinal' in data ? data.ordinal : HEAD;
  const holders = dutiesOf(decidedFor(leadership, forYear));
  const conflict = holders.some((holder) => holder.ordinal === ordinal || holder.unitId === unitId);
  if (conflict || !isMemberOn(frame, unitId, dayOf(data))) {
    yield* refuse('ROLE_CONFLICT', { ...named(frame, unitId), forYear });
  }
}

/** The place of the head among the duties; deputies count from 1. */
const HEAD = 0;

function dutiesOf({ head, deputies }: LeadershipDecision): readonly Readonly<{ ordinal: number; unitId: string }>[] {
  const seconds = Object.entries(deputies).map(([ordinal, unitId]) => ({ ordinal: Number(ordinal), unitId }));
  return head === undefined ? seconds : [{ ordinal: HEAD, unitId: head }, ...seconds];
}

/** A question that passed, about this unit, duty and year, or an assent to which nobody objected. */
function* carried(
  { data }: ElectHead | ElectDeputy,
  purpose: 'HEAD' | 'DEPUTY',
  { voting }: Rulebook,
  year: EmulationYear,
): Checks {
  const { basis, unitId, forYear } = data;
  const matter = { purpose, unitId, forYear, ...('ordinal' in data ? { ordinal: data.ordinal } : {}) };
  const terms = {
    base: memberCount(year.frame, dayOf(data)),
    threshold: thresholdText(voting.election.threshold),
  };
  switch (basis.kind) {
    case 'BALLOT':
      if (yield* asksAbout(basis, [matter], year)) yield* passed(basis, year);
      else yield breach('THRESHOLD_NOT_MET', { votes: 0, ...terms });
      return;
    case 'ASSENT':
      if (!(yield* assented(basis.assentId, [matter], year))) yield breach('THRESHOLD_NOT_MET', { votes: 0, ...terms });
      return;
    case 'UNKNOWN':
      yield breach('THRESHOLD_NOT_MET', { votes: '–', ...terms });
  }
}
