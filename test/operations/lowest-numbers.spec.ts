import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, NUMBERS, readConfig } from '../../src/config.js';
import { TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

const SETTINGS = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];
const UNIT = {
  occurredOn: { date: '2008-01-01' },
  unitId: 'moi',
  kind: 'PROVINCE',
  name: { full: { vi: 'Tỉnh Mới' }, short: { vi: 'Mới' } },
};

describe('a setting that is a number', () => {
  it.each(SETTINGS)('is taken at its least, and the service works: %s', async (setting) => {
    const service = await TestService.start({ [setting]: String(NUMBERS[setting].min) });
    try {
      const token = await service.token({ subject: 'c', name: 'C', role: 'council' });
      expect((await service.post('/units', { token, body: UNIT })).status).toBe(201);
    } finally {
      await service.stop();
    }
  });

  it.each(SETTINGS)('is refused below its least and above its most, by its name: %s', (setting) => {
    const { min, max } = NUMBERS[setting];
    for (const value of [min - 1, max + 1, 0.5, '1e3', '0x10', Number.NaN]) {
      if (value === min - 1 && min === 0) expect(() => readConfig({ [setting]: '-0' })).toThrow(ConfigError);
      expect(() => readConfig({ [setting]: String(value) })).toThrow(
        `${setting} is "${value}": set it to a whole number from ${min} to ${max}`,
      );
    }
    expect(Object.values(readConfig({ [setting]: String(max) }))).toContain(max);
  });

  it.each([
    [1000, 'MAX_CONNECTIONS is "901": the process may open 1000 files'],
    [768, 'MAX_CONNECTIONS is "901": the process may open 768 files'],
    [767, 'The process may open 767 files and needs 768 to begin'],
    [256, 'The process may open 256 files and needs 768 to begin'],
    [64, 'The process may open 64 files and needs 768 to begin'],
  ])('beyond what the process may open ends a start before anything is made: %i files', (files, said) => {
    const folder = temporaryFolder();
    const limited = ['-c', `ulimit -n ${files} && exec "$0" "$@"`, process.execPath, resolve('dist/src/cli/main.js')];
    const { status, stderr } = spawnSync('sh', [...limited, 'start'], {
      cwd: folder.path('.'),
      env: { PATH: process.env['PATH'], MAX_CONNECTIONS: '901' },
      encoding: 'utf8',
    });
    expect([status, readdirSync(folder.path('.'))]).toEqual([1, []]);
    expect(stderr).toContain(said);
    folder.remove();
  });

  it.each(SETTINGS)('below its least ends a start before anything is made: %s', (setting) => {
    const folder = temporaryFolder();
    const value = String(NUMBERS[setting].min - 1);
    const { status, stderr } = spawnSync(process.execPath, [resolve('dist/src/cli/main.js'), 'start'], {
      cwd: folder.path('.'),
      env: { PATH: process.env['PATH'], [setting]: value },
      encoding: 'utf8',
    });
    expect([status, readdirSync(folder.path('.'))]).toEqual([1, []]);
    expect(stderr).toContain(`${setting} is "${value}"`);
    folder.remove();
  });
});
