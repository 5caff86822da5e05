import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../src/http/frame/access.js';
import { eventually } from '../support/eventually.js';
import { Probe, ProbeController } from './probe.js';

const BODY = '{"unitId":"x"}';
const steps: string[] = [];
let never: (() => void) | undefined;

@Controller('turns')
class TurnsController {
  @Get()
  @Public()
  read(): string {
    return this.take();
  }

  @Post()
  @Public()
  take(): string {
    steps.push('asked');
    setImmediate(() => steps.push('others'));
    return 'turn';
  }

  /** Answers once the client has closed its side. */
  @Post('patient')
  @Public()
  async answerAfterwards(@Req() { raw: { socket } }: FastifyRequest): Promise<string> {
    if (!socket.readableEnded) await once(socket, 'end');
    return 'recorded';
  }

  @Get('never')
  @Public()
  wait(): Promise<string> {
    return new Promise((resolve) => (never = () => resolve('at last')));
  }
}

let probe: Probe;
let authorization: string;
let parsed = 0;
let answered = 0;

beforeAll(async () => {
  probe = await Probe.start([ProbeController, TurnsController]);
  authorization = (await probe.as('representative'))['authorization'] ?? '';
  for (const event of ['request', 'checkExpectation'])
    probe.server.on(event, (_: IncomingMessage, response: ServerResponse) => {
      parsed += 1;
      response.once('finish', () => (answered += 1));
    });
});
afterAll(() => probe.stop());
beforeEach(() => {
  parsed = 0;
  answered = 0;
  steps.length = 0;
});

async function connected(allowHalfOpen = false): Promise<Socket> {
  const socket = connect({ port: Number(new URL(probe.url).port), host: '127.0.0.1', allowHalfOpen });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function head(line: string, ...headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');
}

const sends = (): readonly string[] => ['content-type: application/json', `authorization: ${authorization}`];
const command = (): string =>
  `${head('POST /probes', ...sends(), 'idempotency-key: k', `content-length: ${BODY.length}`)}${BODY}`;

function statusesIn(said: string): readonly number[] {
  return [...said.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, code]) => Number(code));
}

/** Every way to be answered that needs no connection of its own. */
const REQUESTS: readonly (readonly [string, () => string, number])[] = [
  ['a page', () => head('GET /turns'), 200],
  ['an answer of a read model', () => head('GET /probes', `authorization: ${authorization}`), 200],
  ['a head alone', () => head('HEAD /turns'), 200],
  ['a command', command, 201],
  ['no token', () => head('GET /probes'), 401],
  ['a command without a token', () => `${head('POST /probes', `content-length: ${BODY.length}`)}${BODY}`, 401],
  ['a bad token', () => head('GET /probes', 'authorization: Bearer a.b.c'), 401],
  ['nothing there', () => head('GET /nowhere', `authorization: ${authorization}`), 404],
  ['another method', () => head('DELETE /probes', `authorization: ${authorization}`), 405],
  ['an address that cannot be decoded', () => head('GET /probes/%E0%A4%A'), 400],
  ['two hosts', () => head('GET /turns', 'host: y'), 400],
  ['another expectation', () => head('GET /turns', 'expect: 200-ok'), 417],
];

describe('requests that come together on one connection', () => {
  it.each(REQUESTS)('are read no further than they can wait, and none is answered then: %s', async (_, request) => {
    const socket = await connected();
    const said = text(socket).catch(() => '');
    socket.write(request().repeat(500));
    await said;
    expect(parsed).toBeGreaterThan(1);
    expect(parsed - answered).toBeLessThanOrEqual(17);
    expect(parsed).toBeLessThan(100);
  });

  it.each(REQUESTS.filter(([name]) => name !== 'another expectation'))(
    'are answered in turn as far as they can wait: %s',
    async (_, request, status) => {
      const socket = await connected();
      const said = text(socket);
      socket.write(`${request().repeat(16)}${head('GET /turns', 'connection: close')}`);
      expect(statusesIn(await said)).toEqual([...Array.from({ length: 16 }, () => status), 200]);
    },
  );

  it('let others have their turn between', async () => {
    const socket = await connected();
    const posts = `${head('POST /turns', 'content-type: application/json', 'content-length: 1')}1`.repeat(4);
    socket.write(`${head('GET /turns').repeat(3)}${posts}${head('GET /turns', 'connection: close')}`);
    await text(socket);
    await eventually(() => steps.length === 16);
    expect(steps).toEqual(Array.from({ length: 8 }, () => ['asked', 'others']).flat());
  });
});

