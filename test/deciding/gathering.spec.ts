import { describe, expect, it } from '@jest/globals';
import type { StreamState } from '../../src/deciding/folded-streams.js';
import { type Gathering, readingOnce, standingsOnwards, walk } from '../../src/deciding/gathering.js';
import type { Histories, StateFold } from '../../src/kernel/decider.js';
import type { Event } from '../../src/kernel/event.js';
import { gatheredKind, gatheredOf } from '../../src/kernel/gathered.js';
import type { LocalDate } from '../../src/kernel/instant.js';

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

describe('a gathering of who goes on with what', () => {
  type Numbered = Readonly<{ id: number }>;
  const NUMBERED = gatheredKind<Numbered>('Numbered');
  const fold: StateFold<Histories<Numbered | undefined>, Event> = {
    initial: { acts: undefined, known: undefined },
    evolve: (state) => state,
  };
  const readingOf = (id: string) => ({
    ...{ stream: `unit-${id}`, fold, kind: NUMBERED },
    standingOf: (state: Numbered): Numbered => state,
  });
  const at = { mode: { kind: 'ACT' }, day: '2026-01-01' as LocalDate } as const;

  /** Each goes on in the one after it, without an end. */
  const foundFrom = (ids: readonly string[]): readonly number[] => {
    const found = walk(
      standingsOnwards(ids, readingOf, ({ id }) => [`${id + 1}`], at),
      ({ stream }) => {
        const state = { id: Number(stream.slice('unit-'.length)) };
        return { state: { acts: state, known: state }, revision: 0, eventId: stream } as StreamState<unknown>;
      },
    );
    return gatheredOf(found, NUMBERED).map(({ id }) => id);
  };

  it('finds all that are asked for, however many, and ends on a way without an end', () => {
    const asked = Array.from({ length: 300 }, (_, nth) => nth * 1000);
    const found = foundFrom(asked.map(String));
    expect(found.slice(0, 300)).toEqual(asked);
    expect(foundFrom(['1'])).toHaveLength(101);
  });
});
