import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';

/** Where no write finds room, as on a full disk. */
const FULL = '/dev/full';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

(existsSync(FULL) ? describe : describe.skip)('a service whose log cannot be written', () => {
  it('goes on, and stops in peace however often it is told to', async () => {
    const env = {
      ...process.env,
      ...{ PORT: '0', LOG_LEVEL: 'info', KEY_FILE: folder.path('key.json') },
      ...{ EVENT_STORE: `sqlite:${folder.path('l.db')}`, READ_MODELS: `sqlite:${folder.path('r.db')}` },
    };
    const full = openSync(FULL, 'w');
    const service = spawn(process.execPath, ['dist/src/cli/main.js', 'start'], {
      env,
      stdio: ['ignore', 'pipe', full],
    });
    closeSync(full);
    const closed = once(service, 'close');
    let said = '';
    service.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    await eventually(() => said.includes('Mint a token') || service.exitCode !== null);
    const url = /http:\S+(?=;)/.exec(said)?.[0] ?? 'http://it-has-ended';
    // Each is told at the usual level.
    for (let nth = 0; nth < 3; nth += 1) expect((await fetch(`${url}/units`)).status).toBe(401);
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) service.kill(signal);
    expect(await closed).toEqual([0, null]);
    expect(existsSync(folder.path('l.db-wal'))).toBe(false);
  });
});
