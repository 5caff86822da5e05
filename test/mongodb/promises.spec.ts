import { describe, expect, it } from '@jest/globals';
import { type Collection, type Db, MongoBulkWriteError } from 'mongodb';
import type { RowDocument } from '../../read-models/mongodb/build-documents.js';
import { writeGuarded, WritesUnaccounted } from '../../read-models/mongodb/guarded-writes.js';
import { assertPromises } from '../../read-models/mongodb/promises.js';

type Document = { _id: string; fence: number };
type Insert = Readonly<{ insertOne: { document: Document } }>;

/** A server of the protocol, as far as the probe uses it, with the faults that were met in the wild. */
class Imitation {
  readonly documents = new Map<string, Document>();
  dropped = false;

  constructor(private readonly faults: Readonly<{ ordered?: boolean; racy?: boolean }> = {}) {}

  readonly database: Pick<Db, 'collection'> = { collection: () => this as never };

  async insertOne(document: Document): Promise<void> {
    this.documents.set(document._id, { ...document });
  }

  async bulkWrite(inserts: readonly Insert[]): Promise<void> {
    let duplicates = 0;
    for (const { insertOne } of inserts) {
      const { document } = insertOne;
      if (this.documents.has(document._id)) duplicates += 1;
      else this.documents.set(document._id, document);
      if (duplicates > 0 && this.faults.ordered) break;
    }
    if (duplicates > 0) throw new MongoBulkWriteError({ message: 'duplicate', code: 11000 }, undefined as never);
  }

  async findOne({ _id }: Readonly<{ _id: string }>): Promise<Document | null> {
    return this.documents.get(_id) ?? null;
  }

  async updateOne({ _id, fence }: Document, { $set }: Readonly<{ $set: { fence: number } }>) {
    const found = this.documents.get(_id);
    const matched = found?.fence === fence;
    // Between finding and changing, others find it too.
    if (this.faults.racy) await new Promise(setImmediate);
    if (matched) this.documents.set(_id, { _id, ...$set });
    return { matchedCount: matched ? 1 : 0 };
  }

  async drop(): Promise<void> {
    this.dropped = true;
  }
}

describe('a server for read models', () => {
  it('is taken when it keeps what they rest on, and nothing is left of the trial', async () => {
    const server = new Imitation();
    await assertPromises(server.database);
    expect(server.dropped).toBe(true);
  });

  it.each([
    ['stops an unordered write at the first duplicate', { ordered: true }, 'goes on after a duplicate'],
    ['lets several racers win one guarded write', { racy: true }, 'finds and changes its document at once'],
  ])('is refused by the promise that it breaks: one that %s', async (_, faults, promise) => {
    const server = new Imitation(faults);
    await expect(assertPromises(server.database)).rejects.toThrow(promise);
    expect(server.dropped).toBe(true);
  });
});

const document = (_id: string): RowDocument => ({ _id, position: '000001', row: {}, provenance: {} }) as never;

/** A collection that answers so many replaced and inserted, with errors for duplicates at those places. */
function answering(
  matchedCount: number,
  upsertedCount: number,
  duplicates: readonly number[] = [],
): Collection<RowDocument> {
  const result = {
    matchedCount,
    upsertedCount,
    getWriteConcernError: () => undefined,
    getWriteErrors: () => duplicates.map((index) => ({ index, code: 11000 })),
  };
  let calls = 0;
  return {
    bulkWrite: async () => {
      calls += 1;
      if (duplicates.length === 0 || calls > 1) return result;
      throw new MongoBulkWriteError({ message: 'duplicate', code: 11000 }, result as never);
    },
    find: () => ({ toArray: async () => duplicates.map((index) => document(String(index))) }),
  } as never;
}

describe('rows sent in one write', () => {
  const sent = ['0', '1', '2', '3'].map(document);

  it.each([
    ['replaced and inserted', answering(1, 3)],
    ['replaced, inserted, and refused by the guard', answering(1, 1, [0, 2])],
    ['all refused by the guard', answering(0, 0, [0, 1, 2, 3])],
  ])('are all accounted for: %s', async (_, rows) => {
    await expect(writeGuarded(rows, sent)).resolves.toBeUndefined();
  });

  it.each([
    ['nothing is said of one', answering(1, 2)],
    ['nothing is said of what came after a duplicate', answering(0, 0, [0])],
    ['more is said than was sent', answering(3, 3)],
  ])('are not taken for written when %s', async (_, rows) => {
    await expect(writeGuarded(rows, sent)).rejects.toThrow(WritesUnaccounted);
  });
});
