import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FaultCode, FAULTS } from '../../src/http/problems/fault.js';
import type { Problem } from '../../src/http/problems/problem.js';
import type { Position } from '../../src/kernel/event.js';
import { eventually } from '../support/eventually.js';
import { Probe, ProbeController } from './probe.js';

type Said = Readonly<{ status: number; type: string | undefined; wait: string | undefined; problem: Problem }>;
type OpenApi = Readonly<{
  paths: Readonly<
    Record<string, Readonly<Record<string, Readonly<{ responses: Record<string, { description: string }> }>>>>
  >;
}>;

let probe: Probe;
let bearer: Record<string, string>;
let document: OpenApi;

beforeAll(async () => {
  const progress = { head: async () => '9' as Position, caughtUp: async () => false };
  probe = await Probe.start([ProbeController], { progress });
  bearer = await probe.as('representative');
  document = (await (await fetch(`${probe.url}/docs/json`)).json()) as OpenApi;
});
afterAll(() => probe.stop());

async function sent(path: string, init: RequestInit = {}, to: Probe = probe): Promise<Said> {
  const response = await fetch(`${to.url}${path}`, { headers: bearer, ...init });
  const [type, wait] = ['content-type', 'retry-after'].map((name) => response.headers.get(name) ?? undefined);
  return { status: response.status, type, wait, problem: (await response.json()) as Problem };
}

function command(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Said> {
  const usual = { 'content-type': 'application/json', 'idempotency-key': 'k-1', ...bearer };
  return sent('/probes', { method: 'POST', headers: { ...usual, ...headers }, body });
}

const about = (unitId: string): Promise<Said> => command(JSON.stringify({ unitId }));

/** The last that the service writes to a socket on which these bytes come, each piece when the one before is answered. */
async function spoken(
  first: string,
  { to = probe, then }: { to?: Probe; then?: () => Promise<string> } = {},
): Promise<Said & Readonly<{ statuses: readonly number[] }>> {
  const { hostname, port } = new URL(to.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(first);
  const all: string[] = [];
  if (then !== undefined) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    all.push(bytes.toString());
    socket.write(await then());
  }
  all.push(await text(socket));
  const [, head = '', body = ''] = /.*(HTTP\/1\.1 [^]*?)\r\n\r\n([^]*)$/s.exec(all.join('')) ?? [];
  const header = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim();
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const statuses = [...all.join('').matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, code]) => Number(code));
  const problem = JSON.parse(body) as Problem;
  return { status, statuses, type: header('content-type'), wait: header('retry-after'), problem };
}

/** A second request on the connection of one that is in hand when the service begins to stop. */
async function stopping(): Promise<Said> {
  const service = await Probe.start();
  const { authorization = '' } = await service.as('representative');
  const body = '{"unitId":"x"}';
  const headers = ['host: x', `authorization: ${authorization}`];
  const sends = ['content-type: application/json', 'idempotency-key: k', `content-length: ${body.length}`];
  let stopped: Promise<void> | undefined;
  const said = await spoken(
    ['POST /probes HTTP/1.1', ...headers, ...sends, 'expect: 100-continue', '', ''].join('\r\n'),
    {
      to: service,
      then: async () => {
        stopped = service.stop();
        await eventually(() => !service.server.listening);
        return `${body}${['GET /probes HTTP/1.1', ...headers, '', ''].join('\r\n')}`;
      },
    },
  );
  await stopped;
  return said;
}

/** Node looks for late requests by a clock of its own; here the server is told as Node would tell it. */
function late(): Promise<Said> {
  const { server } = probe;
  const error = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  server.once('connection', (socket: Socket) => setImmediate(() => server.emit('clientError', error, socket)));
  return spoken('POST /probes HTTP/1.1\r\n');
}

async function limited(): Promise<Said> {
  const one = await Probe.start([ProbeController], { environment: { REQUESTS_PER_MINUTE: '1' } });
  try {
    const headers = await one.as('representative');
    await fetch(`${one.url}/probes`, { headers });
    return await sent('/probes', { headers }, one);
  } finally {
    await one.stop();
  }
}

