import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { createService, type Service } from '../../src/main.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { temporaryFolder } from '../support/store-folder.js';

const PASSWORD = 'mat-khau-cua-kho';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the log at its most talkative', () => {
  const folder = temporaryFolder();
  const lines: string[] = [];
  let server: TestServer;
  let service: Service;
  let token: string;

  beforeAll(async () => {
    server = await TestServer.start();
    const config = readConfig({
      EVENT_STORE: server.url.replace('esdb://', `esdb://ledger:${PASSWORD}@`),
      READ_MODELS: `sqlite:${folder.path('read-models.db')}`,
      KEY_FILE: folder.path('signing-key.json'),
      PORT: '0',
      // A machine that is busy with other tests would refuse as overloaded.
      REQUESTS_PER_MINUTE: '0',
    });
    const to = new Writable({
      write: (line: Buffer, _, done) => {
        lines.push(line.toString());
        done();
      },
    });
    service = await createService(config, { log: pino({ level: 'trace', base: null }, to) });
    const key = await SigningKey.at(folder.path('signing-key.json'));
    const terms = { issuer: config.tokenIssuer, audience: config.tokenAudience, ttlSeconds: 60 };
    token = await key.mint({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' }, terms);
    await send(token);
    await send(`${token.slice(0, -4)}AAAA`);
    await server.gate.shut();
    await send(token, { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
  });
  afterAll(async () => {
    await service.close();
    await server.stop();
    folder.remove();
  });

  const send = (bearer: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => {
    const name = { full: { vi: 'Tỉnh bí mật' }, short: { vi: 'Bí mật' } };
    return fetch(`${service.url}/units`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...headers,
      },
      body: JSON.stringify({ unitId: 'bi-mat', kind: 'PROVINCE', name }),
    });
  };

  it('is a JSON object on each line', () => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) });
  });

  it('names the request that an outage hit first by the trace that its caller is in', () => {
    const failed = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ traceId }) => traceId === TRACE);
    const msg = 'requests are refused for now';
    expect(failed).toEqual([
      expect.objectContaining({ msg, code: 'STORE_UNAVAILABLE', method: 'POST', route: '/units' }),
    ]);
  });

  it('holds no token, no key, no password and nothing of a body', () => {
    const all = lines.join('');
    const signature = token.split('.').at(-1) ?? token;
    for (const secret of [token, signature, PASSWORD, 'authorization', 'Bí mật']) expect(all).not.toContain(secret);
  });
});
