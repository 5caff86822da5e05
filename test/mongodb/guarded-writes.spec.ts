import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { MongoBulkWriteError } from 'mongodb';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { Kept, ModelId, ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import { onDatabase } from '../support/mongodb/server-met.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { keep, LOG, mark } from '../support/read-model-commits.js';

const WRITERS = 4;
const ROUNDS = 20;
const model: ModelId = { name: 'units', version: 1, build: 1, indexes: [['name']] };
const at = (n: number): Position => String(n).padStart(6, '0') as Position;
const unit = (key: string, n: number, name = `${key} at ${n}`): Kept => ({
  key,
  row: { name },
  position: at(n),
  provenance: {},
});

describeOnMongodb('rows written to MongoDB', () => {
  const databases = new TestDatabases();
  let url: string;
  let stores: readonly ReadModelStore[];
  let store: ReadModelStore;

  beforeEach(async () => {
    url = databases.url();
    stores = await Promise.all(Array.from({ length: WRITERS }, () => openReadModelStore(url)));
    [store] = stores as [ReadModelStore];
    await store.declare(model, LOG);
  });
  afterEach(() => Promise.all(stores.map((one) => one.close())));
  afterAll(() => databases.drop());

  it('keep the newest of what several processes write at once under a new key', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const keys = ['a', 'b', 'c'].map((key) => `${key}${round}`);
      await Promise.all(
        stores.map((writer, nth) =>
          writer.commit(
            model,
            keys.map((key) => unit(key, nth + 1)),
            { from: mark(BEGINNING), to: mark(at(1)), fence: 0 },
          ),
        ),
      );
      const kept = [...(await store.load(model, keys)).values()].sort((one, other) => (one.key < other.key ? -1 : 1));
      expect(kept).toEqual(keys.map((key) => unit(key, WRITERS)));
    }
  });

  it('are all kept but those that are there already, wherever they stand in the batch', async () => {
    await keep(store, model, [unit('b', 5), unit('d', 5)], at(5));
    const batch = [unit('a', 6), unit('b', 4), unit('c', 6), unit('d', 5, 'told again'), unit('e', 6)];
    await keep(store, model, batch, at(6));
    const kept = await store.load(model, ['a', 'b', 'c', 'd', 'e']);
    expect([...kept.values()].map(({ row }) => row)).toEqual(
      [unit('a', 6), unit('b', 5), unit('c', 6), unit('d', 5), unit('e', 6)].map(({ row }) => row),
    );
    expect(kept.size).toBe(5);
  });

  it('fail aloud, and leave the checkpoint, when a unique index of another hand refuses one', async () => {
    await keep(store, model, [unit('a', 1, 'taken')], at(1));
    await onDatabase(url, (client) =>
      client.db().collection('units_v1_b1').createIndex({ by_name: 1 }, { unique: true }),
    );
    const refused = keep(store, model, [unit('a', 1), unit('b', 2, 'taken')], at(2));
    await expect(refused).rejects.toThrow(MongoBulkWriteError);
    expect((await store.checkpoint(model)).position).toBe(at(1));
  });

  // When two processes insert at once, the server may refuse the newer row as a duplicate. A test cannot time that
  // race. A unique index refuses with the same error, and the next row of the batch removes its reason.
  it('are tried once more when they were refused as duplicates, and kept if they are newer', async () => {
    await keep(store, model, [unit('a', 1, 'x'), unit('b', 1, 'y')], at(1));
    await onDatabase(url, (client) =>
      client.db().collection('units_v1_b1').createIndex({ by_name: 1 }, { unique: true }),
    );
    await keep(store, model, [unit('a', 2, 'y'), unit('b', 2, 'z')], at(2));
    const kept = await store.load(model, ['a', 'b']);
    expect(kept.get('a')).toEqual(unit('a', 2, 'y'));
    expect(kept.get('b')).toEqual(unit('b', 2, 'z'));
  });

  it('hold anything that is a key elsewhere: dots, dollar signs, prototypes, nothing', async () => {
    const row = JSON.parse('{"$set":{"a.b":1},"__proto__":{"x":1},"":null,"1":[],"ế":"\\u0000"}') as object;
    const strange: Kept = { key: '$a.b\u0000', row, position: at(1), provenance: { 'unit-a.b': '0', $where: '1' } };
    await keep(store, model, [strange], at(1));
    expect(JSON.stringify((await store.load(model, [strange.key])).get(strange.key))).toBe(JSON.stringify(strange));
  });
});
