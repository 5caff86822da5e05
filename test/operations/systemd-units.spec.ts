import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { boundConnections } from '../../src/http/frame/connections.js';

const FOLDER = 'docs/operating';
const UNITS = readdirSync(FOLDER).filter((file) => /\.(service|timer)$/.test(file));
const SERVICES = UNITS.filter((file) => file.endsWith('.service'));

/** The values of an option of the unit, in their order. */
const valuesOf = (unit: string, option: string): readonly string[] =>
  [...readFileSync(join(FOLDER, unit), 'utf8').matchAll(new RegExp(`^${option}=(.*)$`, 'gm'))].map(
    ([, value = '']) => value,
  );

/** What the unit sets in the environment. */
const environmentOf = (unit: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    valuesOf(unit, 'Environment').map((setting) => {
      const [name = '', value = ''] = setting.split(/=(.*)/s);
      return [name, value] as const;
    }),
  );

/** The names that the settings of the service are asked by. */
function settings(): ReadonlySet<string> {
  const asked = new Set<string>();
  const named = (_: object, name: string | symbol): undefined => void asked.add(String(name));
  readConfig(new Proxy({}, { get: named }));
  return asked;
}

describe('the units of systemd', () => {
  it.each(SERVICES)('set nothing but what the service reads: %s', (unit) => {
    const { NODE_ENV: mode, ...ours } = environmentOf(unit);
    expect(mode).toBe('production');
    expect([...settings()]).toEqual(expect.arrayContaining(Object.keys(ours)));
    expect(() => readConfig(ours)).not.toThrow();
  });

  it.each(SERVICES)('run as a user of their own, without a privilege: %s', (unit) => {
    expect(valuesOf(unit, 'User')).toEqual(['thidua-ledger']);
    expect(valuesOf(unit, 'NoNewPrivileges')).toEqual(['yes']);
    expect(valuesOf(unit, 'CapabilityBoundingSet')).toEqual(['']);
    expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
  });

  it.each(SERVICES)('leave V8 the memory that it executes: %s', (unit) => {
    expect(valuesOf(unit, 'MemoryDenyWriteExecute')).toEqual([]);
  });

  it('keep the stores and the key of the service where it may write', () => {
    const [folder = ''] = valuesOf('thidua-ledger.service', 'StateDirectory');
    const { eventStore, readModels, keys } = readConfig(environmentOf('thidua-ledger.service'));
    const places = [eventStore, readModels, keys.kind === 'FILE' ? `file:${keys.path}` : ''];
    for (const place of places) expect(place).toMatch(new RegExp(`^\\w+:/var/lib/${folder}/[\\w.-]+$`));
  });

  it('let the service open the files that its connections need', () => {
    const limit = Number(valuesOf('thidua-ledger.service', 'LimitNOFILE')[0]);
    const most = readConfig(environmentOf('thidua-ledger.service')).maxConnections;
    expect(() => boundConnections({ server: { maxConnections: 0 } }, most, limit)).not.toThrow();
  });

  it('give the service more time to stop than it takes at most, ten seconds', () => {
    expect(valuesOf('thidua-ledger.service', 'TimeoutStopSec')).toEqual(['15s']);
  });

  it('mint a token with the key of the service, again long before it runs out', () => {
    const [timer = ''] = UNITS.filter((file) => file.endsWith('.timer'));
    const minting = timer.replace('.timer', '.service');
    expect(environmentOf(minting)['KEY_FILE']).toBe(environmentOf('thidua-ledger.service')['KEY_FILE']);
    const [command = ''] = valuesOf(minting, 'ExecStart');
    const [again = ''] = valuesOf(timer, 'OnUnitActiveSec');
    const days = (text: string): number => Number(/(\d+)d\b/.exec(text)?.[1]);
    expect(days(command)).toBeGreaterThanOrEqual(3 * days(again));
  });
});
