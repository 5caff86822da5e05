import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Probe, ProbeController } from './probe.js';

const MOST = 3;
const ORIGIN = 'https://bang.example';

type Said = Readonly<{ status: number; wait: number }>;

let probe: Probe;
let good: Record<string, string>;

async function started(): Promise<void> {
  const environment = { REQUESTS_PER_MINUTE: String(MOST), CORS_ORIGINS: ORIGIN };
  probe = await Probe.start([ProbeController], { environment });
  good = await probe.as('inspector');
}

/** What is answered to these bytes on a connection of their own, whose client says nothing more. */
async function said(bytes: string): Promise<Said> {
  const socket = connect({ port: Number(new URL(probe.url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.end(bytes);
  const answer = await text(socket);
  socket.destroy();
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]),
    wait: Number(/^retry-after: (\d+)/im.exec(answer)?.[1] ?? 0),
  };
}

/** A request of which Node finds by its own clock that it does not come; here the server is told as Node would tell it. */
async function late(): Promise<Said> {
  const error = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  probe.server.once('connection', (socket: Socket) =>
    setImmediate(() => probe.server.emit('clientError', error, socket)),
  );
  const socket = connect(Number(new URL(probe.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const answer = await text(socket);
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]),
    wait: Number(/^retry-after: (\d+)/im.exec(answer)?.[1] ?? 0),
  };
}

const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');
const bearer = (): string => `authorization: ${good['authorization']}`;
const post = (body: string, ...headers: readonly string[]): string =>
  `${head('POST /probes', 'content-type: application/json', `content-length: ${body.length}`, ...headers)}${body}`;

type Way = readonly [way: string, status: number, asked: () => Promise<Said>];

/** Every way to be turned away before a route answers, by who has no subject yet. */
const BY_ADDRESS: readonly Way[] = [
  ['an address that cannot be decoded', 400, () => said(head('GET /probes/%E0%A4%A'))],
  ['such an address with a good token', 400, () => said(head('GET /probes/%E0%A4%A', bearer()))],
  ['such an address of a public page', 400, () => said(head('GET /docs/problems/%ff'))],
  ['an address that is none', 401, () => said(head('GET *probes'))],
  ['no HTTP', 400, () => said('GARBAGE\r\n\r\n')],
  ['a method that there is none of', 400, () => said(head('BREW /probes'))],
  ['a method in small letters', 400, () => said(head('get /probes'))],
  ['characters that are not encoded', 400, () => said(head('GET /probes?name=\u00e9'))],
  ['half a head', 400, () => said('GET /probes HTTP/1.1\r\nhost: x\r\n')],
  ['a length and chunks', 400, () => said(head('POST /probes', 'content-length: 3', 'transfer-encoding: chunked'))],
  ['no host', 400, () => said('GET /probes HTTP/1.1\r\n\r\n')],
  ['two hosts', 400, () => said(head('GET /probes', 'host: y'))],
  ['two tokens', 400, () => said(head('GET /probes', bearer(), 'authorization: Bearer x'))],
  ['a coding besides chunks', 400, () => said(`${head('POST /probes', 'transfer-encoding: gzip, chunked')}0\r\n\r\n`)],
  ['a head of 20 KB', 431, () => said(head('GET /probes', `x: ${'a'.repeat(20_000)}`))],
  ['an address of 20 KB', 431, () => said(head(`GET /${'a'.repeat(20_000)}`))],
  ['another expectation', 417, () => said(head('GET /probes', 'expect: 200-ok'))],
  ['a tunnel', 405, () => said('CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n')],
  ['a request that does not come', 408, late],
  ['no preflight', 405, () => said(head('OPTIONS /probes'))],
  ['no token', 401, () => said(head('GET /probes'))],
  ['a token that is none', 401, () => said(head('GET /probes', 'authorization: Bearer a.b.c'))],
  ['another scheme', 401, () => said(head('GET /probes', 'authorization: Basic eDp5'))],
  ['a command without a token', 401, () => said(post('{}'))],
  ['nothing there', 401, () => said(head('GET /nowhere'))],
  ['another method', 401, () => said(head('DELETE /probes'))],
  ['a head alone', 401, () => said(head('HEAD /probes'))],
];

/** The same by who has a token: a limit of the route counts what gets as far. */
const BY_SUBJECT: readonly Way[] = [
  ['nothing there', 404, () => said(head('GET /nowhere', bearer()))],
  ['an address that is none', 404, () => said(head('GET *probes', bearer()))],
  ['another method', 405, () => said(head('DELETE /probes', bearer()))],
  ['a command of others', 403, () => said(post('{"unitId":"x"}', bearer()))],
  ['a parameter that there is none of', 400, () => said(head('GET /probes?x=1', bearer()))],
  ['a parameter that is no UTF-8', 400, () => said(head('GET /probes?x=%ff', bearer()))],
];

const times = async (asked: () => Promise<Said>, count: number): Promise<readonly Said[]> => {
  const answers: Said[] = [];
  for (let nth = 0; nth < count; nth += 1) answers.push(await asked());
  return answers;
};

const expected = (status: number): readonly number[] => [status, status, status, 429, 429];

describe('who is turned away too often', () => {
  describe('without a subject is counted by address', () => {
    beforeEach(started);
    it.each(BY_ADDRESS)('%s', async (_, status, asked) => {
      const answers = await times(asked, 5);
      expect(answers.map((each) => each.status)).toEqual(expected(status));
      for (const { wait } of answers.slice(MOST)) expect(wait).toBeGreaterThan(0);
      expect((await said(head('GET /probes', bearer()))).status).toBe(200);
      await probe.stop();
    });
  });

  describe('with a subject is counted by it', () => {
    beforeEach(started);
    it.each(BY_SUBJECT)('%s', async (_, status, asked) => {
      const answers = await times(asked, 5);
      expect(answers.map((each) => each.status)).toEqual(expected(status));
      for (const { wait } of answers.slice(MOST)) expect(wait).toBeGreaterThan(0);
      expect((await said(head('GET /probes'))).status).toBe(401);
      good = await probe.as('council');
      expect((await said(head('GET /probes', bearer()))).status).toBe(200);
      await probe.stop();
    });
  });

  describe('is counted whatever the ways', () => {
    beforeAll(started);
    afterAll(() => probe.stop());
    it('together', async () => {
      const statuses: number[] = [];
      for (const [, , asked] of BY_ADDRESS) statuses.push((await asked()).status);
      expect(statuses.slice(0, MOST)).toEqual(BY_ADDRESS.slice(0, MOST).map(([, status]) => status));
      expect(new Set(statuses.slice(MOST))).toEqual(new Set([429]));
    });
  });
});
