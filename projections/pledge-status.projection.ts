import {
  PLEDGE_STATUS,
  type PledgeStatus,
  type PledgeVersion,
  type Signature,
} from '../read-models/pledge-status/pledge-status.js';
import {
  type EmulationYearOpened,
  emulationYearStream,
  type YearEvent,
  type YearMembersUpdated,
} from '../src/emulation-years/frame/frame.events.js';
import type { YearMember } from '../src/emulation-years/frame/frame.values.js';
import type { PledgeAmended, PledgeContentAgreed, PledgeEvent } from '../src/emulation-years/pledge/pledge.events.js';
import { deadlineAfter } from '../src/emulation-years/pledge/pledge.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import type { LocalDate } from '../src/kernel/instant.js';
import { covers, lastDayOf, type PartialDate } from '../src/kernel/partial-date.js';
import type { Projection } from '../src/kernel/projection.js';
import { namedBeside } from './members-named.js';
import { refreshed } from './pledge-completeness.js';
import { recordingOf, currentVersion } from './recording/recording.js';
import { movedToEnd, replaced } from './recording/replaced.js';

type FoldedEvent = Extract<
  PledgeEvent | YearEvent,
  {
    type:
      | 'EmulationYearOpened'
      | 'YearMembersUpdated'
      | 'RulebookAdopted'
      | 'PledgeContentAgreed'
      | 'PledgeAmended'
      | 'PledgeSigned'
      | 'PledgeSigningDeferred'
      | 'PledgeDeadlineWaived'
      | 'PledgeCompleted';
  }
>;

/** Pledge status (ký giao ước): attendance is no part of it, signing is a fact of its own (G9). */
export const pledgeStatus: Projection<PledgeStatus, FoldedEvent> = {
  name: PLEDGE_STATUS.name,
  version: 6,
  key: ({ data }) => PLEDGE_STATUS.keyOf(data.blocId, data.year),
  streams: (key) => [emulationYearStream(...PLEDGE_STATUS.partsOf(key))],
  indexes: [['blocId', 'year'], ['status']],
  on: {
    EmulationYearOpened: (known, event) => {
      const { data, metadata } = event;
      // The year as it was opened first stands, unless an act opens what was known from claims.
      if (known !== undefined && metadata.mode.kind === 'CLAIM') return known;
      const { declaredSizes: _, ...before }: Partial<PledgeStatus> & NothingAgreed = known ?? nothingAgreed;
      return refreshed({
        ...before,
        blocId: data.blocId,
        year: data.year,
        blocName: data.blocName,
        ...copied(event, known),
      });
    },
    YearMembersUpdated: (row, event) => {
      if (row === undefined) return undefined;
      const { declaredSizes: _, ...before } = row;
      return refreshed({ ...before, blocName: event.data.blocName, ...copied(event, row) });
    },
    RulebookAdopted: (row, { data }) => {
      const { deadline } = data.content.pledge;
      return row && withDeadline(row, deadlineAfter(row.amendments ?? [], deadline));
    },
    PledgeContentAgreed: (row, event) => row && refreshed(withContent(row, event)),
    PledgeAmended: (row, event) => row && refreshed(withContent(amended(row, event.data), event)),
    PledgeSigned: (row, event) => {
      if (row === undefined) return undefined;
      const { unitId, version, signatory, place } = event.data;
      const signature = { unitId, version, ...defined({ signatory, place }) };
      return refreshed({ ...row, signatures: withSignature(row, signature, event) });
    },
    PledgeSigningDeferred: (row, event) => {
      if (row === undefined) return undefined;
      const { unitId, reason, note } = event.data;
      const deferred = { version: row.version, ...defined({ reason, note }), recording: recordingOf(event) };
      return {
        ...row,
        pending: row.pending.map((unit) => (unit.unitId === unitId ? { ...unit, deferred } : unit)),
      };
    },
    PledgeDeadlineWaived: (row, event) => {
      if (row === undefined) return undefined;
      const { unitId, until, reason } = event.data;
      const { waivers = [] } = row;
      const before = waivers.find(({ value }) => value.unitId === unitId);
      const waiver = { unitId, ...defined({ until, reason }) };
      return { ...row, waivers: replaced(waivers, before, currentVersion(before, waiver, event)) };
    },
    PledgeCompleted: (row, event) => {
      const { version, signatures } = event.data;
      if (row === undefined || version !== row.version) return row;
      const completion = { version, ...defined({ signatures }) };
      return refreshed({ ...row, completed: currentVersion(row.completed, completion, event) });
    },
  },
};

