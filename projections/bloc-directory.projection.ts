import {
  BLOC_DIRECTORY,
  dayOfSize,
  type BlocEntry,
  type DutyHeld,
  type Establishment,
  type FlagHeld,
  type LeadershipOfYear,
  type Membership,
} from '../read-models/bloc-directory/bloc-directory.js';
import { latestOn } from '../read-models/recording.js';
import {
  type BlocEstablished,
  type BlocEvent,
  type BlocSizeDeclared,
  blocStream,
  type DutyHandedOver,
  type DutySucceeded,
  type FirstLeadershipEstablished,
  type MemberAdmitted,
  type MemberWithdrawn,
  type RotatingFlagHandedOver,
} from '../src/blocs/bloc.events.js';
import { type BlocAlias, isSameAlias, succeededIn } from '../src/blocs/bloc.values.js';
import { canonicalJson } from '../src/kernel/canonical-json.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import { firstDayOf, lastDayOf } from '../src/kernel/partial-date.js';
import { beginning, ending, NEVER, type Periods } from '../src/kernel/periods.js';
import type { Projection } from '../src/kernel/projection.js';
import { sortKey } from '../src/kernel/vietnamese-order.js';
import { inOrderOfDays } from './recording/in-order-of-days.js';
import { outranks, recordingOf, currentVersion } from './recording/recording.js';
import { replaced, withEntry } from './recording/replaced.js';

/** The directory of blocs (danh mục cụm, khối thi đua). */
export const blocDirectory: Projection<BlocEntry, BlocEvent> = {
  name: BLOC_DIRECTORY.name,
  version: 7,
  key: ({ data }) => data.blocId,
  streams: (key) => [blocStream(key)],
  indexes: [['sortKey'], ['kind', 'sortKey']],
  on: {
    BlocEstablished: (row, event) => established(row, event),
    BlocRenamed: (row, event) => {
      const { name, parent, occurredOn } = event.data;
      return (
        row &&
        printed({
          ...row,
          names: inOrderOfDays(
            row.names,
            { name, ...defined({ parent }) },
            event,
            ({ recording }) => recording.occurredOn.date === occurredOn.date,
          ),
        })
      );
    },
    BlocAliasAdded: (row, event) => row && { ...row, aliases: withAlias(row.aliases, event.data, event) },
    BlocDissolved: (row, event) => {
      const { successors, reason } = event.data;
      return row && { ...row, dissolved: currentVersion(row.dissolved, { successors, ...defined({ reason }) }, event) };
    },
    BlocSizeDeclared: (row, event) => row && { ...row, sizes: withSize(row.sizes, event) },
    MemberAdmitted: (row, event) => row && { ...row, members: withMember(row.members, event) },
    MemberWithdrawn: (row, event) => row && { ...row, members: withMember(row.members, event) },
    FirstLeadershipEstablished: (row, event) => row && firstLed(row, event),
    DutyHandedOver: (row, event) => row && handedOver(row, event),
    RotatingFlagHandedOver: (row, event) => row && withFlag(row, flagIn(event), event),
    DutySucceeded: (row, event) => row && succeeded(row, event),
    FlagSucceeded: (row, event) =>
      row && withFlag(row, { holder: event.data.to, by: 'SUCCESSION', from: event.data.from }, event),
  },
};

function established(known: BlocEntry | undefined, event: Recorded<BlocEstablished>): BlocEntry {
  const { blocId, kind, name, labels, parent, declaredSize, predecessors, aliases } = event.data;
  const value: Establishment = { kind, name, labels, parent, ...defined({ declaredSize, predecessors }) };
  const next = currentVersion(known?.established, value, event);
  const row = known ?? { blocId, names: [], aliases: [], sizes: [], members: [], leaderships: [], duty: [], flag: [] };
  return printed({
    ...row,
    established: next,
    aliases: aliases.reduce((list, alias) => withAlias(list, alias, event), row.aliases),
  });
}

/** Kind, name and its sort key follow from what is established and renamed. */
function printed(row: Omit<BlocEntry, 'kind' | 'name' | 'sortKey'>): BlocEntry {
  const { kind, name: first } = row.established.value;
  const name = row.names.at(-1)?.value.name ?? first;
  return { ...row, kind, name, sortKey: sortKey(name.vi) };
}

function withAlias(
  aliases: BlocEntry['aliases'],
  { alias, parent, from, to }: BlocAlias,
  event: Recorded,
): BlocEntry['aliases'] {
  const told = { alias, ...defined({ parent, from, to }) };
  const before = aliases.find(({ value }) => isSameAlias(value, told));
  return withEntry(aliases, before, currentVersion(before, told, event));
}

/** A size is known by the day it counts from. */
function withSize(sizes: BlocEntry['sizes'], event: Recorded<BlocSizeDeclared>): BlocEntry['sizes'] {
  const { size, from, occurredOn } = event.data;
  const day = firstDayOf(from ?? occurredOn);
  const before = sizes.find((known) => dayOfSize(known) === day);
  const next = currentVersion(before, { size, ...defined({ from }) }, event);
  return [...withEntry(sizes, before, next)].sort((a, b) => (dayOfSize(a) < dayOfSize(b) ? -1 : 1));
}

function withMember(
  members: BlocEntry['members'],
  event: Recorded<MemberAdmitted | MemberWithdrawn>,
): BlocEntry['members'] {
  const { unitId } = event.data;
  const before = members.find((member) => member.unitId === unitId);
  return replaced(members, before, changed(before ?? { unitId, periods: NEVER, told: [] }, event));
}

