import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Answer, type Call, TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';
import { type Answered, type Outgoing, SeededService } from '../fuzz/seeded-service.js';

const COUNCIL = { subject: 'hoi-dong', name: 'Hội đồng Trung ương', role: 'council' } as const;
const NAME = { full: { vi: 'Tỉnh Điện Biên' }, short: { vi: 'Điện Biên' } };
const ASKED = 100;
const UNIT = { unitId: 'dien-bien', kind: 'PROVINCE', name: NAME };

type Weighed = Readonly<{
  stream: string;
  revision?: number;
  wouldRecord: readonly Readonly<{ type: string; data: object }>[];
  warnings: readonly object[];
  receipt?: object;
}>;
type Receipt = Readonly<{ stream: string; revision: number; events: readonly Readonly<{ type: string }>[] }>;

describe.each(['memory:', 'sqlite:'] as const)('a command of the story asked with dryRun=true, on %s', (store) => {
  /** Of each command: what it was said to record, and what it recorded. */
  const told: Readonly<{ weighed: Answered; answered: Answered; heads: readonly [string, string] }>[] = [];
  let seeded: SeededService;

  beforeAll(async () => {
    seeded = await SeededService.start({
      store,
      around: async (service, outgoing) => {
        const before = await service.head();
        const weighed = await service.send(dry(outgoing));
        const heads = [before, await service.head()] as const;
        return async (answered) => void told.push({ weighed, answered, heads });
      },
    });
  });
  afterAll(() => seeded.stop());

  it('says what is then recorded, fact by fact, with the same warnings, and records nothing', async () => {
    const recorded = new Map((await seeded.recorded()).map(({ id, type, data }) => [id, { type, data }]));
    expect(told.length).toBeGreaterThan(50);
    for (const { weighed, answered, heads } of told) {
      const { stream, events, warnings } = answered.body as Answered['body'] &
        Readonly<{ events: readonly Readonly<{ id: string; revision: number }>[] }>;
      const [first] = events;
      expect([weighed.status, weighed.body, weighed.location]).toEqual([
        200,
        {
          stream,
          ...(first?.revision === 0 ? {} : { revision: (first?.revision ?? 0) - 1 }),
          wouldRecord: events.map(({ id }) => recorded.get(id)),
          warnings,
        },
        null,
      ]);
      expect(heads[1]).toBe(heads[0]);
    }
  });
});

