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

const document = (_id: string, position = '000002'): RowDocument => ({ _id, position, row: null, provenance: '{}' });

type Operation = Readonly<{
  insertOne?: { document: RowDocument };
  replaceOne?: { filter: { _id: string }; replacement: { position: string } };
}>;

/** A collection of rows on a server that drops, of each write, what `forgets` says, and says nothing of it. */
class Forgetful {
  readonly kept = new Map<string, RowDocument>();
  writes = 0;

  constructor(
    kept: readonly RowDocument[],
    private readonly forgets: (id: string, write: number) => boolean = () => false,
  ) {
    for (const row of kept) this.kept.set(row._id, row);
  }

  get rows(): Collection<RowDocument> {
    return this as never;
  }

  async bulkWrite(operations: readonly Operation[]) {
    this.writes += 1;
    const done = operations.map((operation) => this.does(operation));
    const count = (what: string): number => done.filter((one) => one === what).length;
    const result = { insertedCount: count('INSERTED'), matchedCount: count('REPLACED') };
    const duplicates = done.flatMap((one, index) => (one === 'REFUSED' ? [{ index, code: 11000 }] : []));
    if (duplicates.length === 0) return result;
    const told = { ...result, getWriteConcernError: () => undefined, getWriteErrors: () => duplicates };
    throw new MongoBulkWriteError({ message: 'duplicate', code: 11000 }, told as never);
  }

  private does({ insertOne, replaceOne }: Operation): 'INSERTED' | 'REPLACED' | 'REFUSED' | 'NOTHING' {
    if (insertOne) return this.inserts(insertOne.document);
    const { _id: id } = replaceOne?.filter ?? { _id: '' };
    const there = this.kept.get(id);
    if (!there || !replaceOne || this.forgets(id, this.writes)) return 'NOTHING';
    if (there.position >= replaceOne.replacement.position) return 'NOTHING';
    this.kept.set(id, { ...there, ...replaceOne.replacement });
    return 'REPLACED';
  }

  private inserts(row: RowDocument): 'INSERTED' | 'REFUSED' | 'NOTHING' {
    if (this.forgets(row._id, this.writes)) return 'NOTHING';
    if (this.kept.has(row._id)) return 'REFUSED';
    this.kept.set(row._id, row);
    return 'INSERTED';
  }

  find({ _id }: { _id: { $in: readonly string[] } }) {
    return { toArray: async () => [...this.kept.values()].filter((row) => _id.$in.includes(row._id)) };
  }
}

describe('rows sent in one write', () => {
  const sent = ['0', '1', '2', '3'].map((id) => document(id));
  const all = (): boolean => true;
  const none = (): boolean => false;

  it.each([
    ['none is there, as was thought', [], all],
    ['none is there, though all were thought to be', [], none],
    ['all are there and older, as was thought', sent.map(({ _id }) => document(_id, '000001')), none],
    ['all are there and older, though thought new', sent.map(({ _id }) => document(_id, '000001')), all],
    ['some are there, older, as old and newer', [document('0', '000001'), document('1'), document('2', '000003')], all],
    ['some are there, and half is thought new', [document('0', '000001'), document('3', '000003')], (id) => id < '2'],
  ] satisfies [string, RowDocument[], (id: string) => boolean][])(
    'are all kept at their position or after it: %s',
    async (_, kept, isNew) => {
      const server = new Forgetful(kept);
      await writeGuarded(server.rows, sent, isNew);
      expect(sent.map(({ _id }) => server.kept.get(_id)?.position)).toEqual(
        sent.map(({ _id, position }) => {
          const before = kept.find((row) => row._id === _id)?.position ?? '';
          return before > position ? before : position;
        }),
      );
    },
  );

  it.each([[all], [none]])('are sent again when a server forgot some of them', async (isNew) => {
    const server = new Forgetful([], (id, write) => write === 1 && id > '1');
    await writeGuarded(server.rows, sent, isNew);
    expect([...server.kept.keys()].sort()).toEqual(['0', '1', '2', '3']);
  });

  it.each([
    ['thought new', [], all],
    ['thought to be there', [], none],
    ['there and older', [document('2', '000001')], none],
    ['beside one that is there', [document('0')], all],
  ])('are not taken for written when a server forgets one for ever: %s', async (_, kept, isNew) => {
    const server = new Forgetful(kept, (id) => id === '2');
    const error: unknown = await writeGuarded(server.rows, sent, isNew).catch((reason: unknown) => reason);
    expect(error instanceof WritesUnaccounted || error instanceof MongoBulkWriteError).toBe(true);
    expect(server.writes).toBeLessThanOrEqual(10);
  });
});
