import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { eventIdOf } from '../../src/deciding/decision-identity.js';

describe('the id of an event', () => {
  it('is the version 5 UUID of caller, stream, key and place, as the library of UUIDs makes it', () => {
    const named = fc.tuple(fc.string({ unit: 'binary' }), fc.string(), fc.string(), fc.nat());
    fc.assert(
      fc.property(named, (name) => {
        expect(eventIdOf(...name)).toBe(v5(JSON.stringify(name), '6f2a6a3e-5d0c-4c1e-9f0b-7c1f3f0d2b91'));
      }),
      { numRuns: 500 },
    );
  });
});
