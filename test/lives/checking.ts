import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { YearMember } from '../../src/emulation-years/frame/frame.values.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import type { Recorded } from '../../src/kernel/event.js';
import { YEAR } from './turn.js';
import { EXAMPLES, lived, plans, type Life, type Plan } from './lives.js';

/** What must hold of every life; says by an error where it does not. */
export type Property = (life: Life) => void;

/** How many lives are drawn. A few that are always the same come before them. */
const LIVES = 1000;

/** Properties by the sentence that they are. */
export type Properties = Readonly<Record<string, Property>>;

/** In how many of the drawn lives each property must have had something to say: one that never does holds of nothing. */
const LEAST = 10;

/**
 * Draws the lives once and holds all properties against each, since drawing them takes most of the time. A property that fails is held
 * against the same lives again by itself, and its counterexample made small; the seed is printed with it.
 */
export function inEveryLife(groups: Readonly<Record<string, Properties>>): void {
  describe(`in each of ${LIVES} lives of a bloc`, () => {
    const all = Object.values(groups).flatMap((properties) => Object.entries(properties));
    const failed = new Set<string>();
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const options = { seed, numRuns: LIVES + EXAMPLES.length, examples: EXAMPLES.map((plan): [Plan] => [plan]) };
    const met = new Map(all.map(([name]) => [name, 0]));
    let drawn = 0;

    beforeAll(() => {
      fc.assert(
        fc.property(plans, (plan) => {
          const life = lived(plan);
          drawn += 1;
          for (const [name, property] of all) {
            const before = asked;
            if (!failed.has(name) && !holds(property, life)) failed.add(name);
            if (asked > before) met.set(name, (met.get(name) ?? 0) + 1);
          }
        }),
        options,
      );
    });

    describe.each(Object.entries(groups))('%s', (_, properties) => {
      it.each(Object.entries(properties))('%s', (name, property) => {
        if (failed.has(name))
          fc.assert(
            fc.property(plans, (plan) => property(lived(plan))),
            options,
          );
        expect(drawn).toBe(options.numRuns);
        expect(met.get(name)).toBeGreaterThanOrEqual(LEAST);
      });
    });
  });
}

function holds(property: Property, life: Life): boolean {
  try {
    property(life);
    return true;
  } catch {
    return false;
  }
}

/** How often anything was asked of a life. */
let asked = 0;

/** Fails with what does not hold, and the history so far. */
export function must(holds: boolean, what: string, log: readonly Recorded[]): asserts holds {
  asked += 1;
  if (!holds)
    throw new Error([what, ...log.slice(log.findIndex(({ stream }) => stream === YEAR.stream)).map(told)].join('\n'));
}

function told({ stream, revision, type, data, metadata: { mode } }: Recorded): string {
  const {
    blocId: _bloc,
    year: _year,
    occurredOn,
    content: _content,
    members,
    ...said
  } = data as Readonly<Record<string, unknown>>;
  const { date } = occurredOn as PartialDate;
  const units = Array.isArray(members)
    ? (members as readonly YearMember[]).map(({ unitId, membership }) => [unitId, membership])
    : members;
  return `${stream}@${revision} ${mode.kind} ${type} ${date} ${JSON.stringify({ ...said, members: units })}`;
}
