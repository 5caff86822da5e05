import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { positionAt } from '../../src/log/stored-event.js';
import { SeededService } from '../fuzz/seeded-service.js';
import { goldenFiles, readGolden } from '../golden/golden-events.js';
import { fold } from '../support/history.js';

/** The trail shows every event whole, to the few who may see it: that something is there is not yet that it is shown. */
const SHOWING = PROJECTIONS.filter(({ name }) => !['audit-trail', 'document-citations'].includes(name));

/** Where an event belongs: the keys of rows, and when it happened. Each row is found by them, or ordered by it. */
const PLACE = new Set(['blocId', 'year', 'occurredOn']);

/** What docs/events.md says is in no answer but the trail's: `PledgeDrafted.targets`. */
const LISTED = [...readFileSync('docs/events.md', 'utf8').matchAll(/^\| `(\w+\.\w+)` \|/gm)].map(
  ([, field]) => field ?? '',
);

/** The same of parts of a field, by their path: `PledgeSigned.signatory.officeCode`, with all below it. */
const LISTED_PARTS = [...readFileSync('docs/events.md', 'utf8').matchAll(/^\| `(\w+(?:\.\w+){2,})` \|/gm)].map(
  ([, path]) => path ?? '',
);

/**
 * What is recorded can be read, by whoever may, without searching the trail: each field of each event changes a row of some
 * read model when it is another, or docs/events.md says why it does not.
 */
describe('each field of each event', () => {
  let seeded: SeededService | undefined;
  let history: readonly Recorded[] = [];

  beforeAll(async () => {
    seeded = await SeededService.start();
    history = withMissing(await seeded.recorded());
  });
  afterAll(() => seeded?.stop());

  it('is shown by a read model, or stands on the list with the reason', () => {
    const before = shown(history);
    const silent = new Set<string>();
    const seen = new Set<string>();
    for (const file of goldenFiles()) {
      const golden = readGolden(file);
      for (const [name, sample] of Object.entries(golden.data)) {
        if (PLACE.has(name)) continue;
        const isSeen = placesOf(history, golden.type).some((place) => {
          const other = changed(history, place, name, sample);
          // What a later event replaces is shown until then.
          const then = (events: readonly Recorded[]): string => shown(events.slice(0, place + 1));
          return shown(other) !== before || then(other) !== then(history);
        });
        (isSeen ? seen : silent).add(`${golden.type}.${name}`);
      }
    }
    expect([...silent].filter((field) => !seen.has(field)).sort()).toEqual([...LISTED].sort());
  });

  it('is shown down to its leaves, or stands on the list by the path of the leaf', () => {
    const silent = new Set<string>();
    const seen = new Set<string>();
    const excused = (leaf: string): boolean => LISTED.some((listed) => covers(listed, leaf));
    const before = history.map((_, place) => shown(history.slice(0, place + 1)));
    for (const { place, leaf, other } of leavesOfAll(history)) {
      if (seen.has(leaf) || excused(leaf)) continue;
      const isSeen = shown([...history.slice(0, place), other]) !== before[place];
      (isSeen ? seen : silent).add(leaf);
    }
    const unseen = [...silent].filter((leaf) => !seen.has(leaf));
    expect(unseen.filter((leaf) => !LISTED_PARTS.some((part) => covers(part, leaf)))).toEqual([]);
    // What is listed is unseen, all of it: nothing is excused that is shown.
    expect(LISTED_PARTS.filter((part) => !unseen.some((leaf) => covers(part, leaf)))).toEqual([]);
    expect([...seen].filter((leaf) => LISTED_PARTS.some((part) => covers(part, leaf)))).toEqual([]);
  });
});

function covers(part: string, leaf: string): boolean {
  return leaf === part || leaf.startsWith(`${part}.`);
}

type LeafOfEvent = Readonly<{ place: number; leaf: string; other: Recorded }>;

/** Each leaf of each field that has parts, with the event in which it is another. */
function* leavesOfAll(events: readonly Recorded[]): Generator<LeafOfEvent, void> {
  for (const [place, event] of events.entries()) {
    const fields = Object.entries(event.data).filter(([name, value]) => !PLACE.has(name) && typeof value === 'object');
    for (const [name, value] of fields) {
      for (const leaf of new Set(leavesOf(value, `${event.type}.${name}`))) {
        const changed = withLeaf(value, leaf.split('.').slice(2));
        yield { place, leaf, other: { ...event, data: { ...event.data, [name]: changed } } };
      }
    }
  }
}

/** The leaves of a value by their path, each once whatever the place in a list: `attendees.person.name`. */
function leavesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((inside) => leavesOf(inside, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inside]) => leavesOf(inside, `${path}.${name}`));
}

/** The value in which that leaf is another, at each place of a list. */
function withLeaf(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((inside) => withLeaf(inside, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return another(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: withLeaf((value as Readonly<Record<string, unknown>>)[name], rest) };
}

function placesOf(events: readonly Recorded[], type: string): readonly number[] {
  return [...events.entries()].filter(([, event]) => event.type === type).map(([place]) => place);
}

/** The history, and at its end a sample of each type that the story does not tell, as of the year of the story. */
function withMissing(events: readonly Recorded[]): readonly Recorded[] {
  const year = events.findLast(({ stream }) => stream.startsWith('emulationYear-'));
  if (year === undefined) throw new Error('The story tells of no year');
  const missing = goldenFiles()
    .map((file) => readGolden(file))
    .filter(({ type }) => placesOf(events, type).length === 0);
  const { blocId, year: of } = year.data as Readonly<Record<string, unknown>>;
  return missing.reduce<readonly Recorded[]>((history, { type, data, id, metadata }, nth) => {
    const revision = year.revision + 1 + nth;
    const position = positionAt(history.length + 1);
    return [
      ...history,
      { type, data: { ...data, blocId, year: of }, id, metadata, stream: year.stream, revision, position },
    ];
  }, events);
}

/** The history in which that field of that event is another, or is there where it was not. */
function changed(events: readonly Recorded[], place: number, name: string, sample: unknown): readonly Recorded[] {
  return events.map((event, nth) => {
    if (nth !== place) return event;
    const data = event.data as Readonly<Record<string, unknown>>;
    return { ...event, data: { ...data, [name]: another(data[name] ?? sample) } };
  });
}

/** A value of the same shape that differs wherever it can. */
function another(value: unknown): unknown {
  if (typeof value === 'string') return anotherText(value);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length === 0 ? ['khac'] : value.map(another);
  return typeof value === 'object' && value !== null ? anotherObject(value) : value;
}

function anotherText(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? '2019-01-01' : `${text}-khac`;
}

/** An empty scope is the whole: another is a track of it. */
function anotherObject(value: object): object {
  const fields = Object.entries(value).map(([name, inside]) => [name, another(inside)] as const);
  return fields.length === 0 ? { track: 'khac' } : Object.fromEntries(fields);
}

/** Every row, as text. A fold that cannot take the change has read it. */
function shown(events: readonly Recorded[]): string {
  return SHOWING.map((projection) => rowsOf(projection, events)).join('\n');
}

function rowsOf(projection: AnyProjection, events: readonly Recorded[]): string {
  try {
    return JSON.stringify([...fold(projection, events)].map(([key, { row }]) => [key, row]));
  } catch {
    return 'cannot be folded';
  }
}