describe('a request that is answered before its body was read', () => {
  const LATE = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  const chunks = head('POST /probes', 'transfer-encoding: chunked');
  const long = head('POST /probes', 'content-length: 1000');

  it.each<[string, string, (socket: Socket) => void]>([
    ['comes too late', long, () => probe.server.emit('clientError', LATE, taken)],
    ['is no chunk', chunks, (socket) => socket.write('ZZ\r\n')],
    ['ends too early', long, (socket) => socket.end('short')],
  ])('has one answer when the body %s', async (_, sent, then) => {
    probe.server.once('connection', (socket: Socket) => (taken = socket));
    const socket = await connected(true);
    socket.write(sent);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    then(socket);
    const rest = await text(socket);
    socket.destroy();
    expect(statusesIn(`${answer.toString()}${rest}`)).toEqual([401]);
  });
  let taken: Socket;

  it('has one answer when the body is no chunk and comes with it, and goes behind others', async () => {
    for (const before of [0, 1, 3]) {
      const socket = await connected();
      const said = text(socket);
      socket.write(`${head('GET /turns').repeat(before)}${chunks}ZZ\r\n`);
      const statuses = statusesIn(await said);
      expect(statuses.slice(0, before)).toEqual(Array.from({ length: before }, () => 200));
      expect(statuses.length).toBeLessThanOrEqual(before + 1);
    }
  });

  it('is cut off when its body comes in ever more crumbs', async () => {
    probe.server.once('connection', (socket: Socket) => (taken = socket));
    const socket = await connected();
    const said = text(socket).catch(() => '');
    const sent = `${chunks}${'1\r\na\r\n'.repeat(1_000_000)}`;
    socket.write(sent);
    await said;
    await eventually(() => taken.destroyed);
    expect(taken.bytesRead).toBeLessThan(sent.length);
  });

  it('keeps the connection for the next one when its body comes', async () => {
    const socket = await connected();
    socket.write(head('POST /probes', `content-length: ${BODY.length}`));
    await once(socket, 'data');
    const rest = text(socket);
    socket.write(`${BODY}${head('GET /turns', 'connection: close')}`);
    expect(statusesIn(await rest)).toEqual([200]);
  });
});

describe('a client that says all it has to say and closes its side', () => {
  it.each(REQUESTS)('gets its answer: %s', async (_, request, status) => {
    const socket = await connected(true);
    const said = text(socket);
    socket.end(request());
    expect(statusesIn(await said)).toEqual([status]);
    socket.destroy();
  });

  it('gets the receipt of what is recorded only then', async () => {
    const socket = await connected(true);
    const said = text(socket);
    socket.end(head('POST /turns/patient', 'content-length: 0'));
    expect(statusesIn(await said)).toEqual([201]);
    socket.destroy();
  });

  it('gets each answer that it waits for, in turn, and then the connection ends', async () => {
    const socket = await connected(true);
    const said = text(socket);
    socket.end(`${command()}${head('GET /turns')}${command()}`);
    expect(statusesIn(await said)).toEqual([201, 200, 201]);
    socket.destroy();
  });

  it('gets an answer that takes long, and is asked meanwhile whether it still waits', async () => {
    const socket = await connected(true);
    let said = '';
    socket.on('data', (bytes: Buffer) => (said += bytes.toString()));
    socket.end(head('GET /turns/never'));
    await eventually(() => said.includes('100 Continue'));
    never?.();
    await once(socket, 'end');
    expect(statusesIn(said).filter((status) => status !== 100)).toEqual([200]);
    socket.destroy();
  });

  it('does not keep a connection on which it asked for a tunnel behind an answer that does not come', async () => {
    const socket = await connected();
    const said = text(socket).catch(() => '');
    socket.write(`${head('GET /turns/never')}${head('CONNECT x:443')}`);
    expect(statusesIn(await said)).toEqual([]);
  });

  it('ends the work for it when it has gone for good', async () => {
    let closed = false;
    probe.server.once('request', (_: IncomingMessage, response: ServerResponse) =>
      response.once('close', () => (closed = !response.writableFinished)),
    );
    const socket = await connected();
    socket.end(head('GET /turns/never'));
    await once(socket, 'finish');
    socket.destroy();
    await eventually(() => closed);
    expect(closed).toBe(true);
  });
});
