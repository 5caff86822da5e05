import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../../src/config.js';
import { SigningKey } from '../../../src/identity/signing-key.js';
import { createService, type Service } from '../../../src/main.js';
import { eventually } from '../../support/eventually.js';
import { temporaryFolder } from '../../support/store-folder.js';
import { Collector } from './collector.js';

/** Enough commands that they would take forty seconds if each waited for the collector. */
const COMMANDS = 20;
/** Half of that, also on the busiest machine; a stop may wait for the last spans. */
const SOON_MS = 20_000;
const WARN = 40;
const INFO = 30;

type Line = Readonly<{ level: number; msg: string; err?: Readonly<{ message: string }> }>;

describe('a collector that', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let collector: Collector;
  let service: Service;
  let running: boolean;
  let token: string;
  let lines: Line[];
  let units = 0;

  beforeEach(async () => {
    folder = temporaryFolder();
    collector = await Collector.start();
    lines = [];
    const config = readConfig({
      EVENT_STORE: `sqlite:${folder.path('ledger.db')}`,
      READ_MODELS: `sqlite:${folder.path('read-models.db')}`,
      KEY_FILE: folder.path('signing-key.json'),
      PORT: '0',
      REQUESTS_PER_MINUTE: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER_ARG: '1',
    });
    const to = new Writable({
      write: (line: Buffer, _, done) => {
        lines.push(JSON.parse(line.toString()) as Line);
        done();
      },
    });
    service = await createService(config, { log: pino({ level: 'info', base: null }, to) });
    running = true;
    const key = await SigningKey.at(folder.path('signing-key.json'));
    const terms = { issuer: config.tokenIssuer, audience: config.tokenAudience, ttlSeconds: 60 };
    token = await key.mint({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' }, terms);
  });
  afterEach(async () => {
    await stop();
    await collector.stop();
    folder.remove();
  });

  const stop = async (): Promise<void> => {
    if (running) await service.close();
    running = false;
  };
  const send = async (): Promise<number> => {
    const unitId = `don-vi-${(units += 1)}`;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': unitId,
    };
    const body = { unitId, kind: 'PROVINCE', name: { full: { vi: unitId }, short: { vi: unitId } } };
    const { status } = await fetch(`${service.url}/units`, { method: 'POST', headers, body: JSON.stringify(body) });
    return status;
  };
  /** What the log says of the collector. */
  const said = (): readonly (readonly [number, string])[] =>
    lines.filter(({ msg }) => msg.includes('collector')).map(({ level, msg }) => [level, msg]);
  const timed = async (action: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await action();
    return performance.now() - started;
  };

  it('refuses spans is named once in the log, and once more when it takes them again', async () => {
    collector.mood = 'REFUSES';
    await send();
    await eventually(() => said().length === 1);
    const refused = collector.requests;
    await send();
    await eventually(() => collector.requests > refused);
    collector.mood = 'TAKES';
    await send();
    await eventually(() => collector.spans.length > 0 && said().length > 1);
    expect(said()).toEqual([
      [WARN, 'the collector of traces takes no spans; they are dropped until it does'],
      [INFO, 'the collector of traces takes spans again'],
    ]);
  });

  it('is not there fails no command, and is named once with the reason', async () => {
    await collector.stop();
    for (let sent = 0; sent < COMMANDS; sent += 1) expect(await send()).toBe(201);
    await eventually(() => said().length > 0);
    expect(said()).toEqual([[WARN, 'the collector of traces takes no spans; they are dropped until it does']]);
    expect(lines.find(({ level }) => level === WARN)?.err?.message).toContain('ECONNREFUSED');
  });

  it('never answers slows no command and holds up no stop', async () => {
    collector.mood = 'SILENT';
    const statuses: number[] = [];
    const sending = async (): Promise<void> => {
      for (let sent = 0; sent < COMMANDS; sent += 1) statuses.push(await send());
    };
    await send();
    await eventually(() => collector.requests > 0);
    expect(await timed(sending)).toBeLessThan(SOON_MS);
    expect(statuses).toEqual(Array(COMMANDS).fill(201));
    expect(await timed(stop)).toBeLessThan(SOON_MS);
  });
});
