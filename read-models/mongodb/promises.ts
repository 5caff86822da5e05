import { randomUUID } from 'node:crypto';
import { type Collection, type Db, MongoBulkWriteError } from 'mongodb';

/** Racers for one guarded write, and how often they race. */
const RACERS = 8;
const RACES = 5;

type Probe = Readonly<{ _id: string; fence: number }>;

/**
 * Tries, in a collection of its own that is dropped after, what the store of read models rests on and a server of the same
 * protocol may not keep.
 * @throws Error that names the promise which the server breaks.
 */
export async function assertPromises(database: Pick<Db, 'collection'>): Promise<void> {
  const probe = database.collection<Probe>(`probe_${randomUUID().replaceAll('-', '')}`);
  try {
    await assertUnorderedGoesOn(probe);
    for (let race = 0; race < RACES; race += 1) await assertOneWins(probe, race);
  } finally {
    await probe.drop();
  }
}

/** Rows after a duplicate are written all the same: a batch that is folded again begins with rows that are there. */
async function assertUnorderedGoesOn(probe: Collection<Probe>): Promise<void> {
  await probe.insertOne({ _id: 'there', fence: 0 });
  const documents = ['there', 'new'].map((_id) => ({ insertOne: { document: { _id, fence: 0 } } }));
  await probe.bulkWrite(documents, { ordered: false }).catch((error: unknown) => {
    if (!(error instanceof MongoBulkWriteError)) throw error;
  });
  if ((await probe.findOne({ _id: 'new' })) === null) {
    throw broken('an unordered write goes on after a duplicate (ordered: false)');
  }
}

/** Of writes that each ask for the same fence, one finds it: leases and checkpoints rest on that. */
async function assertOneWins(probe: Collection<Probe>, race: number): Promise<void> {
  const racing = Array.from({ length: RACERS }, () =>
    probe.updateOne({ _id: 'there', fence: race }, { $set: { fence: race + 1 } }),
  );
  const winners = (await Promise.all(racing)).filter(({ matchedCount }) => matchedCount === 1);
  if (winners.length !== 1) {
    throw broken(`an update finds and changes its document at once (${winners.length} of ${RACERS} racers won)`);
  }
}

function broken(promise: string): Error {
  return new Error(`the server does not keep what read models rest on: ${promise}. Use MongoDB 4.4 or newer`);
}
