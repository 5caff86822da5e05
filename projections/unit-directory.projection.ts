import { nameFolded } from '../src/kernel/text.js';
import { changesState, type Current } from '../read-models/recording.js';
import {
  type Representative,
  type Split,
  UNIT_DIRECTORY,
  type UnitEntry,
} from '../read-models/unit-directory/unit-directory.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import type { Projection } from '../src/kernel/projection.js';
import { sortKey } from '../src/kernel/vietnamese-order.js';
import {
  type RepresentativeAppointed,
  type RepresentativeRelieved,
  type UnitEvent,
  type UnitRegistered,
  type UnitRenamed,
  type UnitSplit,
  unitStream,
} from '../src/units/unit.events.js';
import { inOrderOfDays } from './recording/in-order-of-days.js';
import { recordingOf, currentVersion } from './recording/recording.js';
import { withEntry } from './recording/replaced.js';

/** The directory of units (danh mục đơn vị). */
export const unitDirectory: Projection<UnitEntry, UnitEvent> = {
  name: UNIT_DIRECTORY.name,
  version: 7,
  key: ({ data }) => data.unitId,
  streams: (key) => [unitStream(key)],
  indexes: [['sortKey'], ['kind', 'sortKey'], ['status', 'sortKey'], ['parentId', 'sortKey']],
  on: {
    UnitRegistered: (row, event) => registered(row, event),
    UnitRenamed: (row, event) => row && withName(row, event),
    UnitMerged: (row, event) => row && ended(row, { status: 'MERGED', successor: event.data.into }, event),
    UnitDissolved: (row, event) => {
      const { successor, reason } = event.data;
      return row && ended(row, { status: 'DISSOLVED', ...defined({ reason, successor }) }, event);
    },
    UnitSplit: (row, event) => row && split(row, event),
    RepresentativeAppointed: (row, event) => row && appointed(row, event),
    RepresentativeRelieved: (row, event) => row && relieved(row, event),
  },
};

function registered(known: UnitEntry | undefined, event: Recorded<UnitRegistered>): UnitEntry {
  const { unitId, kind, name, parentId, existsFrom } = event.data;
  const row: UnitEntry = known ?? {
    unitId,
    kind,
    name,
    sortKey: '',
    status: 'ACTIVE',
    names: [],
    representatives: [],
    splits: [],
    ...defined({ parentId, existsFrom }),
  };
  const next = withName(row, event);
  // A claim about what an act has registered stands beside the name and changes nothing else.
  if (known === undefined || event.metadata.mode.kind === 'CLAIM') return next;
  const { parentId: _, existsFrom: claimed, ...rest } = next;
  return { ...rest, kind, ...defined({ parentId, existsFrom: existsFrom ?? claimed }) };
}

/** A name from a day on. The registered name is one name however often it is recorded; a renaming is known by its date. */
function withName(row: UnitEntry, event: Recorded<UnitRegistered | UnitRenamed>): UnitEntry {
  const by = event.type === 'UnitRegistered' ? 'REGISTRATION' : 'RENAMING';
  const { name, occurredOn } = event.data;
  const names = inOrderOfDays<UnitEntry['names'][number]['value']>(
    row.names,
    { name, by },
    event,
    (known) => known.value.by === by && (by === 'REGISTRATION' || known.recording.occurredOn.date === occurredOn.date),
  );
  const current = names.at(-1)?.value.name ?? name;
  return { ...row, names, name: current, sortKey: sortKey(current.full.vi) };
}

function ended(row: UnitEntry, end: NonNullable<UnitEntry['ended']>['value'], event: Recorded): UnitEntry {
  const next = currentVersion(row.ended, end, event);
  const [registration] = row.names;
  const isOver = registration === undefined || changesState(next.recording, registration.recording);
  return { ...row, status: isOver ? next.value.status : row.status, ended: next };
}

/** A split is known by its date. Where the unit is no more by it, that is its end too. */
function split(row: UnitEntry, event: Recorded<UnitSplit>): UnitEntry {
  const { into, ends, occurredOn } = event.data;
  const told = { into, ...defined({ ends }) };
  const splits = inOrderOfDays<Split>(
    row.splits,
    told,
    event,
    ({ recording }) => recording.occurredOn.date === occurredOn.date,
  );
  const next = { ...row, splits };
  return ends === true ? ended(next, { status: 'SPLIT', successors: into }, event) : next;
}

function appointed(row: UnitEntry, event: Recorded<RepresentativeAppointed>): UnitEntry {
  const { person, officeCode } = event.data;
  const open = row.representatives.find((known) => isSameOffice(known, event) && known.relieved === undefined);
  const next: Representative = {
    ...open,
    appointed: currentVersion(open?.appointed, { person, ...defined({ officeCode }) }, event),
  };
  return {
    ...row,
    representatives: [...withEntry(row.representatives, open, next)].sort((a, b) =>
      dayOf(a.appointed) < dayOf(b.appointed) ? -1 : 1,
    ),
  };
}

/** Ends the office that is held. A claim does not move an end that an act has set. */
function relieved(row: UnitEntry, event: Recorded<RepresentativeRelieved>): UnitEntry {
  const held = row.representatives.findLast((known) => isSameOffice(known, event));
  if (held === undefined || (held.relieved !== undefined && event.metadata.mode.kind === 'CLAIM')) return row;
  const next = { ...held, relieved: recordingOf(event) };
  return { ...row, representatives: row.representatives.map((known) => (known === held ? next : known)) };
}

function isSameOffice(
  { appointed: { value } }: Representative,
  { data: { person, officeCode } }: RepresentativeAppointed | RepresentativeRelieved,
): boolean {
  return nameFolded(value.person.name) === nameFolded(person.name) && value.officeCode === officeCode;
}

function dayOf({ recording }: Current<object>): string {
  return lastDayOf(recording.occurredOn);
}
