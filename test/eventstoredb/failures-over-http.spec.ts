import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { SERVER_ERRORS } from '../support/eventstoredb/server-errors.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { judged, scoringBy } from '../support/mothers/rulebooks.js';
import { type Answer, TestService } from '../support/service.js';

const ADMINISTRATOR = { subject: 'quan-tri', name: 'Quản trị', role: 'administrator' } as const;

type Answered = Readonly<{ code?: string; facts?: Readonly<Record<string, string>> }>;
type Line = Readonly<{ level: number; msg: string; code?: string; reason?: string; err?: object }>;

/** More often than an append is put again. */
const AGAIN_AND_AGAIN = 9;
const COMMANDS_OF_AN_OUTAGE = 12;
const WARNING = 40;

let server: TestServer;
let service: TestService;
let count = 0;
beforeAll(async () => {
  server = await TestServer.start();
  service = await TestService.start({ EVENT_STORE: server.url, REQUESTS_PER_MINUTE: '0' });
});
afterAll(async () => {
  await service.stop();
  await server.stop();
});
afterEach(async () => {
  server.refuses = undefined;
  server.mishaps.length = 0;
  await eventually(async () => (await registered()).startsWith('201'));
});

async function register(at = service): Promise<Answer<Answered>> {
  count += 1;
  const unitId = `unit-${count}`;
  const name = { full: { vi: `Ủy ban nhân dân tỉnh ${count}` }, short: { vi: unitId } };
  const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
  return at.post<Answered>('/units', { token: await at.token(ADMINISTRATOR), body });
}

async function registered(): Promise<string> {
  const { status, body } = await register();
  return `${status} ${body.code ?? ''}`.trim();
}

describe('a stream to which another application wrote', () => {
  const code = ({ status, body }: Answer<Answered>) => `${status} ${body.code ?? ''}`.trim();

  it('is decided on no more, and read for no decision, while all else goes on', async () => {
    expect(code(await register())).toBe('201');
    const unitId = `unit-${count}`;
    server.foreign(`unit-${unitId}`);
    const token = await service.token(ADMINISTRATOR);
    const name = { full: { vi: 'Ủy ban nhân dân tỉnh Điện Biên' }, short: { vi: 'Điện Biên' } };
    const body = { occurredOn: { date: '2009-01-01' }, name };
    expect(code(await service.post<Answered>(`/units/${unitId}/names`, { token, body }))).toBe('503 STORE_REFUSES');
    expect(code(await register())).toBe('201');
    const into = { occurredOn: { date: '2009-01-01' }, into: unitId };
    const merged = await service.post<Answered>(`/units/unit-${count}/merger`, { token, body: into });
    expect(code(merged)).toBe('503 STORE_REFUSES');
  });

  it('is not begun where it stood there first', async () => {
    server.foreign(`unit-unit-${count + 1}`);
    expect(await registered()).toBe('503 STORE_REFUSES');
  });
});

describe('a command', () => {
  it.each(SERVER_ERRORS.filter(({ read }) => !read.startsWith('413')))(
    'whose questions all end in $name',
    async ({ error, read }) => {
      server.refuses = error();
      expect(await registered()).toBe(read);
    },
  );

  it.each(SERVER_ERRORS)('whose append ends, however often, in $name', async ({ error, append }) => {
    server.mishaps.push(...Array.from({ length: AGAIN_AND_AGAIN }, error));
    expect(await registered()).toBe(append);
  });

  it.each(SERVER_ERRORS.filter(({ follower }) => follower === 'ASKS AGAIN'))(
    'whose append ends once in $name is put again',
    async ({ error }) => {
      server.mishaps.push(error());
      expect(await registered()).toBe('201');
    },
  );
});

describe('an outage', () => {
  it.each([
    ['UNAVAILABLE: too busy', 'EventStoreDB at esdb:'],
    ['UNAUTHENTICATED', 'check user and password in the URL'],
    ['UNKNOWN: the handler failed', 'its own log says why'],
  ])('of the kind %s is one line for all commands that it hits, with its reason and no stack', async (name, reason) => {
    const lines: Line[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
    const met = await TestServer.start();
    const other = await TestService.start({ EVENT_STORE: met.url, REQUESTS_PER_MINUTE: '0' }, log);
    met.refuses = SERVER_ERRORS.find((row) => row.name === name)?.error();
    for (let nth = 0; nth < COMMANDS_OF_AN_OUTAGE; nth += 1) expect((await register(other)).status).toBe(503);
    const told = lines.filter(({ msg, level }) => msg.startsWith('request') || level > WARNING);
    expect(told.map(({ level, code, err }) => [level, code?.replace(/_.*/, ''), err])).toEqual([
      [WARNING, 'STORE', undefined],
    ]);
    expect(told[0]?.reason).toContain(reason);
    met.refuses = undefined;
    await other.stop();
    await met.stop();
  });
});

describe('a rulebook just under the limit of a body', () => {
  const MEBIBYTE = 1024 * 1024;
  const TITLE = { vi: 'ệ'.repeat(1000), en: 'e'.repeat(500) };

  function rulebook(): string {
    const lines = Array.from({ length: 400 }, (_, index) => ({ ...judged(`dong-${index}`, '1'), title: TITLE }));
    for (;;) {
      const body = JSON.stringify({ content: scoringBy(...lines) });
      if (Buffer.byteLength(body) < MEBIBYTE) return body;
      lines.pop();
    }
  }

  it.each([
    ['24.10.4', { maxAppendSize: MEBIBYTE }, 'MaxAppendSize of 1048576 bytes'],
    ['23.10.6', { maxAppendSize: MEBIBYTE - 65_536 }, 'MaxAppendSize of 983040 bytes'],
    ['24.10.4', { maxAppendEventSize: 524_288 }, 'MaxAppendEventSize of 524288 bytes'],
  ])('is 413 with what limits it where %s takes less, and nothing is stored: %j', async (version, limits, limit) => {
    const small = Object.assign(await TestServer.start({ version }), limits);
    const other = await TestService.start({ EVENT_STORE: small.url, REQUESTS_PER_MINUTE: '0' });
    const bearer = await other.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const body = JSON.parse(rulebook()) as object;
    const answer = await other.post<Answered>('/rulebooks/dai/versions', { token: bearer, body });
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([413, 'TOO_LARGE_TO_STORE', { limit }]);
    expect(small.log.ofStream('rulebook-dai')).toEqual([]);
    await other.stop();
    await small.stop();
  });
});