describe('dryRun', () => {
  const folder = temporaryFolder();
  const files = ['ledger.db', 'read-models.db'].map((name) => `sqlite:${folder.path(name)}`) as [string, string];
  let service: TestService;
  let token: string;

  beforeAll(async () => {
    service = await TestService.start({ EVENT_STORE: files[0], READ_MODELS: files[1], REQUESTS_PER_MINUTE: '0' });
    token = await service.token(COUNCIL);
    expect((await post('/units', { body: UNIT, headers: { 'idempotency-key': 'first' } })).status).toBe(201);
  });
  afterAll(async () => {
    await service.stop();
    folder.remove();
  });

  const post = <Body = unknown>(path: string, call: Call): Promise<Answer<Body>> =>
    service.post<Body>(path, { token, ...call });

  it.each([
    ['what is there already', '/units', { body: UNIT }, 409],
    ['a unit that is not there', '/units/hu-vo/names', { body: { name: NAME } }, 404],
    ['a day to come', '/units/dien-bien/names', { body: { name: NAME, occurredOn: { date: '2999-01-01' } } }, 422],
    ['a field that is wrong', '/units', { body: { ...UNIT, kind: 'TOWN' } }, 400],
    ['no idempotency key', '/units', { body: UNIT, headers: { 'idempotency-key': '' } }, 400],
    [
      'a key used for something else',
      '/units',
      { body: { ...UNIT, name: { ...NAME, full: { vi: 'Tỉnh khác' } } }, headers: { 'idempotency-key': 'first' } },
      422,
    ],
    [
      'a revision that is past',
      '/units/dien-bien/names',
      { body: { name: { ...NAME, full: { vi: 'Tỉnh khác' } } }, headers: { 'if-match': '"7"' } },
      412,
    ],
  ] as const)('refuses as the command does: %s', async (_, path, call, status) => {
    const [asked, sent] = [await post<object>(`${path}?dryRun=true`, call), await post<object>(path, call)];
    expect(asked.status).toBe(status);
    expect([asked.status, { ...asked.body, traceId: '' }]).toEqual([sent.status, { ...sent.body, traceId: '' }]);
  });

  it('refuses who may not send the command', async () => {
    const dashboard = await service.token({ subject: 'bang', name: 'Bảng', role: 'dashboard' });
    expect((await post('/units?dryRun=true', { token: dashboard, body: UNIT })).status).toBe(403);
    expect((await service.post('/units?dryRun=true', { body: UNIT })).status).toBe(401);
  });

  it('says what a key was answered before, and leaves a new one free', async () => {
    const first = { body: UNIT, headers: { 'idempotency-key': 'first' } };
    const { body: receipt } = await post<Receipt>('/units', first);
    const { status, body } = await post<Weighed>('/units?dryRun=true', first);
    expect([status, body]).toEqual([
      200,
      { stream: 'unit-dien-bien', revision: receipt.revision, wouldRecord: [], warnings: [], receipt },
    ]);
    const call = { body: { ...UNIT, unitId: 'lao-cai' }, headers: { 'idempotency-key': 'free' } };
    for (let again = 0; again < 2; again += 1) {
      expect((await post<Weighed>('/units?dryRun=true', call)).body.wouldRecord.map(({ type }) => type)).toEqual([
        'UnitRegistered',
      ]);
    }
    const other = { ...call, body: { ...call.body, unitId: 'son-la' } };
    expect((await post('/units?dryRun=true', other)).status).toBe(200);
    expect((await post('/units', call)).status).toBe(201);
  });

  it('gives the tag by which the command is decided on the same record', async () => {
    const rename = { body: { name: { full: { vi: 'Điện Biên' }, short: { vi: 'ĐB' } } } };
    const { headers } = await post('/units/dien-bien/names?dryRun=true', rename);
    const match = { 'if-match': headers.get('etag') ?? '' };
    expect((await post('/units/dien-bien/names', { ...rename, headers: match })).status).toBe(201);
    const again = { body: { name: { full: { vi: 'Tỉnh Điện Biên' }, short: { vi: 'ĐB' } } }, headers: match };
    expect((await post('/units/dien-bien/names', again)).status).toBe(412);
    expect((await post('/units?dryRun=true', { body: { ...UNIT, unitId: 'moi' } })).headers.get('etag')).toBeNull();
  });

  it('is true, false or absent', async () => {
    const body = { ...UNIT, unitId: 'cao-bang' };
    expect((await post<object>('/units?dryRun=yes', { body })).body).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [{ pointer: '/dryRun' }],
    });
    expect((await post('/units?dryRun=false', { body })).status).toBe(201);
  });

  it('leaves every file of the ledger as it is, byte by byte, and every row, whatever is asked and refused', async () => {
    // What was recorded before is folded, and copied from the WAL into the file, by and by.
    await service.get(`/units/cao-bang`, { token });
    const log = new Database(folder.path('ledger.db'), { readonly: true });
    const walState = log
      .prepare<[], [busy: number, pages: number, copied: number]>('PRAGMA wal_checkpoint(NOOP)')
      .raw();
    await eventually(() => {
      const [, pages, copied] = walState.get() ?? [];
      return pages === copied;
    });
    log.close();
    const before = [bytesIn(folder), rowsIn(folder)];
    for (let asked = 0; asked < ASKED; asked += 1) {
      const unitId = `xa-${asked}`;
      expect((await post('/units?dryRun=true', { body: { ...UNIT, unitId } })).status).toBe(200);
      expect((await post('/units?dryRun=true', { body: UNIT })).status).toBe(409);
      expect((await post('/units', { body: UNIT })).status).toBe(409);
    }
    expect([bytesIn(folder), rowsIn(folder)]).toEqual(before);
  });
});

type Folder = ReturnType<typeof temporaryFolder>;

/** The digest of each file of the ledger but the index of its WAL, which readers write. */
function bytesIn(folder: Folder): readonly (readonly [string, string])[] {
  return readdirSync(folder.path('.'))
    .filter((name) => name.startsWith('ledger.db') && !name.endsWith('-shm'))
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(folder.path(name)))
        .digest('hex'),
    ]);
}

/** Every row of the read models; who folds them says each second that it lives, and that is left out. */
function rowsIn(folder: Folder): object {
  const file = new Database(folder.path('read-models.db'), { readonly: true });
  try {
    const tables = file.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    return tables.map((table) => {
      const rows = file.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
      return [table, rows.map(({ beat: _, ...row }) => row)];
    });
  } finally {
    file.close();
  }
}

function dry({ path, ...request }: Outgoing): Outgoing {
  return { ...request, path: `${path}${path.includes('?') ? '&' : '?'}dryRun=true` };
}
