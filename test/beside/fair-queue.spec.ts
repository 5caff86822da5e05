import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairQueue } from '../../src/beside/fair-queue.js';

const ROOM = { most: 6, mostOfOne: 4 };

describe('the fair queue', () => {
  it('takes one of each caller in turn, and of one caller the oldest first', () => {
    const queue = new FairQueue<string>(ROOM);
    for (const work of ['a1', 'a2', 'a3', 'b1', 'c1']) expect(queue.add(work.charAt(0), work)).toBe(true);
    expect(Array.from({ length: 6 }, () => queue.take())).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', undefined]);
  });

  it('is bounded in all and for each caller', () => {
    const queue = new FairQueue<number>(ROOM);
    expect([1, 2, 3, 4, 5].map((work) => queue.add('a', work))).toEqual([true, true, true, true, false]);
    expect([6, 7, 8].map((work) => queue.add('b', work))).toEqual([true, true, false]);
    expect(queue.take()).toBe(1);
    expect(queue.add('b', 8)).toBe(true);
  });

  it('keeps its promises whatever comes, goes and is taken out of turn', () => {
    const caller = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      caller.map((by) => ({ add: by })),
      fc.nat(9).map((nth) => ({ remove: nth })),
      fc.constant({ take: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new FairQueue<readonly [string, number]>(ROOM);
        let waiting: (readonly [string, number])[] = [];
        steps.forEach((each, nth) => {
          if ('add' in each) {
            const work = [each.add, nth] as const;
            const own = waiting.filter(([by]) => by === each.add).length;
            expect(queue.add(each.add, work)).toBe(waiting.length < ROOM.most && own < ROOM.mostOfOne);
            if (waiting.length < ROOM.most && own < ROOM.mostOfOne) waiting.push(work);
          } else if ('remove' in each) {
            const work = waiting[each.remove] ?? (['a', -1] as const);
            expect(queue.remove(work[0], work)).toBe(waiting.includes(work));
            waiting = waiting.filter((other) => other !== work);
          } else {
            const work = queue.take();
            expect(work === undefined).toBe(waiting.length === 0);
            if (work === undefined) return;
            expect(waiting.find(([by]) => by === work[0])).toBe(work);
            waiting = waiting.filter((other) => other !== work);
          }
          expect(queue.size).toBe(waiting.length);
        });
      }),
    );
  });

  it('serves each caller before another is served twice', () => {
    const callers = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(callers, (order) => {
        const queue = new FairQueue<string>({ most: 100, mostOfOne: 100 });
        for (const caller of order) queue.add(caller, caller);
        const left = new Map<string, number>();
        for (const caller of order) left.set(caller, (left.get(caller) ?? 0) + 1);
        while (queue.size > 0) {
          const waiting = [...left].filter(([, count]) => count > 0).map(([caller]) => caller);
          const round = waiting.map(() => queue.take() ?? '');
          expect([...round].sort()).toEqual([...waiting].sort());
          for (const caller of round) left.set(caller, (left.get(caller) ?? 0) - 1);
        }
      }),
    );
  });
});
