import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import type { ReadModelStore } from '../../read-models/read-model-store.js';
import { readConfig } from '../../src/config.js';
import { SigningKey } from '../../src/identity/signing-key.js';
import { createService, type Service } from '../../src/main.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/store-folder.js';

/** Long, because a busy machine folds slowly. */
const WITHIN_MS = 60_000;
const [FIRST, COPY] = ['ledger', 'copy'] as const;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('two copies of one ledger with one file of read models', () => {
  let running: Service[];
  let said: string[];
  beforeEach(() => {
    [running, said] = [[], []];
  });
  afterEach(async () => {
    for (const service of running.splice(0)) await service.close();
  });

  const configOf = (ledger: string) =>
    readConfig({
      ...{
        EVENT_STORE: `sqlite:${folder.path(`${ledger}.db`)}`,
        READ_MODELS: `sqlite:${folder.path('read-models.db')}`,
      },
      ...{ KEY_FILE: folder.path('key.json'), PORT: '0', REQUESTS_PER_MINUTE: '0' },
    });
  const start = async (ledger: string): Promise<Service> => {
    const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
    const service = await createService(configOf(ledger), { log });
    running.push(service);
    return service;
  };
  const stop = async (service: Service): Promise<void> => {
    running = running.filter((one) => one !== service);
    await service.close();
  };
  const ask = async ({ url }: Service, path: string, body?: object): Promise<number> => {
    const { tokenIssuer: issuer, tokenAudience: audience } = configOf(FIRST);
    const key = await SigningKey.at(folder.path('key.json'));
    const claims = { subject: 'admin', name: 'Quản trị', role: 'administrator' } as const;
    const token = await key.mint(claims, { issuer, audience, ttlSeconds: 3_600 });
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
      ...(body && { 'content-type': 'application/json' }),
    };
    const sent = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await fetch(`${url}${path}`, sent)).status;
  };
  const register = async (service: Service, unitId: string): Promise<void> => {
    const name = { full: { vi: `Ủy ban nhân dân ${unitId}` }, short: { vi: unitId } };
    const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
    expect(await ask(service, '/units', body)).toBe(201);
  };
  const shows = (service: Service, unitId: string, status = 200): Promise<void> =>
    eventually(async () => (await ask(service, `/units/${unitId}`)) === status, WITHIN_MS);

  it('run at once: the second does not start, says why, and the first goes on', async () => {
    const before = await start(FIRST);
    await register(before, 'dien-bien');
    await stop(before);
    copyFileSync(folder.path(`${FIRST}.db`), folder.path(`${COPY}.db`));
    const first = await start(FIRST);
    await expect(start(COPY)).rejects.toThrow(
      new RegExp(
        `read-models.db is used by a running process for the ledger .*${FIRST}.db.* READ_MODELS of each ledger`,
      ),
    );
    await register(first, 'lai-chau');
    await shows(first, 'dien-bien');
    await shows(first, 'lai-chau');
  });

  it('run in turn: each shows its own, whatever the other has folded meanwhile, and says that it builds anew', async () => {
    const before = await start(FIRST);
    await register(before, 'dien-bien');
    await shows(before, 'dien-bien');
    await stop(before);
    copyFileSync(folder.path(`${FIRST}.db`), folder.path(`${COPY}.db`));
    for (const [round, ledger] of [FIRST, COPY, FIRST].entries()) {
      const other = ledger === FIRST ? COPY : FIRST;
      const service = await start(ledger);
      // Not even in the first answer.
      expect(await ask(service, `/units/of-${other}-before-${round}`)).not.toBe(200);
      await register(service, `of-${ledger}-before-${round + 1}`);
      await shows(service, `of-${ledger}-before-${round + 1}`);
      await shows(service, 'dien-bien');
      await shows(service, `of-${other}-before-${round}`, 404);
      expect(said.some((line) => line.includes('is built anew'))).toBe(round > 0);
      await stop(service);
    }
  });
});

describe('a file of read models', () => {
  const stores: ReadModelStore[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  const open = async (file: string): Promise<ReadModelStore> => {
    const path = `the ledger ${file}`;
    const store = await openReadModelStore(`sqlite:${folder.path('rows.db')}`, () => undefined, {
      ledger: { file, path },
    });
    stores.push(store);
    return store;
  };
  const end = async (...ended: readonly ReadModelStore[]): Promise<void> => {
    for (const store of ended) await store.close();
    stores.splice(0, stores.length, ...stores.filter((store) => !ended.includes(store)));
  };

  it('is used for one ledger as long as any process uses it for that, and for another afterwards', async () => {
    const [first, second] = [await open('1'), await open('1')];
    await expect(open('2')).rejects.toThrow('the ledger the ledger 1');
    await end(first);
    await expect(open('2')).rejects.toThrow('the ledger the ledger 1');
    await end(second);
    const other = await open('2');
    await expect(open('1')).rejects.toThrow('the ledger the ledger 2');
    await end(other);
    await open('1');
  });
});
