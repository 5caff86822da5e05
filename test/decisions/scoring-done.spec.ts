import { describe, expect, it } from '@jest/globals';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { doneSteps } from '../../src/emulation-years/frame/steps.values.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { Rulebook, Step } from '../../src/rulebooks/rulebook.values.js';
import { folded } from '../support/given.js';
import { computed } from '../support/mothers/ranking.js';
import { rulebook, year2024 } from '../support/mothers/seven-provinces.js';

function stepsOf(...history: readonly EmulationYearEvent[]): readonly Step[] {
  const { acts } = folded(emulationYearDecider, history);
  return acts === undefined ? [] : doneSteps(acts.steps, []);
}

describe('scoring is done (D30)', () => {
  const rankedIn = (scope: Scope): EmulationYearEvent => ({ ...computed(), data: { ...computed().data, scope } });
  const apart = (changes: Partial<Rulebook['scoring']>) => year2024({ scoring: { ...rulebook.scoring, ...changes } });

  it.each<[string, readonly EmulationYearEvent[]]>([
    ['the whole is ranked', [...year2024(), computed()]],
    [
      'each group that the rulebook ranks apart is',
      [...apart({ groups: [{ id: 'a' }, { id: 'b' }] }), rankedIn({ group: 'a' }), rankedIn({ group: 'b' })],
    ],
    ['each track is', [...apart({ tracks: ['t1', 't2'] }), rankedIn({ track: 't1' }), rankedIn({ track: 't2' })]],
    ['the whole is ranked, whatever groups there are', [...apart({ groups: [{ id: 'a' }] }), computed()]],
  ])('once %s', (_, events) => expect(stepsOf(...events)).toEqual(['SCORING']));

  it.each<[string, readonly EmulationYearEvent[]]>([
    ['one quarter', [...apart({ subPeriods: ['Q1', 'Q2'] }), rankedIn({ subPeriod: 'Q1' })]],
    ['every quarter', [...apart({ subPeriods: ['Q1'] }), rankedIn({ subPeriod: 'Q1' })]],
    ['one group of two', [...apart({ groups: [{ id: 'a' }, { id: 'b' }] }), rankedIn({ group: 'a' })]],
    ['a quarter of each group', [...apart({ groups: [{ id: 'a' }] }), rankedIn({ group: 'a', subPeriod: 'Q1' })]],
    ['a group that the rulebook does not know', [...year2024(), rankedIn({ group: 'a' })]],
  ])('not by the ranking of %s', (_, events) => expect(stepsOf(...events)).toEqual([]));
});
