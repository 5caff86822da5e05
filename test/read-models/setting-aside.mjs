import { parentPort, workerData } from 'node:worker_threads';
import { SqliteReadModelStore } from '../../dist/read-models/sqlite/sqlite-read-model-store.js';

// Opens a file of read models in the same moment as other threads do, and makes room in it for a build of its own.
const { path, name, gate, many } = workerData;
const said = [];
Atomics.add(gate, 0, 1);
Atomics.notify(gate, 0);
for (let here = Atomics.load(gate, 0); here < many; here = Atomics.load(gate, 0)) Atomics.wait(gate, 0, here);
let store;
try {
  store = new SqliteReadModelStore(path, (problem) => void said.push(problem));
  await store.declare({ name, version: 1, build: 1, indexes: [] }, 'a log');
} catch (error) {
  // The driver's errors would come to another thread without a word.
  said.push(`failed: ${error.message}`);
}
parentPort.postMessage(said);
parentPort.once('message', () => void store?.close());
