import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Probe, ProbeController } from './probe.js';

describe('a browser', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start([ProbeController]);
  });
  afterAll(() => probe.stop());

  it('must not guess, run or frame any answer, and keeps none', async () => {
    const headers = await probe.as('representative');
    const get = (path: string, init: RequestInit = { headers }) => fetch(`${probe.url}${path}`, init);
    const send = (unitId: string) => {
      const json = { 'content-type': 'application/json', 'idempotency-key': unitId };
      return get('/probes', { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ unitId }) });
    };
    const answers = await Promise.all([
      get('/probes'),
      get('/nowhere'),
      get('/probes', {}),
      get('/probes/%E1'),
      get('/probes', { method: 'HEAD', headers }),
      get('/nowhere', { method: 'DELETE', headers }),
      send('x'),
      send('signed'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 400, 200, 404, 201, 409]);
    for (const answer of answers) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    }
    // The answer to a POST is never cached unless it says for how long.
    const kept = answers.map((answer) => answer.headers.get('cache-control'));
    expect(kept).toEqual([...Array<string>(6).fill('no-store'), null, null]);
  });
});
