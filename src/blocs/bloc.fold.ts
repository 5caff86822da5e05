import { histories, type Fact } from '../kernel/decider.js';
import { foldBy, type Folds } from '../kernel/decisions.js';
import { defined } from '../kernel/defined.js';
import type { LocalDate } from '../kernel/instant.js';
import { firstDayOf, knownDay, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import { beginning, dayBefore, ending, heldOn, NEVER, type Periods } from '../kernel/periods.js';
import type { LocalizedText } from '../kernel/text.js';
import { holdingOn, since, stillHoldingOn, type Timeline } from '../kernel/timeline.js';
import type {
  BlocEstablished,
  BlocEvent,
  DutyHandedOver,
  DutySucceeded,
  FirstLeadershipEstablished,
} from './bloc.events.js';
import { type BlocAlias, type DeclaredSize, isSameAlias, type Leadership, succeededIn } from './bloc.values.js';

/** Who acts as head, by the duty of which year; without a head where no source says who. */
type Duty = Readonly<{ head?: string; forYear: string }>;

/** The state of a bloc (khối, cụm thi đua) for its decisions. */
export type Bloc = Readonly<{
  blocId: string;
  /** The first day that the date of its establishment can mean. */
  establishedOn: LocalDate;
  name: LocalizedText;
  /** Names given later. */
  names: Timeline<LocalizedText>;
  /** Who organises it. */
  parents: Timeline<Party>;
  aliases: readonly BlocAlias[];
  /** From this day on it is dissolved. */
  dissolvedOn?: LocalDate;
  successors: readonly string[];
  /** How many members it says it has, from which day on. */
  sizes: Timeline<number>;
  /** Membership by unit, in the order of first admission. */
  members: ReadonlyMap<string, Periods>;
  /** Head and deputies by year, as handed over or first established. */
  leadership: ReadonlyMap<string, Leadership>;
  /** Who acts as head, and by the duty of which year (G3: until hand-over, whatever the calendar says). */
  duty: Timeline<Duty>;
  /** Who holds the rotating flag (Cờ luân lưu). */
  flag: Timeline<string>;
  /** The revision of the last event. */
  revision: number;
}>;

const folds: Folds<Bloc, Exclude<BlocEvent, BlocEstablished>> = {
  BlocRenamed: ({ names, parents, ...bloc }, { occurredOn, name, parent }) => ({
    ...bloc,
    names: since(names, lastDayOf(occurredOn), name),
    parents: parent === undefined ? parents : since(parents, lastDayOf(occurredOn), parent),
  }),
  BlocDissolved: (bloc, { occurredOn, successors }) => ({ ...bloc, dissolvedOn: lastDayOf(occurredOn), successors }),
  BlocAliasAdded: (bloc, { alias, parent, from, to }) => ({
    ...bloc,
    aliases: withAliases(bloc.aliases, [{ alias, ...defined({ parent, from, to }) }]),
  }),
  BlocSizeDeclared: (bloc, { size, occurredOn, from = occurredOn }) => ({
    ...bloc,
    sizes: since(bloc.sizes, firstDayOf(from), size),
  }),
  MemberAdmitted: (bloc, { unitId, occurredOn }) => withMember(bloc, unitId, (held) => beginning(held, occurredOn)),
  MemberWithdrawn: (bloc, { unitId, occurredOn }) =>
    withMember(bloc, unitId, (held) => ending(held, lastDayOf(occurredOn))),
  FirstLeadershipEstablished: (bloc, data) => {
    const led = withLeadership(bloc, data, data.head);
    return data.flagHolder === undefined ? led : withFlag(led, data.occurredOn, data.flagHolder);
  },
  DutyHandedOver: (bloc, data) => withLeadership(bloc, data, data.to),
  DutySucceeded: withSuccessor,
  RotatingFlagHandedOver: (bloc, { occurredOn, to }) => withFlag(bloc, occurredOn, to),
  FlagSucceeded: (bloc, { occurredOn, to }) => withFlag(bloc, occurredOn, to),
};

/** `undefined` until the bloc is established. */
function evolve(bloc: Bloc | undefined, fact: Fact<BlocEvent>): Bloc | undefined {
  if (fact.type === 'BlocEstablished') return established(bloc, fact);
  return bloc === undefined ? undefined : { ...foldBy(folds, bloc, fact), revision: fact.revision };
}

/** The types of events that its stream holds. */
export const BLOC_EVENTS = ['BlocEstablished', ...Object.keys(folds)];

/** How the stream of a bloc is folded, for its own decisions and for those that gather it. */
export const blocHistories = histories<Bloc | undefined, BlocEvent>({ initial: undefined, evolve });

export function nameOn({ name, names }: Bloc, day: LocalDate): LocalizedText {
  return holdingOn(names, day) ?? name;
}

export function parentOn({ parents }: Bloc, day: LocalDate): Party | undefined {
  return holdingOn(parents, day);
}

export function actingHeadOn({ duty }: Bloc, day: LocalDate): string | undefined {
  return holdingOn(duty, day)?.head;
}

export function membershipOf({ members }: Bloc, unitId: string): Periods {
  return members.get(unitId) ?? NEVER;
}

export function isMemberOn(bloc: Bloc, unitId: string, day: LocalDate): boolean {
  return heldOn(membershipOf(bloc, unitId), day);
}

/**
 * The declared sizes that say more than the names: each until another is declared, or until as many members are known by
 * name, who then speak for themselves.
 */
export function sizesBeyondNames({ sizes, members }: Bloc): readonly DeclaredSize[] {
  const memberships = [...members.values()];
  const joining = memberships.flatMap((periods) => periods.flatMap(({ from }) => from ?? [])).sort();
  return sizes.flatMap(({ from, value: size }, nth) => {
    const named = [from, ...joining.filter((day) => day > from)].find(
      (day) => memberships.filter((periods) => heldOn(periods, day)).length >= size,
    );
    const end = [named, sizes[nth + 1]?.from].filter((day) => day !== undefined).sort()[0];
    if (end !== undefined && end <= from) return [];
    return [{ size, ...defined({ from: knownDay(from), to: end && dayBefore(end) }) }];
  });
}

/** The duty that can be handed over: the acting head's, unless it has been handed over since. */
export function dutyInHand({ duty }: Bloc, day: LocalDate): Duty | undefined {
  return stillHoldingOn(duty, day);
}

/**
 * Whether the unit can hand the flag over: it holds the flag and has not handed it over since. Where the record begins
 * without a holder, the head holds the flag, for that is the head's duty; on the day of a hand-over the
 * leaving head counts as well.
 */
export function hasFlagInHand({ flag, duty }: Bloc, unitId: string, day: LocalDate): boolean {
  if (flag.length > 0) return stillHoldingOn(flag, day) === unitId;
  const begun = duty.filter(({ from }) => from <= day);
  return begun.some(({ value }, nth) => value.head === unitId && (begun[nth + 1]?.from ?? day) === day);
}

/** An act may establish a bloc that a claim has made known: it is the same bloc, and everything known of it is kept. */
function established(bloc: Bloc | undefined, { data, revision }: Fact<BlocEstablished>): Bloc {
  const { blocId, name, parent, aliases, declaredSize, occurredOn } = data;
  const establishedOn = firstDayOf(occurredOn);
  const sizes = bloc?.sizes ?? [];
  return {
    names: [],
    successors: [],
    members: new Map(),
    leadership: new Map(),
    duty: [],
    flag: [],
    ...bloc,
    blocId,
    name,
    parents: since(bloc?.parents ?? [], establishedOn, parent),
    establishedOn,
    sizes: declaredSize === undefined ? sizes : since(sizes, establishedOn, declaredSize),
    aliases: withAliases(bloc?.aliases ?? [], aliases),
    revision,
  };
}

function withAliases(aliases: readonly BlocAlias[], more: readonly BlocAlias[]): readonly BlocAlias[] {
  return [...aliases, ...more.filter((one) => !aliases.some((known) => isSameAlias(known, one)))];
}

function withMember(bloc: Bloc, unitId: string, change: (held: Periods) => Periods): Bloc {
  return { ...bloc, members: new Map(bloc.members).set(unitId, change(membershipOf(bloc, unitId))) };
}

function withFlag(bloc: Bloc, occurredOn: PartialDate, holder: string): Bloc {
  return { ...bloc, flag: since(bloc.flag, lastDayOf(occurredOn), holder) };
}

function withLeadership(
  bloc: Bloc,
  { forYear, deputies, occurredOn }: (FirstLeadershipEstablished | DutyHandedOver)['data'],
  head: string | undefined,
): Bloc {
  const led = defined({ head });
  return {
    ...bloc,
    leadership: new Map(bloc.leadership).set(forYear, { ...led, deputies }),
    duty: since(bloc.duty, lastDayOf(occurredOn), { ...led, forYear }),
  };
}

/** In the leadership of the year on duty, the successor takes the place of the merged unit. */
function withSuccessor(bloc: Bloc, { from, to, occurredOn }: DutySucceeded['data']): Bloc {
  const day = lastDayOf(occurredOn);
  const forYear = holdingOn(bloc.duty, day)?.forYear;
  const led = forYear === undefined ? undefined : bloc.leadership.get(forYear);
  if (forYear === undefined || led === undefined) return bloc;
  return {
    ...bloc,
    leadership: new Map(bloc.leadership).set(forYear, succeededIn(led, from, to)),
    duty: led.head === from ? since(bloc.duty, day, { head: to, forYear }) : bloc.duty,
  };
}
