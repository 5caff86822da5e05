import { describe, it } from '@jest/globals';
import type { TieKey } from '../../src/rulebooks/rulebook.values.js';
import { among, computed, given, tied } from '../support/mothers/rankings.js';
import { HUNDREDS } from '../support/mothers/scoring.js';
import { inYear } from '../support/mothers/seven-provinces.js';

const HEAD: TieKey = { key: 'HEAD_DECIDES' };

describe('a broken tie as its source tells it', () => {
  const year = [...tied([HEAD]), ...among({ 'cao-bang': HUNDREDS, 'lang-son': HUNDREDS })];
  const history = given(...year, { type: 'RankingComputed', data: computed(year) });
  const whole = {
    ...inYear('2025-03-22'),
    scope: {},
    rank: 1,
    order: [{ unitId: 'lang-son' }, { unitId: 'cao-bang' }],
    key: 'HEAD_DECIDES' as const,
    reason: 'Trưởng cụm quyết định',
  };

  it.each([
    ['key', 'tie key'],
    ['reason', 'reason'],
  ] as const)('may have no %s, which an act says', (field, kind) => {
    const { [field]: _, ...data } = whole;
    history
      .when({ type: 'BreakTie', data })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind, field: `/${field}` } });
    history
      .claiming()
      .when({ type: 'BreakTie', data })
      .thenWarns([], { type: 'TieBroken', data: { ...data, version: 1 } });
  });
});
