import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';

const WHOLE: Scope = {};

const PARTS = ['subject', 'track', 'group', 'subPeriod'] as const;
const part = fc.constantFrom(undefined, '2024', 'cong-doan', 'a', 'a-b');
const scope = fc
  .tuple(part, part, part, part)
  .map((values) => Object.fromEntries(PARTS.flatMap((name, nth) => (values[nth] ? [[name, values[nth]]] : []))));

describe('the key of a scope', () => {
  it('is empty for the whole', () => {
    expect(scopeKey(WHOLE)).toBe('');
  });

  it('is the same for the same scope and for no other', () => {
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        const same = PARTS.every((name) => a[name] === b[name]);
        expect(scopeKey(a) === scopeKey(b)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });
});
