import { type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import type { RowDocument } from './build-documents.js';

/** The server's code for a second document under the same `_id`. */
const DUPLICATE_KEY = 11000;

/**
 * Writes each row unless it is already kept at or after its position.
 *
 * A guarded upsert finds no older document in two cases: there is none, and it inserts; or there is a newer one, and the
 * insert fails as a duplicate, which is the guard at work. It fails alike where two writers insert the same new key at
 * once, and then the newer row may be the one refused. So the duplicates are written once more, without inserting.
 * @throws MongoBulkWriteError for any other failure, even among duplicates.
 */
export async function writeGuarded(rows: Collection<RowDocument>, documents: readonly RowDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const duplicates = await upsertWhereOlder(rows, documents);
  if (duplicates.length === 0) return;
  await rows.bulkWrite(
    duplicates.map((document) => ({ replaceOne: replaceWhereOlder(document) })),
    { ordered: false },
  );
}

/** @returns the documents that were refused as duplicates */
async function upsertWhereOlder(
  rows: Collection<RowDocument>,
  documents: readonly RowDocument[],
): Promise<readonly RowDocument[]> {
  try {
    await rows.bulkWrite(
      documents.map((document) => ({ replaceOne: { ...replaceWhereOlder(document), upsert: true } })),
      { ordered: false },
    );
    return [];
  } catch (error) {
    const refused = duplicatesAlone(error);
    if (refused === undefined) throw error;
    return refused.map(({ index }) => documents[index]).filter((document) => document !== undefined);
  }
}

/** The write errors, if nothing but duplicates went wrong. */
function duplicatesAlone(error: unknown): readonly WriteError[] | undefined {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) return undefined;
  const refused = error.result.getWriteErrors();
  return refused.length > 0 && refused.every(({ code }) => code === DUPLICATE_KEY) ? refused : undefined;
}

function replaceWhereOlder(document: RowDocument) {
  const { _id, ...replacement } = document;
  return { filter: { _id, position: { $lt: document.position } }, replacement };
}
