import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { eventually } from '../support/eventually.js';
import { type Answer, TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

const ADMINISTRATOR = { subject: 'quan-tri', name: 'Quản trị', role: 'administrator' } as const;
const WITHIN_MS = 60_000;

type Answered = Readonly<{ code?: string; eventStore?: string }>;

let server: TestServer;
let folder: ReturnType<typeof temporaryFolder>;
let service: TestService | undefined;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await TestServer.start();
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await server.stop();
  folder.remove();
});

/** A service on that log; its read models and its key outlive it. */
async function started(url = server.url): Promise<TestService> {
  const READ_MODELS = `sqlite:${folder.path('read-models.db')}`;
  service = await TestService.start({ EVENT_STORE: url, READ_MODELS });
  return service;
}

async function register(unitId: string, key = unitId): Promise<Answer<Answered>> {
  const name = { full: { vi: `Ủy ban nhân dân tỉnh ${unitId}` }, short: { vi: unitId } };
  const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
  const token = await service?.token(ADMINISTRATOR);
  return service!.post<Answered>('/units', { token, body, headers: { 'idempotency-key': key } });
}

async function statusOf(path: string): Promise<number> {
  const token = await service?.token(ADMINISTRATOR);
  return (await service!.get(path, { token })).status;
}

async function withOneUnit(): Promise<void> {
  await started();
  expect((await register('dien-bien')).status).toBe(201);
  await eventually(async () => (await statusOf('/units/dien-bien')) === 200, WITHIN_MS);
  await service?.stop();
  service = undefined;
}

describe('a service that starts while its event store is away', () => {
  it.each<[string, () => Promise<void> | void, () => Promise<void> | void]>([
    ['refuses connections', () => server.gate.shut(), () => server.gate.open()],
    ['takes connections and is silent', () => server.gate.hold(true), () => server.gate.hold(false)],
  ])('since it %s, shows what it has, takes no command, and goes on when it is there', async (_, goes, comes) => {
    await withOneUnit();
    await goes();
    await started();
    expect([await statusOf('/health/live'), await statusOf('/health/ready')]).toEqual([200, 503]);
    expect(await statusOf('/units/dien-bien')).toBe(200);
    expect((await register('lai-chau')).body.code).toMatch(/^(STORE_UNAVAILABLE|OUTCOME_UNKNOWN)$/);
    await comes();
    await eventually(async () => (await statusOf('/health/ready')) === 200, WITHIN_MS);
    await eventually(async () => (await register('lai-chau')).status === 201, WITHIN_MS);
    await eventually(async () => (await statusOf('/units/lai-chau')) === 200, WITHIN_MS);
    expect(server.log.ofStream('unit-lai-chau')).toHaveLength(1);
  });

  it('shows rows of another log no longer, once it is there and is that', async () => {
    await withOneUnit();
    await server.gate.shut();
    const { port } = server.gate;
    await started();
    expect(await statusOf('/units/dien-bien')).toBe(200);
    server.log.putBack(1);
    await server.gate.open();
    expect(server.gate.port).toBe(port);
    await eventually(async () => (await statusOf('/units/dien-bien')) === 404, WITHIN_MS);
  });
});

describe('a server that takes a TLS connection and never finishes the handshake', () => {
  let silent: Server;
  const sockets: Socket[] = [];
  let url: string;
  beforeEach(async () => {
    silent = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined).resume();
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    url = `esdb://ledger:secret@localhost:${(silent.address() as { port: number }).port}`;
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
    silent.close();
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  it('holds up no start', async () => {
    await started(url);
    expect([await statusOf('/health/live'), await statusOf('/health/ready')]).toEqual([200, 503]);
  });

  it('holds up the end of no command', async () => {
    const cli = join(import.meta.dirname, '../../dist/src/cli/main.js');
    const ended = await new Promise<readonly unknown[]>((resolve) => {
      execFile(process.execPath, [cli, 'move', url, `sqlite:${folder.path('copy.db')}`], (error, said) =>
        resolve([error?.code, said.includes('does not answer'), said.includes('secret')]),
      );
    });
    expect(ended).toEqual([1, true, false]);
  });
});
