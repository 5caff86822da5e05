import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Crowded, ReaderThreads } from '../../src/beside/reader-threads.js';
import { BESIDE_BOUNDS } from '../../projections/projector/projector-beside.js';
import { STOP_WITHIN_MS } from '../../src/cli/stopping.js';
import { readConfig } from '../../src/config.js';
import { IN_HAND_MS } from '../../src/http/frame/stopping.js';
import { createService } from '../../src/main.js';
import { CLOSE_WITHIN_MS } from '../../src/operations/tracing/tracing.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

describe('a service that stops', () => {
  const agent = new Agent({ keepAlive: true });
  afterEach(() => agent.destroy());

  it('answers what is in hand and does not wait for callers who keep their connections open', async () => {
    const service = await TestService.start();
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'trong-tay',
      // The server answers this by itself, which shows that it has the request in hand.
      expect: '100-continue',
    };
    const sent = request(`${service.url}/units`, { method: 'POST', agent, headers });
    sent.flushHeaders();
    await once(sent, 'continue');
    const stopped = service.stop();
    const name = { vi: 'Tỉnh Điện Biên' };
    sent.end(JSON.stringify({ unitId: 'dien-bien', kind: 'PROVINCE', name: { full: name, short: name } }));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(201);
    answer.resume();
    await stopped;
  });

  it('refuses at once what waits for its turn to be folded as of the past', async () => {
    const service = await TestService.start();
    const token = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const refuse: ((reason: Error) => void)[] = [];
    // All threads are taken, for ever.
    const ask = jest
      .spyOn(ReaderThreads.prototype, 'ask')
      .mockImplementation(() => new Promise((_, reject) => void refuse.push(reject)));
    const close = jest
      .spyOn(ReaderThreads.prototype, 'close')
      .mockImplementation(async () => refuse.forEach((reject) => reject(new Crowded())));
    const answers = ['a', 'b', 'c'].map((unit) => service.get(`/units/${unit}?asOf=2024-01-01`, { token }));
    await eventually(() => refuse.length === 3);
    const stopped = service.stop();
    const said = (await Promise.all(answers)).map(({ status, headers }) => [status, headers.has('retry-after')]);
    expect(said).toEqual([1, 2, 3].map(() => [503, true]));
    await stopped;
    ask.mockRestore();
    close.mockRestore();
  });

  const idlers: readonly (readonly [string, (socket: Socket) => void])[] = [
    ['sends the rest of its request too late', (socket) => void socket.write('POST /units HTTP/1.1\r\nHost: a\r\n')],
    ['reads no answer', (socket) => void socket.pause().write('GET /docs/json HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(16))],
  ];

  it.each(idlers)('does not wait for a caller who %s', async (_, begin) => {
    const folder = temporaryFolder();
    const settings = { EVENT_STORE: 'memory:', READ_MODELS: `sqlite:${folder.path('read-models.db')}` };
    const config = readConfig({ ...settings, KEY_FILE: folder.path('key.json'), PORT: '0', LOG_LEVEL: 'silent' });
    const service = await createService(config);
    // The limits of the server itself would end the connection too, some time: with them a stop that waits would pass as well.
    const server = service.app.getHttpServer();
    Object.assign(server, { headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0, timeout: 0 });
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    const [taken] = await accepted;
    taken.setTimeout(0);
    begin(socket);
    // It is answered behind the socket: by then the server has read what that sent.
    await fetch(`${service.url}/health/live`);
    const closed = once(socket, 'close');
    await service.close();
    socket.resume();
    await closed;
    folder.remove();
  });

  it('ends within what supervisors give by default, also when callers, the folding thread and the collector hold it up at once', () => {
    const SUPERVISORS_MS = 10_000;
    const { stopWithin, endWithin } = BESIDE_BOUNDS;
    expect(IN_HAND_MS + stopWithin + endWithin + CLOSE_WITHIN_MS).toBeLessThan(STOP_WITHIN_MS);
    expect(STOP_WITHIN_MS).toBeLessThan(SUPERVISORS_MS);
  });
});
