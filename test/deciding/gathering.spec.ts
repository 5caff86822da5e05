import { describe, expect, it } from '@jest/globals';
import type { StreamState } from '../../src/deciding/folded-streams.js';
import { type Gathering, readingOnce, walk } from '../../src/deciding/gathering.js';
import type { StateFold } from '../../src/kernel/decider.js';
import type { Event } from '../../src/kernel/event.js';

const counting: StateFold<unknown, Event> = { initial: 0, evolve: (state) => state };
const naming: StateFold<unknown, Event> = { initial: '', evolve: (state) => state };

describe('a gathering that reads once', () => {
  it('asks for each stream by each fold one time, and gets the same of it again', () => {
    const asked: string[] = [];
    const way = [
      { stream: 'unit-a', fold: counting },
      { stream: 'unit-b', fold: counting },
      { stream: 'unit-a', fold: naming },
      { stream: 'unit-a', fold: counting },
      { stream: 'unit-a', fold: naming },
    ];
    function* gathering(): Gathering<readonly unknown[]> {
      const seen: unknown[] = [];
      for (const reading of way) seen.push((yield reading).state);
      return seen;
    }
    const found = walk(readingOnce(gathering()), ({ stream, fold }) => {
      asked.push(`${stream} ${typeof fold.initial}`);
      return { state: `${asked.length}` } as StreamState<unknown>;
    });
    expect(asked).toEqual(['unit-a number', 'unit-b number', 'unit-a string']);
    expect(found).toEqual(['1', '2', '3', '1', '3']);
  });
});
