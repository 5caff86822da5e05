import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Probe } from './probe.js';

const BOARD = 'https://bang.example';
const OTHER = 'https://khac.example';

const ALLOWED = 'access-control-allow-origin';

describe('pages of other origins', () => {
  let probe: Probe;
  let closed: Probe;
  let token: Record<string, string>;
  beforeAll(async () => {
    probe = await Probe.start(undefined, { environment: { CORS_ORIGINS: `${BOARD}, http://localhost:8080` } });
    closed = await Probe.start();
    token = await probe.as('inspector');
  });
  afterAll(() => Promise.all([probe.stop(), closed.stop()]));

  const asked = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'idempotency-key' },
  });

  it('may ask before they send, without a token, which headers they may set', async () => {
    const { status, headers } = await fetch(`${probe.url}/probes`, asked(BOARD));
    expect([status, headers.get(ALLOWED), headers.get('access-control-max-age')]).toEqual([204, BOARD, '600']);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')).toMatch(/Authorization.*Idempotency-Key.*If-Match/);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each([
    ['an answer', '/probes', true],
    ['a refusal at the door', '/probes', false],
    ['a document', '/docs/json', true],
    ['nothing there', '/nowhere', true],
  ])('may read %s with the headers that the next request needs', async (_, path, known) => {
    const { headers } = await fetch(`${probe.url}${path}`, { headers: { origin: BOARD, ...(known ? token : {}) } });
    expect([headers.get(ALLOWED), headers.get('vary')]).toEqual([BOARD, expect.stringContaining('Origin')]);
    expect(headers.get('access-control-expose-headers')).toMatch(/ETag.*Location.*Retry-After/);
  });

  it('may not where they are not named, to the letter', async () => {
    for (const origin of [OTHER, `${BOARD}.evil.example`, 'http://bang.example', 'null', '*']) {
      const answers = [
        await fetch(`${probe.url}/probes`, asked(origin)),
        await fetch(`${probe.url}/probes`, { headers: { origin, ...token } }),
      ];
      expect([origin, ...answers.map(({ headers }) => headers.get(ALLOWED))]).toEqual([origin, null, null]);
    }
  });

  it('ask by an OPTIONS that says so: any other is refused in our format', async () => {
    for (const [{ url }, status] of [[probe, 405] as const, [closed, 401] as const]) {
      const answer = await fetch(`${url}/probes`, { method: 'OPTIONS' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('are not spoken of where no origin is named, and are asked for a token as anybody', async () => {
    const answer = await fetch(`${closed.url}/probes`, asked(BOARD));
    expect([answer.status, answer.headers.get(ALLOWED)]).toEqual([401, null]);
    const seen = await fetch(`${closed.url}/probes`, { headers: { origin: BOARD, ...(await closed.as('inspector')) } });
    expect([seen.status, seen.headers.get(ALLOWED), seen.headers.get('vary')?.includes('Origin') ?? false]).toEqual([
      200,
      null,
      false,
    ]);
  });
});
