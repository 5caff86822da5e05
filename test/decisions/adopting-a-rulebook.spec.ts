import { describe, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import { MOST_CRITERIA, MOST_CURVES } from '../../src/rulebooks/criteria.validation.js';
import type { Criterion, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { scenarios } from '../support/given.js';
import { judged, line, nested, scoringBy } from '../support/mothers/rulebooks.js';
import { pledgedBy, submitted } from '../support/mothers/scoring.js';
import {
  adopted,
  allStanding,
  inYear,
  opened,
  RULEBOOK,
  rulebookVersion,
  SEVEN,
  year2024,
} from '../support/mothers/seven-provinces.js';
import { assented, ballot, listed, meeting, proposed } from '../support/mothers/voting.js';

const given = scenarios(emulationYearDecider, { gathered: allStanding });
const adoption = { ...inYear('2024-01-03'), rulebookId: RULEBOOK, version: 1 };

const lines = (count: number): readonly Criterion[] => Array.from({ length: count }, (_, n) => judged(`dong-${n}`));
const curves = (count: number): readonly Criterion[] =>
  Array.from({ length: count }, (_, n) => line({ kind: 'CURVE', curve: { shape: 'PROPORTIONAL' } }, { id: `c-${n}` }));

describe('a version that a release before the bounds on size has published', () => {
  it.each<[string, Rulebook, string, string]>([
    [
      '17 levels',
      scoringBy(nested(17)),
      'scoring.criteria: more than 16 levels deep',
      'scoring.criteria: sâu hơn 16 cấp',
    ],
    [
      '501 lines',
      scoringBy(...lines(MOST_CRITERIA + 1)),
      'scoring.criteria: 501 criteria, at most 500',
      'scoring.criteria: có 501 tiêu chí, tối đa 500',
    ],
    [
      '101 curves',
      scoringBy(...curves(MOST_CURVES + 1)),
      'scoring.criteria: 101 lines of kind CURVE, at most 100',
      'scoring.criteria: có 101 tiêu chí CURVE, tối đa 100',
    ],
  ])('is not adopted, by act or claim: %s', (_, content, problem, problemVi) => {
    const knowing = given(opened('2024')).knowing(rulebookVersion({ content }));
    for (const adopting of [knowing, knowing.claiming()]) {
      adopting
        .when({ type: 'AdoptRulebook', data: adoption })
        .thenRefused({ code: 'RULEBOOK_INVALID', facts: { problems: [problem], problemsVi: [problemVi] } });
    }
  });

  it.each<[string, Rulebook]>([
    ['16 levels', scoringBy(nested(16))],
    ['500 lines', scoringBy(...lines(MOST_CRITERIA))],
    ['100 curves', scoringBy(...curves(MOST_CURVES))],
  ])('is adopted within them: %s', (_, content) => {
    given(opened('2024'))
      .knowing(rulebookVersion({ content }))
      .when({ type: 'AdoptRulebook', data: adoption })
      .then({ type: 'RulebookAdopted', data: { ...adoption, content } });
  });
});

describe('exchanging the rulebook of a year (D32)', () => {
  const again: EmulationYearCommand = { type: 'AdoptRulebook', data: adoption };

  it.each<[string, EmulationYearEvent]>([
    ['a self-score', submitted('dien-bien')],
    ['a ballot', ballot()],
    ['an assent', assented()],
    ['an agreed list', listed([])],
    ['a proposal', proposed()],
  ])('is over once there is %s: it was decided by the one in force', (_, fact) => {
    const locked = given(...year2024(), fact).knowing(rulebookVersion());
    locked.when(again).thenRefused({ code: 'RULEBOOK_LOCKED' });
    locked
      .claiming()
      .when(again)
      .thenWarns([{ code: 'RULEBOOK_LOCKED' }], adopted('2024'));
  });

  it.each<[string, readonly EmulationYearEvent[]]>([
    ['a pledge that was signed', pledgedBy('dien-bien')],
    ['a meeting', meeting(SEVEN)],
  ])('is lawful after %s', (_, facts) =>
    given(...year2024(), ...facts)
      .knowing(rulebookVersion())
      .when(again)
      .then(adopted('2024')),
  );
});
