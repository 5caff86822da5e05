import { describe, expect, it } from '@jest/globals';
import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import { courseDecisions } from '../../src/emulation-years/course/course.decider.js';
import type { YearEvent } from '../../src/emulation-years/frame/frame.events.js';
import type { PledgeCompleted } from '../../src/emulation-years/pledge/pledge.events.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { partOfYear, scenarios } from '../support/given.js';
import { fiveOfSeven, on } from '../support/mothers/pledge.js';
import { allStanding, blocStanding, members } from '../support/mothers/seven-provinces.js';

type FrameCommand = Exclude<YearCommand, { type: 'OpenEmulationYear' }>;
const given = scenarios(partOfYear<FrameCommand, YearEvent | PledgeCompleted>(courseDecisions));

const UNSIGNED = ['ha-giang', 'son-la'];

/** The bloc after these units have left on 31/3/2025. */
function without(...unitIds: readonly string[]) {
  const to = '2025-03-31' as LocalDate;
  return blocStanding({
    members: members.map(({ unitId, membership }) => ({
      unitId,
      membership: unitIds.includes(unitId) ? { ...membership, to } : membership,
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
