import { type BulkWriteResult, type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import type { RowDocument } from './build-documents.js';
import { QUERY_MS } from './connection.js';

/** The server's code for a second document under the same `_id`. */
export const DUPLICATE_KEY = 11000;

/**
 * Writes each row unless it is already kept at or after its position.
 *
 * A guarded upsert finds no older document in two cases: there is none, and it inserts; or there is a newer one, and the
 * insert fails as a duplicate, which is the guard at work. It fails alike where two writers insert the same new key at
 * once, and then the newer row may be the one refused. So the duplicates are written once more, without inserting.
 * @throws MongoBulkWriteError for any other failure, even among duplicates.
 * @throws WritesUnaccounted when the server says nothing of some of the rows: a checkpoint beyond them would lose them.
 */
export async function writeGuarded(rows: Collection<RowDocument>, documents: readonly RowDocument[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    const result = await rows.bulkWrite(
      documents.map((document) => ({ replaceOne: { ...replaceWhereOlder(document), upsert: true } })),
      { ordered: false },
    );
    assertAccounted(documents.length, result, 0);
  } catch (error) {
    const duplicates = duplicatesAlone(error).map(({ index }) => documents[index]);
    if (!(error instanceof MongoBulkWriteError) || duplicates.length === 0) throw error;
    assertAccounted(documents.length, error.result, duplicates.length);
    await replaceDuplicates(
      rows,
      duplicates.filter((document) => document !== undefined),
      error,
    );
  }
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

/** Each row is replaced, inserted, or refused as a duplicate; a server that stops at the first error leaves out the rest. */
function assertAccounted(
  sent: number,
  { matchedCount, upsertedCount }: Pick<BulkWriteResult, 'matchedCount' | 'upsertedCount'>,
  duplicates: number,
): void {
  const accounted = matchedCount + upsertedCount + duplicates;
  if (accounted !== sent) throw new WritesUnaccounted(sent, accounted);
}

/** @throws the error of the duplicates, if a row was refused that does not exist: a foreign unique index stands in the way. */
async function replaceDuplicates(
  rows: Collection<RowDocument>,
  documents: readonly RowDocument[],
  error: unknown,
): Promise<void> {
  await rows.bulkWrite(
    documents.map((document) => ({ replaceOne: replaceWhereOlder(document) })),
    { ordered: false },
  );
  const keys = [...new Set(documents.map(({ _id }) => _id))];
  const there = await rows.find({ _id: { $in: keys } }, { projection: { _id: 1 }, maxTimeMS: QUERY_MS }).toArray();
  if (there.length < keys.length) throw error;
}

/** The write errors, if nothing but duplicates went wrong; else none. */
function duplicatesAlone(error: unknown): readonly WriteError[] {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) return [];
  const refused = error.result.getWriteErrors();
  return refused.every(({ code }) => code === DUPLICATE_KEY) ? refused : [];
}

function replaceWhereOlder(document: RowDocument) {
  const { _id, ...replacement } = document;
  return { filter: { _id, position: { $lt: document.position } }, replacement };
}
