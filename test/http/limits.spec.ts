import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, HttpCode } from '@nestjs/common';
import { ConfigError } from '../../src/config.js';
import { Public } from '../../src/http/frame/access.js';
import { boundConnections } from '../../src/http/frame/connections.js';
import { isWork } from '../../src/http/frame/server.js';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';
import { Probe } from './probe.js';

/** More than the buffers of a connection take. */
const LARGE = 'n'.repeat(16 * 1024 * 1024);
let made = 0;

type Sent = Readonly<{ response: IncomingMessage; bytes: Buffer }>;

@Controller('large')
class LargeController {
  @Get()
  @Public()
  @HttpCode(200)
  large(): string {
    made += 1;
    return LARGE;
  }

  @Get('small')
  @Public()
  small(): string {
    return 'small';
  }
}

describe('a connection whose client does not read', () => {
  let probe: Probe;
  let socket: Socket;

  beforeAll(async () => {
    probe = await Probe.start([LargeController]);
  });
  afterAll(() => probe.stop());
  afterEach(() => void socket.destroy());

  async function send(requests: number): Promise<void> {
    made = 0;
    socket = connect(Number(new URL(probe.url).port), '127.0.0.1');
    socket.pause();
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests));
  }

  it('is written one answer at a time, and gets the others once it reads', async () => {
    await send(4);
    await eventually(() => made > 0);
    for (let nth = 0; nth < 20; nth += 1) await (await fetch(`${probe.url}/large/small`)).text();
    expect(made).toBe(1);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    socket.resume();
    await eventually(() => received > 4 * LARGE.length);
    expect(made).toBe(4);
  });

  it('is ended when it asks for ever more', async () => {
    await send(1000);
    const closed = once(socket, 'close');
    socket.resume();
    await closed;
    expect(made).toBeLessThan(20);
  });
});

describe('answers that are the same for everybody', () => {
  let service: TestService;
  /** As it is sent: `fetch` would decode it. */
  const fetched = (page: string, headers: Record<string, string>): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const asking = request(`${service.url}${page}`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ response, bytes: Buffer.concat(chunks) }));
      });
      asking.on('error', reject).end();
    });

  beforeAll(async () => {
    service = await TestService.start();
  });
  afterAll(() => service.stop());

  it('are compressed as the caller takes them, and not sent to who has them', async () => {
    for (const page of ['/docs/json', '/docs/problems', '/docs/assets/swagger-ui-bundle.js']) {
      const plain = await fetched(page, {});
      const { etag = '', vary } = plain.response.headers;
      const br = await fetched(page, { 'accept-encoding': 'gzip, deflate, br' });
      const gzip = await fetched(page, { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
      const encodings = [plain, br, gzip].map(({ response }) => response.headers['content-encoding']);
      expect([page, vary, encodings]).toEqual([page, 'accept-encoding', [undefined, 'br', 'gzip']]);
      expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
      expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
      expect(br.bytes.length * 2).toBeLessThan(plain.bytes.length);
      const again = await fetched(page, { 'if-none-match': etag });
      expect([again.response.statusCode, again.bytes.length]).toEqual([304, 0]);
    }
  });
});

describe('limits', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await TestService.start({ REQUESTS_PER_MINUTE: '3' });
  });
  afterAll(() => service.stop());

  const statuses = async (path: string, token?: string): Promise<readonly number[]> => {
    const found: number[] = [];
    for (let nth = 0; nth < 5; nth += 1) found.push((await service.get(path, { token })).status);
    return found;
  };

  it('leave out whether the process lives, and count each public page apart', async () => {
    expect(await statuses('/docs/start.js')).toEqual([200, 200, 200, 429, 429]);
    expect(await statuses('/docs')).toEqual([200, 200, 200, 429, 429]);
    expect(await statuses('/health/live')).toEqual([200, 200, 200, 200, 200]);
  });

  it('hold for who is turned away, by address or by subject, and not for others behind the same address', async () => {
    expect(await statuses('/blocs')).toEqual([401, 401, 401, 429, 429]);
    expect(await statuses('/no/such/address')).toEqual([429, 429, 429, 429, 429]);
    expect(await statuses('/blocs', 'no.good.token')).toEqual([429, 429, 429, 429, 429]);
    const dashboard = await service.token({ subject: 'd', name: 'D', role: 'dashboard' });
    expect(await statuses('/metrics', dashboard)).toEqual([403, 403, 403, 429, 429]);
    const inspector = await service.token({ subject: 'i', name: 'I', role: 'inspector' });
    expect((await service.get('/blocs', { token: inspector })).status).toBe(200);
    const { headers } = await service.get('/blocs');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('shed work alone', () => {
    expect(
      [{ kind: 'SENDS', command: 'SignPledge' } as const, { kind: 'READS', what: 'OPEN' } as const].map(isWork),
    ).toEqual([true, true]);
    expect([{ kind: 'PUBLIC' } as const, { kind: 'READS', what: 'METRICS' } as const, undefined].map(isWork)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('keep connections below the files of the process', () => {
    const instance = { server: { maxConnections: 0 } };
    expect(() => boundConnections(instance, 900, 999)).toThrow(ConfigError);
    expect(() => boundConnections(instance, 900, 999)).toThrow('set at most 899');
    boundConnections(instance, 900, 1000);
    expect(instance.server.maxConnections).toBe(900);
  });
});
