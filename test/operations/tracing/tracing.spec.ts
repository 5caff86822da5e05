import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../../processes/service-process.js';
import { SigningKey } from '../../../src/identity/signing-key.js';
import { TestService } from '../../support/service.js';
import { temporaryFolder } from '../../support/store-folder.js';
import { Collector, type Span } from './collector.js';

const COUNCIL = { subject: 'hoi-dong', name: 'Hội đồng Trung ương', role: 'council' } as const;
const CALLER = '00f067aa0ba902b7';
/** The request, the append, and the three read models that fold a new unit. */
const SPANS = 5;
/** Commands whose caller does not record them, each followed by one whose caller does. */
const PAIRS = 50;

const newTrace = (): string => crypto.randomUUID().replaceAll('-', '');

/** Registers a unit in that trace. */
async function register(service: TestService, unitId: string, trace: string, flags = '01') {
  const name = { full: { vi: 'Tỉnh bí mật' }, short: { vi: 'Bí mật' } };
  return service.post<{ position: string; traceId: string }>('/units', {
    token: await service.token(COUNCIL),
    body: { unitId, kind: 'PROVINCE', name },
    headers: trace === '' ? {} : { traceparent: `00-${trace}-${CALLER}-${flags}` },
  });
}

function called(spans: readonly Span[], name: string): Span {
  const [found, another] = spans.filter((span) => span.name === name);
  if (!found || another) throw new Error(`Not one span ${name}: ${JSON.stringify(spans)}`);
  return found;
}
const namesOf = (spans: readonly Span[]): readonly string[] => spans.map(({ name }) => name).sort();

describe('a trace', () => {
  let collector: Collector;
  let service: TestService;

  beforeAll(async () => {
    collector = await Collector.start();
    service = await TestService.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '0' });
  });
  afterAll(async () => {
    await service.stop();
    await collector.stop();
  });

  it('shows a command, its append, and its fold into each read model that it changes', async () => {
    const trace = newTrace();
    const { body } = await register(service, 'dien-bien', trace);
    const spans = await collector.trace(trace, SPANS);
    const resource = { 'service.name': 'thidua-ledger', 'ledger.role': 'all' };
    const request = called(spans, 'POST /units');
    expect(request.parentSpanId).toBe(CALLER);
    expect(request.attributes).toEqual({
      ...resource,
      'http.request.method': 'POST',
      'http.route': '/units',
      'http.response.status_code': 201,
      'ledger.command': 'RegisterUnit',
    });
    const append = called(spans, 'append');
    expect(append.parentSpanId).toBe(request.spanId);
    expect(append.attributes).toEqual({
      ...resource,
      'ledger.stream': 'unit-dien-bien',
      'ledger.command': 'RegisterUnit',
      'ledger.event_types': ['UnitRegistered'],
      'ledger.revision': 0,
      'ledger.position': body.position,
    });
    const folds = spans.filter(({ name }) => name.startsWith('fold '));
    expect(namesOf(folds)).toEqual(['fold audit-trail', 'fold name-index', 'fold unit-directory']);
    for (const fold of folds) {
      expect(fold.parentSpanId).toBe(append.spanId);
      expect(fold.attributes).toEqual({
        ...resource,
        'ledger.model': fold.name.slice('fold '.length),
        'ledger.stream': 'unit-dien-bien',
        'ledger.event_types': ['UnitRegistered'],
        'ledger.position': body.position,
        'ledger.folded_together': 1,
      });
    }
    expect(spans.map(({ kind }) => kind).sort()).toEqual([2, 4, 5, 5, 5]);
    for (const { startTimeUnixNano, endTimeUnixNano } of spans) {
      expect(BigInt(endTimeUnixNano)).toBeGreaterThan(BigInt(startTimeUnixNano));
    }
  });

  it('holds no person, no token and nothing of a body', async () => {
    const trace = newTrace();
    await register(service, 'son-la', trace);
    const sent = JSON.stringify(await collector.trace(trace, SPANS));
    const token = await service.token(COUNCIL);
    for (const secret of ['bí mật', 'Bí mật', COUNCIL.name, COUNCIL.subject, token.split('.')[0], 'idempotency']) {
      expect(sent).not.toContain(secret);
    }
  });

  it('is not recorded where the caller does not record it', async () => {
    const [unrecorded, recorded] = [newTrace(), newTrace()];
    await register(service, 'lai-chau', unrecorded, '00');
    await register(service, 'ha-giang', recorded);
    await collector.trace(recorded, SPANS);
    expect(collector.spans.filter(({ traceId }) => traceId === unrecorded)).toEqual([]);
  });

  it('is all there for each caller who records it, however close together the commands of others come', async () => {
    const traces = Array.from({ length: 2 * PAIRS }, newTrace);
    const flags = (sent: number): string => (sent % 2 === 0 ? '00' : '01');
    await Promise.all(traces.map((trace, sent) => register(service, `xa-${sent}`, trace, flags(sent))));
    const recorded = traces.filter((_, sent) => flags(sent) === '01');
    for (const trace of recorded) await collector.trace(trace, SPANS);
    const others = new Set(traces.filter((trace) => !recorded.includes(trace)));
    expect(collector.spans.filter(({ traceId }) => others.has(traceId))).toEqual([]);
  });

  it('shows a refused command, which appends nothing, and is no error', async () => {
    const trace = newTrace();
    await register(service, 'cao-bang', newTrace());
    expect((await register(service, 'cao-bang', trace)).status).toBe(409);
    const spans = await collector.trace(trace, 1);
    expect(spans).toMatchObject([{ name: 'POST /units', status: { code: 0 } }]);
    expect(spans[0]?.attributes).toMatchObject({ 'http.response.status_code': 409 });
  });

  it('tells of an address that is not there by its method alone', async () => {
    const trace = newTrace();
    const headers = { traceparent: `00-${trace}-${CALLER}-01` };
    await service.get('/units/with/a-secret', { token: await service.token(COUNCIL), headers });
    const [request] = await collector.trace(trace, 1);
    expect([request?.name, request?.attributes['http.route']]).toEqual(['GET', undefined]);
  });
});

