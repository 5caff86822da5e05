import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { PersonBody } from '../../src/http/shapes/shapes.dto.js';
import { createService } from '../../src/main.js';
import { logSlowRequests } from '../../src/operations/slow-requests.js';
import { temporaryFolder } from '../support/store-folder.js';
import { Probe, ProbeController } from './probe.js';

type Line = Readonly<Record<string, unknown>>;

/** A log at the usual level, and what was written to it. */
function usualLog(): Readonly<{ log: Logger; lines: Line[] }> {
  const lines: Line[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Line);
  return { log: pino({ level: 'info', base: null, timestamp: false }, { write }), lines };
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };

describe('the log of a service, at the usual level', () => {
  it('tells its start with version and stores, where it listens, and its stop', async () => {
    const folder = temporaryFolder();
    const { log, lines } = usualLog();
    const stores = { EVENT_STORE: `sqlite:${folder.path('l.db')}`, READ_MODELS: `sqlite:${folder.path('r.db')}` };
    const config = readConfig({ ...stores, KEY_FILE: folder.path('key.json'), PORT: '0' });
    const service = await createService(config, { log });
    await service.close();
    folder.remove();
    expect(lines.map(({ msg }) => msg)).toEqual(['starting', 'listening', 'stopping', 'stopped']);
    expect(lines[0]).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      node: process.version,
      role: 'all',
      eventStore: config.eventStore,
      readModels: config.readModels,
    });
    expect(lines[1]).toMatchObject({ url: service.url });
  });

  it('shows no password of a store', async () => {
    const { log, lines } = usualLog();
    const EVENT_STORE = 'esdb://ledger:mat-khau@127.0.0.1:1?tls=false&maxDiscoverAttempts=1';
    const folder = temporaryFolder();
    const settings = { EVENT_STORE, READ_MODELS: `sqlite:${folder.path('r.db')}`, KEY_FILE: folder.path('key.json') };
    const config = readConfig({ ...settings, PORT: '0' });
    // Whether it starts while the store is away is another matter: the first line is written before.
    await createService(config, { log }).then(
      (service) => service.close(),
      () => undefined,
    );
    folder.remove();
    expect(lines[0]).toMatchObject({ msg: 'starting', eventStore: expect.stringContaining('esdb://127.0.0.1:1') });
    expect(JSON.stringify(lines)).not.toContain('mat-khau');
  });
});

describe('requests in the log, at the usual level', () => {
  const { log, lines } = usualLog();
  let probe: Probe;
  let inspector: Record<string, string>;

  beforeAll(async () => {
    probe = await Probe.start([ProbeController], { log });
    inspector = await probe.as('inspector');
  });
  afterAll(() => probe.stop());

  async function logged(init: RequestInit, path = '/probes'): Promise<readonly Line[]> {
    lines.length = 0;
    const headers = { ...traced, ...(init.headers as Record<string, string>) };
    await (await fetch(`${probe.url}${path}`, { ...init, headers })).text();
    return [...lines];
  }

  it('are not told when they are answered, nor when a rule refuses', async () => {
    expect(await logged({ headers: inspector })).toEqual([]);
    const sends = { ...(await probe.as('representative')), 'content-type': 'application/json', 'idempotency-key': 'k' };
    expect(await logged({ method: 'POST', headers: sends, body: '{"unitId":"signed"}' })).toEqual([]);
  });

  it('without a good token are one line with the reason, which the caller is not told', async () => {
    const refused = { level: 30, code: 'UNAUTHENTICATED', traceId: TRACE, method: 'GET', route: '/probes' };
    const line = { ...refused, ip: '127.0.0.1', msg: 'refused at the door' };
    expect(await logged({})).toEqual([{ ...line, reason: 'none sent' }]);
    const headers = { authorization: `${inspector['authorization'] ?? ''}x` };
    expect(await logged({ headers })).toEqual([{ ...line, reason: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' }]);
  });

  it('of a role that may not are one line with who and what', async () => {
    expect(await logged({ method: 'POST', headers: { ...inspector, 'content-type': 'application/json' } })).toEqual([
      {
        ...{ level: 30, code: 'NOT_ENTITLED', traceId: TRACE, method: 'POST', route: '/probes', ip: '127.0.0.1' },
        ...{
          subject: 'thidua-ledger|inspector-1',
          facts: { role: 'inspector', command: 'SignPledge', allowed: ['representative', 'secretary', 'council'] },
        },
        msg: 'refused at the door',
      },
    ]);
    const headers = await probe.with({ subject: 's', name: 'S', role: 'secretary' });
    expect(await logged({ headers })).toMatchObject([{ code: 'TOKEN_INCOMPLETE', traceId: TRACE }]);
  });

  it('that fail are one line with the stack, and one line for all that an outage hits', async () => {
    const headers = { ...(await probe.as('representative')), 'content-type': 'application/json' };
    const send = (unitId: string, key: string): Promise<readonly Line[]> =>
      logged({ method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: JSON.stringify({ unitId }) });
    expect(await send('broken', 'k-0')).toMatchObject([
      { level: 50, traceId: TRACE, err: { stack: expect.any(String) } },
    ]);
    expect(await send('unavailable', 'k-1')).toEqual([
      {
        ...{ level: 40, code: 'STORE_UNAVAILABLE', traceId: TRACE, method: 'POST', route: '/probes' },
        reason: 'EventStoreDB at esdb://node-1:2113 does not answer',
        msg: 'requests are refused for now',
      },
    ]);
    expect(await send('unavailable', 'k-2')).toEqual([]);
  });
});

describe('a slow request', () => {
  it('is one line with what it was and how long it took; a quick one is none', async () => {
    const { log, lines } = usualLog();
    const times = [999, 1_000];
    @Controller('slow')
    class SlowController {
      @ReadRoute({ what: 'CARD', query: 'GetSlow', summary: 'Read', type: PersonBody })
      read(): object {
        return {};
      }
    }
    // The server takes the time of an answer from this clock: the answer is as late as the test says.
    const late = (): number => times.shift() ?? 0;
    const probe = await Probe.start([SlowController], { observe: (server) => logSlowRequests(server, log, late) });
    const headers = { ...(await probe.as('inspector')), ...traced };
    for (const _ of times.slice()) await (await fetch(`${probe.url}/slow`, { headers })).text();
    await probe.stop();
    expect(lines).toEqual([
      {
        ...{ level: 40, traceId: TRACE, method: 'GET', route: '/slow', subject: 'thidua-ledger|inspector-1' },
        ...{ status: 200, ms: 1_000, msg: 'slow request' },
      },
    ]);
  });
});
