import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/store-folder.js';
import { announceMissing, canTrace, orderIn, traced } from './strace.js';
import { script, startWriter } from './writer-process.js';

const COMMANDS = 640;

const folder = temporaryFolder();
afterAll(folder.remove);

/** A kill cannot show this, because the kernel keeps what a killed process wrote. The order of system calls does. */
describe('the order of sync and acknowledgement', () => {
  if (!canTrace) {
    it.skip(announceMissing('that no acknowledgement leaves before the sync of its events'), () => undefined);
    return;
  }

  it('syncs the log between the last write to it and every acknowledgement', async () => {
    const trace = folder.path('trace');
    const writer = startWriter(folder.path('ledger.db'), 'order', {
      most: COMMANDS,
      under: traced(trace),
      together: true,
    });
    expect((await writer.exit).code).toBe(0);
    const { acknowledged, early, syncs } = orderIn(readFileSync(trace, 'utf8'));
    expect({ acknowledged, early }).toEqual({ acknowledged: COMMANDS, early: 0 });
    expect(syncs).toBeGreaterThan(0);
    process.stdout.write(`${acknowledged} acknowledgements traced, ${syncs} syncs of the log, ${early} too early\n`);
  });

  it('would be seen to be wrong in a store that does not sync', () => {
    const trace = folder.path('careless-trace');
    const [strace = '', ...options] = traced(trace);
    spawnSync(strace, [...options, process.execPath, script('careless-writer.mjs'), folder.path('careless.db')]);
    expect(orderIn(readFileSync(trace, 'utf8'))).toMatchObject({ acknowledged: 50, early: 50 });
  });
});