function changed(member: Membership, event: Recorded<MemberAdmitted | MemberWithdrawn>): Membership {
  const { type, data } = event;
  const value =
    type === 'MemberAdmitted'
      ? ({ change: 'ADMITTED' } as const)
      : { change: 'WITHDRAWN' as const, ...defined({ reason: data.reason }) };
  const told = withEntry(member.told, undefined, { value, recording: recordingOf(event) });
  return { unitId: member.unitId, ...daysOf(member, event), told };
}

/** By acts, where one tells of the member, and beside them by all that is known: the two histories that decisions have too. */
function daysOf(
  { periods, claimed, told }: Membership,
  event: Recorded<MemberAdmitted | MemberWithdrawn>,
): Pick<Membership, 'periods' | 'claimed'> {
  const known = changedBy(event, claimed ?? periods);
  const hasActs = told.some(({ recording }) => recording.mode === 'ACT');
  if (event.metadata.mode.kind === 'CLAIM' && !hasActs) return { periods: known };
  const acts = event.metadata.mode.kind === 'CLAIM' ? periods : changedBy(event, hasActs ? periods : NEVER);
  return { periods: acts, ...(canonicalJson(acts) === canonicalJson(known) ? {} : { claimed: known }) };
}

function changedBy({ type, data }: Recorded<MemberAdmitted | MemberWithdrawn>, periods: Periods): Periods {
  return type === 'MemberAdmitted' ? beginning(periods, data.occurredOn) : ending(periods, lastDayOf(data.occurredOn));
}

function firstLed(row: BlocEntry, event: Recorded<FirstLeadershipEstablished>): BlocEntry {
  const { head, forYear, flagHolder } = event.data;
  const led = withDuty(withLeadership(row, head, event), { ...defined({ head }), forYear, by: 'FIRST' }, event);
  return flagHolder === undefined ? led : withFlag(led, { holder: flagHolder, by: 'FIRST' }, event);
}

function handedOver(row: BlocEntry, event: Recorded<DutyHandedOver>): BlocEntry {
  const { from, to, forYear, decidedIn, inventory, witness } = event.data;
  const duty: DutyHeld = { head: to, forYear, by: 'HANDOVER', ...defined({ from, decidedIn, inventory, witness }) };
  return withDuty(withLeadership(row, to, event), duty, event);
}

function withLeadership(
  row: BlocEntry,
  head: string | undefined,
  event: Recorded<FirstLeadershipEstablished | DutyHandedOver>,
): BlocEntry {
  const { forYear, deputies } = event.data;
  const before = row.leaderships.find((known) => known.forYear === forYear);
  const leadership = currentVersion(before?.leadership, { ...defined({ head }), deputies }, event);
  return withYear(row, { forYear, leadership, successions: before?.successions ?? [] });
}

function withYear(row: BlocEntry, next: LeadershipOfYear): BlocEntry {
  const before = row.leaderships.find(({ forYear }) => forYear === next.forYear);
  return { ...row, leaderships: withEntry(row.leaderships, before, next) };
}

/** A unit took the place of a merged one: as head it also acts from that day on, as deputy it is one. */
function succeeded(row: BlocEntry, event: Recorded<DutySucceeded>): BlocEntry {
  const { from, to } = event.data;
  const recording = recordingOf(event);
  const forYear = latestOn(row.duty, lastDayOf(recording.occurredOn))?.value.forYear;
  const led = row.leaderships.find((known) => known.forYear === forYear);
  if (forYear === undefined || led === undefined) return row;
  const { head } = led.leadership.value;
  // What an act says is not rewritten by a claim, which stands beside it among the successions.
  const binds = !outranks(led.leadership.recording, event.metadata.mode.kind);
  const value = binds ? succeededIn(led.leadership.value, from, to) : led.leadership.value;
  const succession = { value: { from, to }, recording };
  const next = withYear(row, {
    forYear,
    leadership: { ...led.leadership, value },
    successions: withEntry(led.successions, undefined, succession),
  });
  return head === from ? withDuty(next, { head: to, forYear, by: 'SUCCESSION', from }, event) : next;
}

/** One first duty and one hand-over for each year; a succession is known by who succeeded whom. */
function withDuty(row: BlocEntry, duty: DutyHeld, event: Recorded): BlocEntry {
  const isSame = ({ value }: BlocEntry['duty'][number]): boolean =>
    value.by === duty.by && value.forYear === duty.forYear && (duty.by !== 'SUCCESSION' || value.from === duty.from);
  return { ...row, duty: inOrderOfDays(row.duty, duty, event, isSame) };
}

/** A hand-over of the flag is known by giver, receiver and date. */
function withFlag(row: BlocEntry, flag: FlagHeld, event: Recorded): BlocEntry {
  const { date } = recordingOf(event).occurredOn;
  const isSame = ({ value, recording }: BlocEntry['flag'][number]): boolean =>
    value.by === flag.by &&
    value.from === flag.from &&
    value.holder === flag.holder &&
    recording.occurredOn.date === date;
  return { ...row, flag: inOrderOfDays(row.flag, flag, event, isSame) };
}

function flagIn({ data }: RotatingFlagHandedOver): FlagHeld {
  const { from, to, forYear, giver, receiver, place } = data;
  return { holder: to, by: 'HANDOVER', ...defined({ from, forYear, giver, receiver, place }) };
}