async function withoutBloc(): Promise<Said> {
  return sent('/probes', { headers: await probe.with({ subject: 's', name: 'S', role: 'secretary' }) });
}

const LARGE = JSON.stringify({ unitId: 'x', name: 'a'.repeat(65_536) });

/** How each fault is met by who sends requests; a fault without a line does not compile. */
const MEETINGS: Record<FaultCode, () => Promise<Said>> = {
  MALFORMED_REQUEST: () => spoken('NO HTTP AT ALL\r\n\r\n'),
  IDEMPOTENCY_KEY_REQUIRED: () => command('{"unitId":"x"}', { 'idempotency-key': '' }),
  IF_MATCH_INVALID: () => command('{"unitId":"x"}', { 'if-match': '7' }),
  UNAUTHENTICATED: () => sent('/probes', { headers: {} }),
  TOKEN_INCOMPLETE: withoutBloc,
  NOT_FOUND: () => sent('/nowhere'),
  METHOD_NOT_ALLOWED: () => sent('/probes', { method: 'DELETE' }),
  REQUEST_TIMEOUT: late,
  PRECONDITION_FAILED: () => about('moved'),
  NO_SUCH_REVISION: () => about('unbegun'),
  PAYLOAD_TOO_LARGE: () => command(LARGE),
  TOO_LARGE_TO_STORE: () => about('too-large'),
  UNSUPPORTED_MEDIA_TYPE: () => command('{"unitId":"x"}', { 'content-encoding': 'gzip' }),
  EXPECTATION_FAILED: () => spoken('GET /probes HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\n\r\n'),
  HEADERS_TOO_LARGE: () => spoken(`GET /probes HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`),
  TOO_MANY_REQUESTS: limited,
  OVERLOADED: () => about('overloaded'),
  STOPPING: stopping,
  STORE_UNAVAILABLE: () => about('unavailable'),
  STORE_FULL: () => about('full'),
  STORE_REFUSES: () => about('refuses'),
  CLOCK_IMPLAUSIBLE: () => about('implausible'),
  OUTCOME_UNKNOWN: () => about('outcome-unknown'),
  NOT_UNDERSTOOD: () => about('not-understood'),
  STREAM_CUT: () => about('cut'),
  NOT_READABLE_YET: () => sent('/probes?atLeast=7'),
  READ_MODELS_UNAVAILABLE: () => about('unreadable'),
  KEYS_UNREACHABLE: () => about('unverifiable'),
  INTERNAL: () => about('broken'),
};

describe('each fault of the service', () => {
  it.each(Object.keys(FAULTS) as FaultCode[])('is a problem with its own status and code: %s', async (code) => {
    const { status, type, wait, problem } = await MEETINGS[code]();
    expect([status, type, problem.status, problem.code, problem.type]).toEqual([
      FAULTS[code].status,
      'application/problem+json; charset=utf-8',
      FAULTS[code].status,
      code,
      `/docs/problems/${code}`,
    ]);
    expect(Object.keys(problem)).toEqual(
      expect.arrayContaining(['title', 'detail', 'rule', 'messages', 'facts', 'traceId']),
    );
    if (status === 503 || status === 429) expect(Number(wait)).toBeGreaterThan(0);
  });

  it('names a role by its word in each language', async () => {
    const { problem } = await withoutBloc();
    expect([problem.messages.vi.includes('vai trò thư ký'), problem.messages.en.includes('role secretary')]).toEqual([
      true,
      true,
    ]);
  });

  it.each([
    ['post', ['EVERYWHERE', 'WITH_TOKEN', 'COMMANDS']],
    ['get', ['EVERYWHERE', 'WITH_TOKEN', 'QUERIES']],
  ] as const)('is told by the document on each %s where it is met, under its status', (method, met) => {
    const responses = document.paths['/probes']?.[method]?.responses ?? {};
    const told = Object.entries(FAULTS).filter(([code, { status }]) => responses[status]?.description.includes(code));
    const expected = Object.entries(FAULTS).filter(([, fault]) => met.some((where) => where === fault.met));
    expect(told.map(([code]) => code)).toEqual(expected.map(([code]) => code));
  });
});

