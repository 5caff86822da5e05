import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AUDITED_TYPES } from '../../projections/audit-trail/audited.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { SCHEMAS } from '../../src/slices.js';
import { METADATA, noted, streamOf } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';
import { besideOf, goldenFiles, goldenName, readGolden, writeMissingGolden } from './golden-events.js';

describe('events of every version ever written', () => {
  it('are read in their newest schema, whatever they were written in', async () => {
    for (const name of goldenFiles()) {
      const golden = readGolden(name);
      expect(goldenName(golden)).toBe(besideOf(name));
      const store = new InMemoryEventStore();
      await store.append('golden', 'absent', [golden]);
      const [stored] = await streamOf(store, 'golden');
      if (!stored) throw new Error(`${name} was not stored`);
      expect(stored).toEqual({ ...golden, stream: 'golden', revision: 0, position: await store.head() });
      expect(SCHEMAS.upcast(stored).metadata.schema).toBe(SCHEMAS.versionOf(golden.type));
    }
  });

  it('are kept beside with each optional field that a type gained', () => {
    const gained = goldenFiles().filter((name) => besideOf(name) !== name);
    expect(gained).toContain('BallotTieBroken.v1.key.json');
    for (const name of gained) {
      const field = name.split('.')[2] ?? '';
      expect([name, names(name, field), names(besideOf(name), field)]).toEqual([name, true, false]);
    }
  });

  it('are kept for every type, in every version up to the newest', () => {
    const kept = goldenFiles().filter((name) => besideOf(name) === name);
    const needed = AUDITED_TYPES.flatMap((type) =>
      Array.from({ length: SCHEMAS.versionOf(type) }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(kept).toEqual(needed.sort());
  });
});

/** Whether the sample has that field, in itself or in a value of it. */
function names(sample: string, field: string): boolean {
  return JSON.stringify(readGolden(sample).data).includes(`"${field}":`);
}

describe('keeping a sample of each event', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('writes what is missing and never touches what is there', () => {
    const first = noted('as it was first written', 'a');
    const newer = noted('newer', 'c', { ...METADATA, schema: 2 });
    expect(writeMissingGolden([first], folder.path('.'))).toEqual(['Noted.v1.json']);
    expect(writeMissingGolden([noted('changed', 'b'), newer], folder.path('.'))).toEqual(['Noted.v2.json']);
    expect(goldenFiles(folder.path('.'))).toEqual(['Noted.v1.json', 'Noted.v2.json']);
    expect(readGolden('Noted.v1.json', folder.path('.'))).toEqual(first);
    expect(readGolden('Noted.v2.json', folder.path('.'))).toEqual(newer);
  });
});
