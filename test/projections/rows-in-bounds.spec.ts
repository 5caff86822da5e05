import { describe, expect, it } from '@jest/globals';
import { blocDirectory } from '../../projections/bloc-directory.projection.js';
import { unitDirectory } from '../../projections/unit-directory.projection.js';
import { MOST_ENTRIES } from '../../read-models/recording.js';
import type { Event } from '../../src/kernel/event.js';
import { goldenFiles, readGolden } from '../golden/golden-events.js';
import { claimed } from '../support/given.js';
import { fold, recorded } from '../support/history.js';

/** More than any list holds. */
const TIMES = MOST_ENTRIES + 5;

/** The rows that no year bounds, and the events of which each is made. */
const SAMPLES = [blocDirectory, unitDirectory].flatMap((projection) =>
  goldenFiles()
    .map((file) => readGolden(file))
    .filter(({ type }) => type in projection.on)
    .map(({ type, data }) => ({ projection, first: firstOf(projection.name), type, data })),
);

function firstOf(projection: string): Event {
  const { type, data } = readGolden(
    `${projection === 'bloc-directory' ? 'BlocEstablished' : 'UnitRegistered'}.v1.json`,
  );
  return { type, data };
}

describe('a row of a directory', () => {
  it.each(SAMPLES.map((sample) => [sample.type, sample] as const))(
    'grows for ever with no fact that is recorded again and again: %s',
    (_, { projection, first, type, data }) => {
      const keys = { ...idsIn(data), ...idsIn(first.data) };
      const same = Array.from({ length: TIMES }, () => ({ type, data: { ...data, ...keys } }));
      const others = Array.from({ length: TIMES }, (_each, nth) => ({ type, data: { ...varied(data, nth), ...keys } }));
      for (const facts of [same, others]) {
        for (const told of [facts, facts.map(claimed)]) {
          const rows = [...fold(projection, recorded([first, ...told])).values()];
          expect(rows).toHaveLength(1);
          expect(Math.max(0, ...rows.flatMap(({ row }) => lengthsIn(row)))).toBeLessThanOrEqual(MOST_ENTRIES);
        }
      }
    },
  );

  it('has the name that holds now, however many it had', () => {
    const { type, data } = readGolden('UnitRenamed.v1.json');
    const first = firstOf('unit-directory');
    const renamed = Array.from({ length: TIMES }, (_each, nth) => ({
      type,
      data: { ...varied(data, nth), ...idsIn(first.data), name: { full: { vi: `Tên ${nth}` } } },
    }));
    const [row] = [...fold(unitDirectory, recorded([first, ...renamed])).values()];
    expect(row?.row).toMatchObject({ name: { full: { vi: `Tên ${TIMES - 1}` } } });
  });
});

/** What tells where the fact belongs. */
function idsIn(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name === 'blocId' || name === 'unitId'));
}

/** The same fact in other words, about others, on another day. */
function varied(value: object, nth: number): object {
  return JSON.parse(JSON.stringify(value), (name, inside: unknown) => {
    if (name === 'date') return new Date(Date.UTC(2020, 0, 1 + nth)).toISOString().slice(0, 10);
    return typeof inside === 'string' ? `${inside}-${nth}` : inside;
  }) as object;
}

/** The lengths of all lists in it. */
function lengthsIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(lengthsIn);
  return Array.isArray(value) ? [value.length, ...inside] : inside;
}
