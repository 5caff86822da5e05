import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FromReader } from './read-beside.js';
import { readSheets } from './read-file.js';
import { type Row, UnreadableFile } from './sheet.js';

/** So many rows come at once; more are read when they were taken. */
const BATCH = 512;

const port = parentPort as MessagePort;
const bytes = workerData as Uint8Array;

try {
  for await (const { name, hidden, rows } of readSheets(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  )) {
    port.postMessage({ sheet: { name, hidden } } satisfies FromReader);
    await told(rows);
  }
  port.postMessage('end' satisfies FromReader);
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  port.postMessage({ unreadable: { reason: error.reason, at: error.at } } satisfies FromReader);
}
port.close();

async function told(rows: AsyncIterable<Row>): Promise<void> {
  let batch: Row[] = [];
  try {
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      await taken(batch);
      batch = [];
    }
  } finally {
    // What was read before the file turned out to be unreadable is told as well.
    if (batch.length > 0) await taken(batch);
  }
}

async function taken(rows: readonly Row[]): Promise<void> {
  const answer = new Promise<void>((resolve) => port.once('message', () => resolve()));
  port.postMessage({ rows } satisfies FromReader);
  await answer;
}
