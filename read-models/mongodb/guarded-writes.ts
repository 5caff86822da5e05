import { type Collection, MongoBulkWriteError } from 'mongodb';
import type { RowDocument } from './build-documents.js';
import { QUERY_MS } from './connection.js';

/** The server's code for a second document under the same `_id`. */
export const DUPLICATE_KEY = 11000;

/** Other writers may come between look and write so often; they fold the same build, so there is one of them at most. */
const ROUNDS = 5;

/**
 * Writes each row unless it is already kept at or after its position. Which are probably new is a hint for speed alone: an insert
 * takes a fraction of what an upsert takes. Each row is accounted for: inserted, found older and replaced, or seen to be kept at
 * or after its position.
 * @throws MongoBulkWriteError for any failure but that of the guard.
 * @throws WritesUnaccounted when the server says nothing of some of the rows: a checkpoint beyond them would lose them.
 */
export async function writeGuarded(
  rows: Collection<RowDocument>,
  documents: readonly RowDocument[],
  isNew: (key: string) => boolean = () => false,
): Promise<void> {
  let inserts = documents.filter(({ _id }) => isNew(_id));
  let replacements = documents.filter(({ _id }) => !isNew(_id));
  let refusal: MongoBulkWriteError | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = await Promise.all([insert(rows, inserts), replace(rows, replacements)]);
    refusal = sent.find(({ error }) => error !== undefined)?.error ?? refusal;
    const doubtful = sent.flatMap((part) => part.doubtful);
    if (doubtful.length === 0) return;
    const kept = await positionsOf(rows, doubtful);
    inserts = doubtful.filter(({ _id }) => !kept.has(_id));
    replacements = doubtful.filter(({ _id, position }) => (kept.get(_id) ?? position) < position);
    if (inserts.length + replacements.length === 0) return;
  }
  // A unique index that is not ours, or a server that forgets what it was sent.
  throw refusal ?? new WritesUnaccounted(documents.length, documents.length - inserts.length - replacements.length);
}

/** The server did not do, or does not say that it did, all that it was sent. */
export class WritesUnaccounted extends Error {
  constructor(sent: number, accounted: number) {
    super(
      `The server of READ_MODELS answers for ${accounted} of ${sent} rows that it was sent in one unordered write: it does not keep ` +
        `the promises of MongoDB (docs/mongodb.md), use one that does`,
    );
    this.name = 'WritesUnaccounted';
  }
}

/** What is to be looked for: nothing, or all that was sent, since servers differ in what they say of a write that failed in part. */
type Sent = Readonly<{ doubtful: readonly RowDocument[]; error?: MongoBulkWriteError }>;

async function insert(rows: Collection<RowDocument>, documents: readonly RowDocument[]): Promise<Sent> {
  const operations = documents.map((document) => ({ insertOne: { document } }));
  return sentBy(documents, async () => (await rows.bulkWrite(operations, { ordered: false })).insertedCount);
}

/** Replaces what is there and older. */
async function replace(rows: Collection<RowDocument>, documents: readonly RowDocument[]): Promise<Sent> {
  const operations = documents.map((document) => ({ replaceOne: replaceWhereOlder(document) }));
  return sentBy(documents, async () => (await rows.bulkWrite(operations, { ordered: false })).matchedCount);
}

async function sentBy(documents: readonly RowDocument[], write: () => Promise<number>): Promise<Sent> {
  if (documents.length === 0) return { doubtful: [] };
  try {
    return { doubtful: (await write()) === documents.length ? [] : documents };
  } catch (error) {
    if (!isDuplicatesAlone(error)) throw error;
    return { doubtful: documents, error };
  }
}

/** At which position each of these rows is kept, if it is. */
async function positionsOf(
  rows: Collection<RowDocument>,
  documents: readonly RowDocument[],
): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(documents.map(({ _id }) => _id))];
  const asked = { projection: { position: 1 }, batchSize: keys.length, maxTimeMS: QUERY_MS };
  const found = await rows.find({ _id: { $in: keys } }, asked).toArray();
  return new Map(found.map(({ _id, position }) => [_id, position]));
}

/** Whether nothing but duplicates went wrong. */
function isDuplicatesAlone(error: unknown): error is MongoBulkWriteError {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) return false;
  const refused = error.result.getWriteErrors();
  return refused.length > 0 && refused.every(({ code }) => code === DUPLICATE_KEY);
}

function replaceWhereOlder(document: RowDocument) {
  const { _id, ...replacement } = document;
  return { filter: { _id, position: { $lt: document.position } }, replacement };
}
