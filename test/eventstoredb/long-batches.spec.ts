import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { upTo } from '../../src/log/eventstoredb/catch-up.js';
import { Inflow } from '../../src/log/eventstoredb/inflow.js';
import { positionAt } from '../../src/log/eventstoredb/log-position.js';
import type { Heard } from '../../src/log/eventstoredb/readings.js';
import { LONG_BATCH } from '../../src/log/long-batch.js';

const MIB = 1024 * 1024;
const PATIENCE = 1000;
const event = (nth: number) => ({ position: positionAt(BigInt(nth)), id: String(nth) }) as Recorded;

/** The sizes of events in MiB, in the batches of the log that hold them. */
async function batchesOf(
  chunks: readonly (readonly number[])[],
  most: number,
): Promise<readonly (readonly number[])[]> {
  const sizes = chunks.flat();
  const following = async function* (): AsyncGenerator<Heard, void> {
    yield undefined;
    let nth = 0;
    for (const chunk of chunks) {
      const size = chunk.reduce((sum, one) => sum + one, 0) * MIB;
      yield { events: chunk.map(() => event((nth += 1))), size };
      yield undefined;
    }
  };
  const read: number[][] = [];
  const log = {
    readings: { following },
    asked: { at: async () => undefined, connection: 0, certain: async () => true },
  };
  for await (const batch of upTo(positionAt(BigInt(sizes.length)), BEGINNING, log, { most, patience: PATIENCE }))
    read.push(batch.map(({ id }) => sizes[Number(id) - 1] ?? 0));
  return read;
}

describe('a batch of the log on a server', () => {
  it('is full, unless its events are large', async () => {
    expect(await batchesOf([[0], [0, 0, 0], [0]], 2)).toEqual([[0, 0], [0, 0], [0]]);
    expect(await batchesOf([[3], [4], [3], [0], [9], [0]], 500)).toEqual([[3, 4], [3, 0], [9], [0]]);
  });

  it('holds each event once and in order, and is never longer than one may be but by what came at once', async () => {
    const chunk = fc.array(fc.constantFrom<number>(0, 0, 1, 3, 7), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunk, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (chunks, most) => {
          const batches = await batchesOf(chunks, most);
          expect(batches.flat()).toEqual(chunks.flat());
          const longest = Math.max(...chunks.map((one) => one.reduce((sum, size) => sum + size, 0)), LONG_BATCH / MIB);
          for (const batch of batches) {
            expect(batch.length).toBeLessThanOrEqual(most);
            expect(batch.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(longest);
          }
        },
      ),
    );
  });

  it('is made of what came in, no more at once than a batch may be long', async () => {
    const sizes = [1, 3, 5, 1, 9, 1];
    const entries = sizes.map((size) => ({ size: size * MIB }));
    const inflow = new Inflow(Readable.from(entries, { highWaterMark: 16 }), async () => undefined);
    const chunks: number[][] = [];
    for await (const chunk of inflow.chunks({ most: 16, patience: PATIENCE }))
      chunks.push(chunk.map(({ size = 0 }) => size / MIB));
    expect(chunks.flat()).toEqual(sizes);
    expect(chunks.every((chunk) => chunk.slice(0, -1).reduce((sum, size) => sum + size, 0) < LONG_BATCH / MIB)).toBe(
      true,
    );
    expect(chunks.length).toBeGreaterThan(1);
  });
});
