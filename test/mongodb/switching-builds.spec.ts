import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { BuildGone, type Kept, type ModelId, type ReadModelStore } from '../../read-models/read-model-store.js';
import type { Position } from '../../src/kernel/event.js';
import { onDatabase } from '../support/mongodb/server-met.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { keep, LOG, mark } from '../support/read-model-commits.js';

const REBUILDS = 25;
const ROWS = 3;
const position = '000001' as Position;

const buildOf = (build: number): ModelId => ({
  name: 'units',
  version: 1,
  build,
  indexes: [['name'], ['kind', 'name']],
});

function rowsOf(build: number): readonly Kept[] {
  return Array.from({ length: ROWS }, (_, nth) => ({
    key: `u${nth}`,
    row: { name: `build ${build}`, kind: 'PROVINCE' },
    position,
    provenance: {},
  }));
}

describeOnMongodb('builds in MongoDB', () => {
  const databases = new TestDatabases();
  let url: string;
  let builder: ReadModelStore;
  let reader: ReadModelStore;

  beforeEach(async () => {
    url = databases.url();
    builder = await openReadModelStore(url);
    reader = await openReadModelStore(url);
  });
  afterEach(() => Promise.all([builder.close(), reader.close()]));
  afterAll(() => databases.drop());

  const serve = async (build: number): Promise<void> => {
    await builder.declare(buildOf(build), LOG);
    await keep(builder, buildOf(build), rowsOf(build), position);
    await builder.index(buildOf(build));
    await builder.switchTo(buildOf(build));
  };
  const collections = (): Promise<readonly string[]> =>
    onDatabase(url, async (client) => (await client.db().listCollections().toArray()).map(({ name }) => name).sort());

  it('never show a reader less than a whole build, while one is switched in for another', async () => {
    await serve(1);
    let building = true;
    const seen = new Set<unknown>();
    const reading = async (): Promise<void> => {
      while (building) {
        const { rows } = await reader.page<{ name: string }>('units', { limit: 10 });
        expect(rows.map(({ key }) => key)).toEqual(['u0', 'u1', 'u2']);
        const found = await reader.find<{ name: string }>('units', 'u1');
        seen.add(found?.row.name);
      }
    };
    const readers = [reading(), reading(), reading()];
    for (let build = 2; build <= REBUILDS; build += 1) await serve(build);
    building = false;
    await Promise.all(readers);
    expect(seen.has(undefined)).toBe(false);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('leave nothing of the older ones, not even what a process that was late wrote into them', async () => {
    await serve(1);
    await serve(2);
    await expect(
      reader.commit(buildOf(1), rowsOf(1), { from: mark(position), to: mark(position), fence: 0 }),
    ).rejects.toThrow(BuildGone);
    expect(await collections()).toEqual(['models', 'units_v1_b2']);
  });

  it('take away at the next switch what a killed process left', async () => {
    await serve(1);
    await onDatabase(url, (client) =>
      client.db().collection<{ _id: string }>('units_v0_b7').insertOne({ _id: 'left' }),
    );
    await onDatabase(url, (client) =>
      client.db().collection<{ _id: string }>('other_v0_b7').insertOne({ _id: 'other' }),
    );
    await builder.switchTo(buildOf(1));
    expect(await collections()).toEqual(['models', 'other_v0_b7', 'units_v1_b1']);
  });

  it('have the indexes that the projection declares, each ending with the key', async () => {
    await serve(1);
    const keys = await onDatabase(url, async (client) =>
      (await client.db().collection('units_v1_b1').indexes()).map(({ key }) => Object.keys(key as object)),
    );
    expect(keys.sort()).toEqual([['_id'], ['by_kind', 'by_name', '_id'], ['by_name', '_id']]);
  });
});
