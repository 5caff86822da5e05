import { describe, expect, it } from '@jest/globals';
import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import { courseDecisions } from '../../src/emulation-years/course/course.decider.js';
import type { YearEvent, YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import { memberCount } from '../../src/emulation-years/frame/frame.fold.js';
import type { PledgeCompleted } from '../../src/emulation-years/pledge/pledge.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { folded, partOfYear, scenarios } from '../support/given.js';
import { fiveOfSeven, on } from '../support/mothers/pledge.js';
import { BLOC_NAME, allStanding, blocStanding, members } from '../support/mothers/seven-provinces.js';

type FrameCommand = Exclude<YearCommand, { type: 'OpenEmulationYear' }>;
const year = partOfYear<FrameCommand, YearEvent | PledgeCompleted>(courseDecisions);
const given = scenarios(year);

const LEFT = '2025-03-31' as LocalDate;
const UNSIGNED = ['ha-giang', 'son-la'];

/** The bloc after these units have left on 31/3/2025. */
function without(...unitIds: readonly string[]) {
  return blocStanding({
    members: members.map(({ unitId, membership }) => ({
      unitId,
      membership: unitIds.includes(unitId) ? { ...membership, to: LEFT } : membership,
    })),
  });
}

/** What follows the new list of members. */
function following(...left: readonly string[]) {
  const { decision } = given(...fiveOfSeven)
    .knowing(without(...left), ...allStanding)
    .when({ type: 'UpdateYearMembers', data: on('2025-04-02') });
  return decision.accepted ? decision.events.slice(1) : decision;
}

describe('a unit that leaves without having signed', () => {
  it('completes the pledge when it was the last one missing', () => {
    expect(following(...UNSIGNED)).toEqual([
      { type: 'PledgeCompleted', data: { ...on('2025-04-02'), version: 1, signatures: 5 } },
    ]);
  });

  it('completes nothing while another is missing', () => {
    expect(following('ha-giang')).toEqual([]);
  });
});

describe('a base is of its own day (D22)', () => {
  const inFull = (day: string) => memberCount(folded(year, [...fiveOfSeven, updated]).acts!.frame, day as LocalDate);
  const updated: YearMembersUpdated = {
    type: 'YearMembersUpdated',
    data: {
      ...on('2025-04-02'),
      members: members.map((member) =>
        UNSIGNED.includes(member.unitId) ? { ...member, membership: { ...member.membership, to: LEFT } } : member,
      ),
      blocName: BLOC_NAME,
      blocRevision: 10,
    },
  };

  it('is smaller by who has left, from the day after on', () => {
    expect([inFull('2025-03-31'), inFull('2025-04-01'), inFull('2026-03-21')]).toEqual([7, 5, 5]);
  });

  it('is the declared size of that day where it says more than the names', () => {
    const sizes = [
      { size: 9, from: '2025-01-01' as LocalDate, to: '2025-06-30' as LocalDate },
      { size: 6, from: '2025-07-01' as LocalDate },
    ];
    const declared = { ...updated, data: { ...updated.data, declaredSizes: sizes } };
    const frame = folded(year, [...fiveOfSeven, declared]).acts!.frame;
    const days = ['2024-12-31', '2025-06-30', '2025-07-01'].map((day) => memberCount(frame, day as LocalDate));
    expect(days).toEqual([7, 9, 6]);
  });
});
