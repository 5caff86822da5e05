import { breach, type Checks } from '../kernel/decider.js';
import { defined } from '../kernel/defined.js';
import { gatheredKind } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import { knownDay, type Period } from '../kernel/partial-date.js';
import { apart, heldOn } from '../kernel/periods.js';
import type { LocalizedText } from '../kernel/text.js';
import { blocStream } from './bloc.events.js';
import { actingHeadOn, blocHistories, membershipOf, nameOn, sizesBeyondNames, type Bloc } from './bloc.fold.js';
import type { DeclaredSize, Leadership } from './bloc.values.js';

/** A bloc on a day, as its years copy it when they open. */
export type BlocStanding = Readonly<{
  blocId: string;
  /** The name on the day that names are asked of. */
  name: LocalizedText;
  /** Since when it exists, where that is known. */
  establishedOn?: LocalDate;
  /** As far as they say more than the names. */
  declaredSizes?: readonly DeclaredSize[];
  members: readonly Readonly<{ unitId: string; membership: Period }>[];
  /** Head and deputies by year, as handed over or first established. */
  leadership: Readonly<Record<string, Leadership>>;
  /** The acting head on that day. */
  actingHead?: string;
  /** From this day on it is dissolved; a later end is included too. */
  dissolvedOn?: LocalDate;
  successors?: readonly string[];
  revision: number;
}>;

export const BLOC_STANDING = gatheredKind<BlocStanding>('BlocStanding');

/** A bloc that another names as its predecessor or successor. */
export type BlocCited = Readonly<{
  blocId: string;
  name: LocalizedText;
  establishedOn?: LocalDate;
  dissolvedOn?: LocalDate;
  successors: readonly string[];
}>;

export const BLOC_CITED = gatheredKind<BlocCited>('BlocCited');

/** How a bloc that another names is gathered. */
export function blocCited(blocId: string) {
  return { ...blocReading(blocId), kind: BLOC_CITED, standingOf: citedOn };
}

function citedOn(bloc: Bloc, day: LocalDate): BlocCited {
  const { blocId, dissolvedOn, successors } = bloc;
  const establishedOn = knownDay(bloc.establishedOn);
  return { blocId, name: nameOn(bloc, day), successors, ...defined({ establishedOn, dissolvedOn }) };
}

/** The members that a bloc has on a day, by name, in the order of their first admission. */
export type MembersOfBloc = Readonly<{ blocId: string; members: readonly string[] }>;

export const MEMBERS_OF_BLOC = gatheredKind<MembersOfBloc>('MembersOfBloc');

/** How the members of another bloc are gathered. */
export function membersOfBloc(blocId: string) {
  return { ...blocReading(blocId), kind: MEMBERS_OF_BLOC, standingOf: membersOn };
}

function membersOn({ blocId, members }: Bloc, day: LocalDate): MembersOfBloc {
  return { blocId, members: [...members].flatMap(([unitId, held]) => (heldOn(held, day) ? [unitId] : [])) };
}

/** R40: a bloc that was dissolved by that day does nothing any more; who goes on with its work is named. */
export function* mustNotBeDissolved(
  { blocId, name, dissolvedOn, successors = [] }: Pick<BlocStanding, 'blocId' | 'name' | 'dissolvedOn' | 'successors'>,
  day: LocalDate,
): Checks {
  if (dissolvedOn === undefined || dissolvedOn > day) return;
  const facts = { bloc: name.vi, blocId, date: dissolvedOn };
  yield breach('BLOC_NOT_ACTIVE', { ...facts, successors: successors.length === 0 ? '–' : successors });
}

/** The stream of a bloc and its fold. */
export function blocReading(blocId: string) {
  return { stream: blocStream(blocId), fold: blocHistories };
}

/** The bloc on that day, for a year that copies it; under the name of the day that its names are of. */
export function standingOfBloc(bloc: Bloc, day: LocalDate, dayOfName: LocalDate = day): BlocStanding {
  const { blocId, members, leadership, dissolvedOn, successors, revision } = bloc;
  const sizes = sizesBeyondNames(bloc);
  return {
    blocId,
    name: nameOn(bloc, dayOfName),
    members: [...members].flatMap(([unitId, periods]) => apart(periods).map((membership) => ({ unitId, membership }))),
    leadership: Object.fromEntries(leadership),
    revision,
    ...(sizes.length === 0 ? {} : { declaredSizes: sizes }),
    ...(dissolvedOn === undefined ? {} : { dissolvedOn, successors }),
    ...defined({ establishedOn: knownDay(bloc.establishedOn), actingHead: actingHeadOn(bloc, day) }),
  };
}

/** Whether the unit is a member of the bloc or once was. */
export function wasEverMember(bloc: Bloc, unitId: string): boolean {
  return membershipOf(bloc, unitId).length > 0;
}
