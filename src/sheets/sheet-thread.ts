import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FromReader } from './read-beside.js';
import { readSheets } from './read-file.js';
import { type Cell, MOST, type Row, UnreadableFile } from './sheet.js';

/** So many rows, or characters, come at once; more are read when they were taken. */
const BATCH = { rows: 512, characters: 1024 * 1024 };

/** Characters told so far. */
let inCells = 0;

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
  let [batch, begun]: [Row[], number] = [[], inCells];
  try {
    for await (const row of rows) {
      batch.push(row);
      for (const cell of row.cells) inCells += charactersOf(cell);
      if (inCells > MOST.inCells) throw new UnreadableFile('TOO_LARGE_INSIDE', `A${row.number}`);
      if (batch.length < BATCH.rows && inCells - begun < BATCH.characters) continue;
      await taken(batch);
      [batch, begun] = [[], inCells];
    }
  } finally {
    // What was read before the file turned out to be unreadable is told as well.
    if (batch.length > 0) await taken(batch);
  }
}

function charactersOf(cell: Cell | undefined): number {
  return cell?.kind === 'TEXT' ? cell.text.length : 1;
}

async function taken(rows: readonly Row[]): Promise<void> {
  const answer = new Promise<void>((resolve) => port.once('message', () => resolve()));
  port.postMessage({ rows } satisfies FromReader);
  await answer;
}
