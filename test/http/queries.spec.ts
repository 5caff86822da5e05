import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '../../src/http/problems/problem.js';
import { TestService } from '../support/service.js';

type Parameter = Readonly<{ name: string; in: string }>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Readonly<{ parameters?: readonly Parameter[] }>>>>>;
}>;

const NO_UTF8 = 'is no UTF-8';
const STRAY = 'has a % without two hexadecimal digits behind it: write %25 for the sign itself';

/** What cannot be meant as text, and what is said of it. */
const UNCLEAR: Readonly<Record<string, string>> = {
  '%ff': NO_UTF8,
  'S%F4': NO_UTF8,
  '%c0%af': NO_UTF8,
  '%ed%a0%80': NO_UTF8,
  'a%E0%A4': NO_UTF8,
  '%': STRAY,
  '%f-': STRAY,
  '100%': STRAY,
  '%zz%41': STRAY,
  '%ff%': STRAY,
};

let service: TestService;
let authorization: string;
let document: Document;

beforeAll(async () => {
  service = await TestService.start();
  authorization = `Bearer ${await service.token({ subject: 'c', name: 'C', role: 'council' })}`;
  document = (await (await service.raw('/docs/json')).json()) as Document;
});
afterAll(() => service.stop());

/** Sends the address as it is written: `fetch` would encode it. */
async function answerAt(path: string, method = 'GET'): Promise<Readonly<{ status: number; problem: Problem }>> {
  const { hostname, port } = new URL(service.url);
  const headers = { authorization, 'accept-language': 'en' };
  const sent = request({ hostname, port, method, path, headers }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, problem: (await json(answer)) as Problem };
}

describe('a query that cannot be read as UTF-8', () => {
  it.each(Object.entries(UNCLEAR))('is refused where it stands: %s', async (value, sentence) => {
    for (const [query, pointer] of [
      [`name=${value}`, '/name'],
      [`limit=2&name=a${value}b&on=2025-01-01`, '/name'],
      [`${value}=1`, `/${value}`],
    ] as const) {
      const { status, problem } = await answerAt(`/units?${query}`);
      const errors = problem.errors?.map(({ pointer: place, detail }) => [place, detail]);
      expect([query, status, problem.code, errors]).toEqual([query, 400, 'INVALID_INPUT', [[pointer, sentence]]]);
    }
  });

  it('is refused in each parameter of each query, by its name', async () => {
    let asked = 0;
    for (const [path, operations] of Object.entries(document.paths)) {
      const address = path.replace(/\{year\}/g, '2025').replace(/\{\w+\}/g, 'x');
      const parameters = operations['get']?.parameters ?? [];
      for (const { name } of parameters.filter((each) => each.in === 'query')) {
        for (const value of ['%ff', '%']) {
          const { status, problem } = await answerAt(`${address}?${name}=${value}`);
          const pointers = problem.errors?.map(({ pointer }) => pointer);
          expect([path, name, value, status, pointers]).toEqual([path, name, value, 400, [`/${name}`]]);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(100);
  });

  it('is refused of a stranger and of a page without a token as any other is', async () => {
    expect((await service.raw('/units?name=%ff')).status).toBe(401);
    expect((await answerAt('/health/live?x=%ff')).status).toBe(400);
  });

  it('is no request at all where its characters are not encoded', async () => {
    for (const value of ['\u00c3\u00a9', 'S\u00f4']) {
      const { status, problem } = await answerAt(`/units?name=${value}`);
      expect([status, problem.code]).toEqual([400, 'MALFORMED_REQUEST']);
    }
  });

  it.each(['%C3%B4', '%E1%BA%A0', '100%25', 'a+b', '%F0%9F%98%80', '=%3d=', ''])(
    'is nothing that is well encoded: %s',
    async (value) => {
      expect((await answerAt(`/units?name=S${value}`)).status).toBe(200);
    },
  );
});

describe('a request that is wrong in its path and in its query', () => {
  it.each(['/blocs/BAD_ID?on=nonsense', '/blocs/BAD_ID/years?limit=x', '/blocs/BAD_ID/years/2024/rankings?asOf=x'])(
    'is refused, and leaves no failure that nobody hears of, which would end the process: %s',
    async (path) => {
      const unheard: unknown[] = [];
      const hear = (reason: unknown): void => void unheard.push(reason);
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
      try {
        const { status } = await service.raw(path, { headers: { authorization } });
        // Node tells of such a failure once all that was at hand is done.
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect([status, unheard]).toEqual([400, []]);
      } finally {
        process.removeAllListeners('unhandledRejection');
        for (const other of others) process.on('unhandledRejection', other);
      }
    },
  );
});