const nothingAgreed: NothingAgreed = {
  status: 'NOT_AGREED',
  version: 0,
  contents: [],
  versions: [],
  expected: 0,
  signed: 0,
  signatures: [],
  pending: [],
};

type NothingAgreed = Omit<PledgeStatus, 'blocId' | 'year' | 'blocName' | 'members' | 'namedBeside'>;

/** Who belongs to the bloc in the year, and the sizes declared where not all are named. */
function copied(
  event: Recorded<EmulationYearOpened | YearMembersUpdated>,
  before: PledgeStatus | undefined,
): Pick<PledgeStatus, 'members' | 'namedBeside' | 'declaredSizes'> {
  const { members: told, declaredSizes } = event.data;
  const { occurredOn } = recordingOf(event);
  const members = told.filter((member) => isMemberOn(member, occurredOn)).map(named);
  return { members, namedBeside: namedBeside(members, told.map(named), before), ...defined({ declaredSizes }) };
}

function isMemberOn({ membership }: YearMember, on: PartialDate): boolean {
  return membership.to === undefined || covers(membership, lastDayOf(on));
}

function named({ unitId, name }: YearMember): PledgeStatus['members'][number] {
  return { unitId, name: name.full };
}

/** A new version is signed until its own deadline; one that has passed binds no longer (D32). */
function amended(row: PledgeStatus, { version, occurredOn: on, deadline }: PledgeAmended['data']): PledgeStatus {
  if (version <= row.version) return row;
  const amendment = { on, ...defined({ deadline }) };
  const { amendments = [] } = row;
  return withDeadline({ ...row, amendments: [...amendments, amendment] }, deadlineAfter([amendment], row.deadline));
}

function withDeadline({ deadline: _, ...row }: PledgeStatus, deadline: LocalDate | undefined): PledgeStatus {
  return { ...row, ...defined({ deadline }) };
}

/** The content with the highest number is in force; what completed the one before says nothing about it. */
function withContent(row: PledgeStatus, event: Recorded<PledgeContentAgreed | PledgeAmended>): PledgeStatus {
  const { version, contents, targets } = event.data;
  const before = row.versions.find(({ value }) => value.version === version);
  const of = event.type === 'PledgeAmended' ? { reason: event.data.reason } : { agreedBy: event.data.agreedBy };
  const value = { version, contents, ...(targets.length === 0 ? {} : { targets }), ...defined(of) };
  const current = currentVersion<PledgeVersion>(before, value, event);
  const versions = [...movedToEnd(row.versions, before, current)].sort((a, b) => a.value.version - b.value.version);
  const inForce = versions.at(-1)?.value ?? current.value;
  const { completed, ...rest } = row;
  const stillComplete = completed?.value.version === inForce.version;
  return {
    ...rest,
    version: inForce.version,
    contents: inForce.contents,
    versions,
    ...(stillComplete ? { completed } : {}),
  };
}

function withSignature(
  { signatures, members, namedBeside: others }: PledgeStatus,
  signature: Signature,
  event: Recorded,
): PledgeStatus['signatures'] {
  const { name = { vi: signature.unitId } } =
    [...members, ...others].find(({ unitId }) => unitId === signature.unitId) ?? {};
  const before = signatures.find(
    ({ value }) => value.unitId === signature.unitId && value.version === signature.version,
  );
  return replaced(signatures, before, currentVersion(before, { ...signature, name }, event));
}