describe('a trace that begins here', () => {
  const folder = temporaryFolder();
  let collector: Collector;
  let settings: Record<string, string>;

  beforeAll(async () => {
    collector = await Collector.start();
    settings = {
      EVENT_STORE: `sqlite:${folder.path('ledger.db')}`,
      READ_MODELS: `sqlite:${folder.path('read-models.db')}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER_ARG: '1',
    };
  });
  afterAll(async () => {
    await collector.stop();
    folder.remove();
  });

  it('has the id that the service gives the request, and is all there when the service has stopped', async () => {
    const service = await TestService.start({ ...settings, OTEL_SERVICE_NAME: 'so-cai' });
    const { body: receipt } = await register(service, 'dien-bien', '');
    const token = await service.token(COUNCIL);
    await service.get('/units/dien-bien', { token, headers: { 'if-position': receipt.position } });
    const { body } = await register(service, 'dien-bien', '');
    await service.stop();
    const trace = body.traceId.replaceAll('-', '');
    const spans = collector.spans.filter(({ traceId }) => traceId === trace);
    expect(spans).toMatchObject([{ name: 'POST /units', attributes: { 'service.name': 'so-cai' } }]);
    expect(spans[0]?.parentSpanId).toBeUndefined();
    expect(namesOf(collector.spans)).toEqual([
      'GET /units/:unitId',
      'POST /units',
      'POST /units',
      'append',
      'fold audit-trail',
      'fold name-index',
      'fold unit-directory',
    ]);
  });

  it('is not told again when read models are built from old events', async () => {
    const service = await TestService.start({ ...settings, READ_MODELS: `sqlite:${folder.path('anew.db')}` });
    const trace = newTrace();
    collector.spans.length = 0;
    await register(service, 'lao-cai', trace);
    await collector.trace(trace, SPANS);
    await service.stop();
    const folded = collector.spans.filter(({ name }) => name.startsWith('fold '));
    expect(folded.map(({ attributes }) => attributes['ledger.stream'])).toEqual(Array(3).fill('unit-lao-cai'));
  });

  it('goes on in the process that projects', async () => {
    const KEY_FILE = folder.path('key.json');
    await SigningKey.at(KEY_FILE);
    const projector = await ServiceProcess.start({ ...settings, KEY_FILE, ROLE: 'projector' });
    const service = await TestService.start({ ...settings, ROLE: 'api' });
    const trace = newTrace();
    try {
      await register(service, 'yen-bai', trace);
      const spans = await collector.trace(trace, SPANS);
      const append = called(spans, 'append');
      const folds = spans.filter(({ name }) => name.startsWith('fold '));
      expect(folds.map(({ parentSpanId }) => parentSpanId)).toEqual(Array(3).fill(append.spanId));
      const roles = [append, ...folds].map(({ attributes }) => attributes['ledger.role']);
      expect(roles).toEqual(['api', 'projector', 'projector', 'projector']);
    } finally {
      await service.stop();
      await projector.stop();
    }
  });
});
