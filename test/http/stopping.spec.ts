import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TestService } from '../support/service.js';

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
});
