import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inStrides } from '../../projections/projector/batch.js';
import { BESIDE_PACE, LIVE_PACE, Stride } from '../../projections/projector/pace.js';
import type { Recorded } from '../../src/kernel/event.js';
import { positionAt } from '../../src/log/stored-event.js';

const eventsAfter = (place: number, count: number): readonly Recorded[] =>
  Array.from({ length: count }, (_, nth) => ({ position: positionAt(place + nth + 1) }) as Recorded);

describe('a batch that is folded in strides', () => {
  it('is all of it, in order, each part after the one before, and none longer than half a second at that pace', () => {
    const night = fc.record({
      after: fc.nat({ max: 10_000 }),
      count: fc.integer({ min: 1, max: BESIDE_PACE.events }),
      eventsInMs: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(night, ({ after, count, eventsInMs }) => {
        const stride = new Stride(BESIDE_PACE);
        const batch = { after: positionAt(after), events: eventsAfter(after, count) };
        const parts = [];
        let [last, perMs] = [batch.after, 0];
        for (const part of inStrides(batch, stride)) {
          expect(part.after).toBe(last);
          expect(part.events.length).toBeLessThanOrEqual(Math.max(256, perMs * 500));
          last = part.events.at(-1)?.position ?? last;
          perMs = eventsInMs[parts.length % eventsInMs.length] ?? 1;
          stride.took(part.events.length, part.events.length / perMs);
          parts.push(part);
        }
        expect(parts.flatMap(({ events }) => events)).toEqual(batch.events);
      }),
      { numRuns: 200 },
    );
  });

  it('is folded at once where the thread answers requests: it is short there', () => {
    const batch = { after: positionAt(0), events: eventsAfter(0, LIVE_PACE.events) };
    expect([...inStrides(batch, new Stride(LIVE_PACE))]).toEqual([batch]);
  });
});
