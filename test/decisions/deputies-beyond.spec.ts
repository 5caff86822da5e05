import { describe, it } from '@jest/globals';
import type { LeadershipCommand } from '../../src/emulation-years/leadership/leadership.commands.js';
import { leadershipDecisions } from '../../src/emulation-years/leadership/leadership.decider.js';
import type {
  DeputyDesignated,
  DeputyElected,
  LeadershipEvent,
} from '../../src/emulation-years/leadership/leadership.events.js';
import { partOfYear, scenarios } from '../support/given.js';
import { begun, fullName, inYear } from '../support/mothers/quang-ngai.js';

const given = scenarios(partOfYear<LeadershipCommand, LeadershipEvent>(leadershipDecisions));
const about = { ...inYear('2024-01-05'), forYear: '2024' };
const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });
const deputyElected = (unitId: string): DeputyElected => ({
  type: 'DeputyElected',
  data: { ...about, unitId, ordinal: 1, basis: { kind: 'UNKNOWN' } },
});

describe('a designation', () => {
  it.each<[string, readonly LeadershipEvent[], Partial<DeputyDesignated['data']>, number]>([
    ['by its order', [], { ordinal: 2 }, 1],
    ['by how many there are', [deputyElected('so-tnmt')], { ordinal: 2 }, 2],
  ])('gives a deputy beyond those of the rulebook, which is remarked: %s (D28)', (_, history, changes, deputies) => {
    const data = { ...about, unitId: 'so-gtvt', method: 'IN_TURN', ...changes } as const;
    given(...begun(), ...history)
      .when({ type: 'DesignateDeputy', data })
      .thenWarns(
        [
          {
            ...{ code: 'DEPUTIES_BEYOND_RULEBOOK', rule: 'D28' },
            facts: { ...unit('so-gtvt'), forYear: '2024', deputies, most: 1 },
          },
        ],
        { type: 'DeputyDesignated', data },
      );
  });

  it('gives as many deputies as the rulebook knows, unremarked', () => {
    const data = { ...about, unitId: 'so-gtvt', method: 'IN_TURN', ordinal: 1 } as const;
    given(...begun())
      .when({ type: 'DesignateDeputy', data })
      .then({ type: 'DeputyDesignated', data });
  });
});
