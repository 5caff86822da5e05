import { type DeclaredSize, type Leadership, sizeDeclaredOn } from '../../blocs/bloc.values.js';
import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { Gathered } from '../../kernel/event.js';
import type { LocalDate } from '../../kernel/instant.js';
import { covers, lastDayOf, type PartialDate } from '../../kernel/partial-date.js';
import type { RulebookVersion, Step } from '../../rulebooks/rulebook.values.js';
import { unitAmong } from '../../units/unit.standing.js';
import type { EmulationYearOpened, YearEvent } from './frame.events.js';
import type { Exemption, InYear, SkippedStep, YearMember } from './frame.values.js';
import type { StepsOnRecord } from './steps.values.js';

/** The frame of a year: members, leadership, the adopted rulebook, what was skipped. */
export type YearFrame = Readonly<{
  status: 'OPEN' | 'CLOSED';
  blocId: string;
  year: string;
  /** When it was opened. */
  openedOn: PartialDate;
  period: EmulationYearOpened['data']['period'];
  blocName: EmulationYearOpened['data']['blocName'];
  members: readonly YearMember[];
  declaredSizes: readonly DeclaredSize[];
  leadership: Leadership;
  actingHead?: string;
  rulebook?: RulebookVersion;
  /** Revision of the first rulebook: what was told before was read by none. */
  ruledFrom?: number;
  /** What need not be scored. */
  exempt: readonly Exemption[];
  skipped: Readonly<Partial<Record<Step, SkippedStep>>>;
}>;

/** What every decision about a year sees of it; each part adds its own. */
export type FramedYear = Readonly<{ frame: YearFrame; steps: StepsOnRecord }>;

export function openedFrame(data: EmulationYearOpened['data']): YearFrame {
  const { blocId, year, occurredOn, period, blocName, members, declaredSizes = [], leadership, actingHead } = data;
  return {
    status: 'OPEN',
    blocId,
    year,
    openedOn: occurredOn,
    period,
    blocName,
    members,
    declaredSizes,
    leadership,
    ...defined({ actingHead }),
    exempt: [],
    skipped: {},
  };
}

export const frameFolds: Folds<YearFrame, YearEvent> = {
  // An act opens a year that is known from claims already: it says the same year anew, and nothing known is lost.
  EmulationYearOpened: (frame, data) => {
    const { status, exempt, skipped } = frame;
    return { ...frame, ...openedFrame(data), status, exempt, skipped };
  },
  YearMembersUpdated: (frame, { blocName, members, declaredSizes = [] }) => ({
    ...frame,
    blocName,
    members,
    declaredSizes,
  }),
  HeadOfYearRecorded: (frame, { leadership }) => ({ ...frame, leadership }),
  RulebookAdopted: (frame, { rulebookId, version, content }, revision) => ({
    ...frame,
    ruledFrom: frame.ruledFrom ?? revision,
    rulebook: { rulebookId, version, content },
  }),
  UnitExempted: (frame, { unitId, scope, reason }) => ({
    ...frame,
    exempt: [...frame.exempt, { unitId, ...defined({ scope, reason }) }],
  }),
  StepSkipped: (frame, { step, reason }) => ({
    ...frame,
    skipped: { ...frame.skipped, [step]: { step, ...defined({ reason }) } },
  }),
  EmulationYearClosed: (frame) => ({ ...frame, status: 'CLOSED' }),
};

/** Units that are members on that day, in the order of the bloc. */
export function membersOn({ members }: YearFrame, day: LocalDate): readonly string[] {
  return members.filter(({ membership }) => covers(membership, day)).map(({ unitId }) => unitId);
}

export function isMemberOn(frame: YearFrame, unitId: string, day: LocalDate): boolean {
  return frame.members.some((member) => member.unitId === unitId && covers(member.membership, day));
}

/** The printed name of a member, else of a unit whose standing was gathered, its id when nobody knows it: for messages. */
export function memberNamed({ members }: YearFrame, unitId: string, gathered: readonly Gathered[] = []): string {
  const known = members.find((member) => member.unitId === unitId) ?? unitAmong(gathered, unitId);
  return known?.name.full.vi ?? unitId;
}

/** Members that quorums and thresholds are measured against (D22): the size declared for that day where it is larger than the named ones. */
export function memberCount(frame: YearFrame, day: LocalDate): number {
  return Math.max(membersOn(frame, day).length, sizeDeclaredOn(frame.declaredSizes, day) ?? 0);
}

/** The day of a fact. Acts have full days; of a partial date (claims) the last day it can mean counts. */
export function dayOf({ occurredOn }: Pick<InYear, 'occurredOn'>): LocalDate {
  return lastDayOf(occurredOn);
}
