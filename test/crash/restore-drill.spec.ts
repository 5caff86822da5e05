import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { Load, recorded } from './load.js';

/** Commands recorded before the backup. */
const BEFORE = 2000;

describe('the drill of a restore under load', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start();
  });
  afterAll(() => service.stop());

  it('finds everything that was acknowledged before it, while commands go on', async () => {
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const load = new Load(service, token, { prefix: 'dien-tap', callers: 16, pauseMs: 5 });
    await eventually(() => load.sent.length >= BEFORE);
    const before = load.sent.filter(recorded).length;
    const env = { ...process.env, EVENT_STORE: service.config.eventStore };
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/src/cli/main.js', 'drill'], { env });
    const after = load.sent.filter(recorded).length;
    await load.stop();
    const [, restored] = /the same first (\d+) events/.exec(stdout) ?? [];
    expect(Number(restored)).toBeGreaterThanOrEqual(before);
    expect(after).toBeGreaterThan(before);
    process.stdout.write(
      `Drill under load: ${before} commands acknowledged before it, ${after - before} during it\n${stdout}`,
    );
  });
});
