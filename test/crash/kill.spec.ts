import { afterAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/store-folder.js';
import { expectSettledByRetry, expectSound } from './surviving-log.js';
import { startWriter, type Acknowledgement } from './writer-process.js';

const KILLS = 25;

const folder = temporaryFolder();
afterAll(folder.remove);

describe('a writer killed with kill -9 under load', () => {
  it(`loses nothing it acknowledged in ${KILLS} kills, and the same keys get the same receipts`, async () => {
    const path = folder.path('ledger.db');
    const all: Acknowledgement[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = startWriter(path, `round${kill}`);
      await writer.reached(1 + Math.floor(Math.random() * 400));
      // The kill may hit a group while it is decided, written, synced or acknowledged.
      setTimeout(writer.kill, Math.random() * 10);
      expect((await writer.exit).signal).toBe('SIGKILL');
      all.push(...writer.acknowledged);
      await expectSound(path, all);
      await expectSettledByRetry(path, `round${kill}`, writer.acknowledged);
    }
    process.stdout.write(`${KILLS} kills, ${all.length} commands acknowledged before them, 0 lost\n`);
  });
});
