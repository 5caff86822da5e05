import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { type Answer, TestService } from '../support/service.js';

const ADMINISTRATOR = { subject: 'quan-tri', name: 'Quản trị', role: 'administrator' } as const;

type Answered = Readonly<{ code?: string; position?: string; revision?: number }>;

describe('a service whose EventStoreDB goes away and comes back', () => {
  let server: TestServer;
  let service: TestService;
  let token: string;
  beforeAll(async () => {
    server = await TestServer.start();
    service = await TestService.start({ EVENT_STORE: server.url });
    token = await service.token(ADMINISTRATOR);
  });
  afterAll(async () => {
    await service.stop();
    await server.stop();
  });

  const register = (unitId: string, key: string): Promise<Answer<Answered>> => {
    const name = { full: { vi: `Ủy ban nhân dân tỉnh ${unitId}` }, short: { vi: unitId } };
    const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
    return service.post<Answered>('/units', { token, body, headers: { 'idempotency-key': key } });
  };

  it('says 503 with Retry-After while it is away, goes on reading, and records the same command once it is back', async () => {
    const before = await register('dien-bien', 'key-1');
    expect([before.status, before.body.revision]).toEqual([201, 0]);

    await server.gate.shut();
    const away = await register('lai-chau', 'key-2');
    expect([away.status, away.body.code, away.headers.get('retry-after')]).toEqual([503, 'STORE_UNAVAILABLE', '5']);
    expect((await service.get('/health/ready')).status).toBe(503);
    expect((await service.get('/health/live')).status).toBe(200);
    expect((await service.get('/units/dien-bien', { token })).status).toBe(200);

    await server.gate.open();
    const back = await answered(() => register('lai-chau', 'key-2'));
    expect([back.status, back.body.revision]).toEqual([201, 0]);
    expect(server.log.ofStream('unit-lai-chau')).toHaveLength(1);
    const path = `/units/lai-chau?atLeast=${back.body.position}`;
    expect((await answered(() => service.get<Answered>(path, { token }))).status).toBe(200);
  });

  it('records once a command whose answer was lost on the way', async () => {
    server.mishaps.push('CUT_AFTER');
    const { status, body } = await register('son-la', 'key-3');
    expect([status, body.revision]).toEqual([201, 0]);
    expect((await register('son-la', 'key-3')).body).toEqual(body);
    expect(server.log.ofStream('unit-son-la')).toHaveLength(1);
  });
});

/** Repeats the call until the answer is not 503. */
async function answered<T extends Answer>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await call();
    if (answer.status !== 503) return answer;
  }
}
