import { defined } from '../kernel/defined.js';
import { gatheredKind } from '../kernel/gathered.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Period } from '../kernel/partial-date.js';
import type { LocalizedText } from '../kernel/text.js';
import { blocStream } from './bloc.events.js';
import { actingHeadOn, blocHistories, membershipOf, nameOn, sizesBeyondNames, type Bloc } from './bloc.fold.js';
import type { DeclaredSize, Leadership } from './bloc.values.js';

/** A bloc on a day, as its years copy it when they open. */
export type BlocStanding = Readonly<{
  blocId: string;
  /** The name on that day. */
  name: LocalizedText;
  /** As far as they say more than the names. */
  declaredSizes?: readonly DeclaredSize[];
  members: readonly Readonly<{ unitId: string; membership: Period }>[];
  /** Head and deputies by year, as handed over or first established. */
  leadership: Readonly<Record<string, Leadership>>;
  /** The acting head on that day. */
  actingHead?: string;
  revision: number;
}>;

export const BLOC_STANDING = gatheredKind<BlocStanding>('BlocStanding');

/** The stream of a bloc and its fold. */
export function blocReading(blocId: string) {
  return { stream: blocStream(blocId), fold: blocHistories };
}

/** The bloc on that day, for a year that copies it. */
export function standingOfBloc(bloc: Bloc, day: LocalDate): BlocStanding {
  const { blocId, members, leadership, revision } = bloc;
  const sizes = sizesBeyondNames(bloc);
  return {
    blocId,
    name: nameOn(bloc, day),
    members: [...members].flatMap(([unitId, periods]) => periods.map((membership) => ({ unitId, membership }))),
    leadership: Object.fromEntries(leadership),
    revision,
    ...(sizes.length === 0 ? {} : { declaredSizes: sizes }),
    ...defined({ actingHead: actingHeadOn(bloc, day) }),
  };
}

/** Whether the unit is a member of the bloc or once was. */
export function wasEverMember(bloc: Bloc, unitId: string): boolean {
  return membershipOf(bloc, unitId).length > 0;
}
