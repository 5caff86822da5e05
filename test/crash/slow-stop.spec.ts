import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('a stop that takes longer than nine seconds', () => {
  it('ends in the middle of the turn, which needs its WAL, says so and leaves the WAL there', async () => {
    const path = folder.path('ledger.db');
    const env = {
      ...process.env,
      ...{ PORT: '0', LOG_LEVEL: 'fatal', KEY_FILE: folder.path('key.json') },
      ...{ EVENT_STORE: `sqlite:${path}`, READ_MODELS: `sqlite:${folder.path('read-models.db')}` },
    };
    const service = spawn(process.execPath, [join(import.meta.dirname, 'slow-stop.mjs')], { env });
    let said = '';
    for (const stream of [service.stdout, service.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    await eventually(() => said.includes('Mint a token') || service.exitCode !== null);
    service.kill('SIGTERM');
    await once(service, 'close');
    expect(said).toContain('the stop took longer than 9 seconds');
    expect(existsSync(`${path}-wal`)).toBe(true);
    await (await SqliteEventStore.open(path)).close();
  });
});