describe('a head that two servers could read differently', () => {
  const authorization = (): string => `authorization: ${bearer['authorization']}`;
  const post = ['content-type: application/json', 'idempotency-key: k'];
  const chunks = '9\r\n{"unitId"\r\n5\r\n:"x"}\r\n0\r\n\r\n';

  it.each<[string, () => string, number, FaultCode]>([
    ['no host', () => `GET /probes HTTP/1.1\r\n${authorization()}\r\n\r\n`, 400, 'MALFORMED_REQUEST'],
    [
      'two hosts',
      () => ['GET /probes HTTP/1.1', 'host: x', 'Host: y', authorization(), '', ''].join('\r\n'),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'two tokens',
      () => ['GET /probes HTTP/1.1', 'host: x', authorization(), 'Authorization: Bearer x', '', ''].join('\r\n'),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a coding besides chunks',
      () =>
        [
          'POST /probes HTTP/1.1',
          'host: x',
          authorization(),
          ...post,
          'transfer-encoding: gzip, chunked',
          '',
          chunks,
        ].join('\r\n'),
      400,
      'MALFORMED_REQUEST',
    ],
    ['a tunnel', () => 'CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
  ])('is refused in our format: %s', async (_, head, status, code) => {
    const said = await spoken(`${head().replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n')}`);
    expect([said.status, said.type, said.problem.code]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      code,
    ]);
  });

  it.each([
    ['no HTTP', 'GARBAGE\r\n\r\n'],
    ['a method in small letters', 'get / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n'],
    ['a head of 20 KB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('takes no answer of a request before it: %s behind a command', async (_, next) => {
    const body = '{"unitId":"x"}';
    const head = ['POST /probes HTTP/1.1', 'host: x', authorization(), ...post, `content-length: ${body.length}`];
    const said = await spoken(`${[...head, '', body].join('\r\n')}${next}`);
    expect(said.statuses).toEqual([201]);
  });

  it('is no harm to others when its client goes before the answer, or stays for ever', async () => {
    const { hostname, port } = new URL(probe.url);
    const [gone, staying] = [1, 2].map(() => connect({ host: hostname, port: Number(port), allowHalfOpen: true }));
    if (!gone || !staying) throw new Error('There are two');
    for (const socket of [gone, staying]) {
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write('CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n');
    }
    gone.resetAndDestroy();
    await once(staying.resume(), 'end');
    await eventually(() => staying.destroyed || (staying.write('still here'), false));
    expect((await sent('/probes')).status).toBe(200);
  });

  it('is taken of HTTP/1.0 without a host, which that does not have', async () => {
    expect((await spoken(`GET /probes HTTP/1.0\r\n${authorization()}\r\n\r\n`)).status).toBe(200);
  });
});

describe('a body that is not plain JSON in UTF-8', () => {
  it.each([
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json;charset="windows-1258"' },
    { 'content-type': 'text/plain' },
  ])('is of an unsupported kind: %j', async (headers) => {
    const { status, problem } = await command('{"unitId":"x"}', headers);
    expect([status, problem.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each([{ 'content-encoding': 'identity' }, { 'content-type': 'application/json; charset=UTF-8' }])(
    'is read with %j',
    async (headers) => {
      expect((await command('{"unitId":"x"}', headers as Record<string, string>)).status).toBe(201);
    },
  );

  it('is nothing that a query has', async () => {
    const headers = { ...bearer, 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-16' };
    expect((await sent('/probes', { headers })).status).toBe(200);
  });

  it('of a stranger is not looked at', async () => {
    expect((await command('x', { authorization: '', 'content-encoding': 'gzip' })).status).toBe(401);
  });
});
