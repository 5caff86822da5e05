import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, onResponseHookHandler } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Reads } from '../http/frame/access.js';
import { problemsOf } from '../http/frame/problem-responses.js';
import { READINESS_CHECK, type ReadinessCheck } from './readiness.js';

/** Seconds; finest where commands usually answer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5];

/** Counts and times every request by route. */
export function measureRequests(server: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time from the first byte of a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const measure = (route: string): onResponseHookHandler => {
    // Finding the counter of a label set costs more than counting, so each is found once.
    const known = new Map<string, Histogram.Internal<string>>();
    return ({ method }, reply, done) => {
      const { statusCode } = reply;
      const key = method + statusCode;
      const counted = known.get(key) ?? seconds.labels({ method, route, status: statusCode });
      known.set(key, counted);
      counted.observe(reply.elapsedTime / 1000);
      done();
    };
  };
  server.addHook('onRoute', (route) => {
    route.onResponse = [measure(route.url), route.onResponse ?? []].flat();
  });
  const measureUnmatched = measure('unmatched');
  server.addHook('onResponse', (request, reply, done) => {
    if (request.is404) measureUnmatched.call(server, request, reply, done);
    else done();
  });
}

/** How many events each read model is behind the log. */
export type Lag = () => Promise<ReadonlyMap<string, number>>;

/** Gauges how many events each read model is behind, at each scrape. */
export function measureLag(registry: Registry, lag: Lag): void {
  new Gauge({
    name: 'projection_events_behind',
    help: 'Events not folded in, at most 10000 counted',
    labelNames: ['model'],
    registers: [registry],
    async collect() {
      // What cannot be asked is absent, not as it was.
      this.reset();
      for (const [model, events] of await lag().catch(() => new Map<string, number>())) this.set({ model }, events);
    },
  });
}

/** Counts the projector's failures. */
export function countFailures(registry: Registry): { failed: () => void } {
  const failures = new Counter({
    name: 'projection_failures_total',
    help: 'Failures of a store while projecting, each followed by a further try, and poison events',
    registers: [registry],
  });
  return { failed: () => failures.inc() };
}

/** Metrics of requests, of the process, its stores and each read model, for a scraper with a token. */
@ApiTags('Service (vận hành)')
@Controller('metrics')
export class MetricsController {
  readonly #ready: Gauge;
  readonly #outage: Gauge;
  readonly #foreign: Gauge;
  readonly #behind: Gauge;
  readonly #silent: Gauge;
  readonly #stopped: Gauge;

  constructor(
    private readonly registry: Registry,
    @Inject(READINESS_CHECK) private readonly check: ReadinessCheck,
  ) {
    const registers = [registry];
    const labelNames = ['model'];
    this.#ready = new Gauge({
      name: 'service_ready',
      help: '1 when the stores answer, so that /health/ready does with 200',
      registers,
    });
    this.#outage = new Gauge({
      name: 'event_store_outage_seconds',
      help: 'How long the event store has not done what is asked of it again and again; 0 when nothing is',
      registers,
    });
    this.#foreign = new Gauge({
      name: 'event_store_foreign_streams',
      help: 'Streams of the ledger to which others wrote, or which they ended, as far as this process has met them, at most 20',
      registers,
    });
    this.#behind = new Gauge({
      name: 'projection_seconds_behind',
      help: 'Age of the oldest event not folded in',
      labelNames,
      registers,
    });
    this.#silent = new Gauge({
      name: 'projection_seconds_silent',
      help: 'How long nothing has come from the log of what is not folded in',
      labelNames,
      registers,
    });
    this.#stopped = new Gauge({
      name: 'projection_stopped',
      help: '1 when an event stopped the read model',
      labelNames,
      registers,
    });
  }

  @Get()
  @Reads('METRICS')
  @ApiOperation({
    operationId: 'GetMetrics',
    summary: 'The figures of the service, in the text format of Prometheus',
    description: 'Read by: administrator, inspector.',
  })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: 'service_ready 1\n' } } })
  @ApiExtension('x-problems', problemsOf({ route: 'FIGURES', refusals: ['INVALID_INPUT', 'NOT_ENTITLED'] }))
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { ready, readModels, outages = [], foreign = [] } = await this.check();
    this.#ready.set(ready ? 1 : 0);
    this.#outage.set(Math.max(0, ...outages.map(({ seconds }) => seconds)));
    this.#foreign.set(foreign.length);
    // What cannot be asked is absent, not as it was: an alert rule finds that.
    for (const gauge of [this.#behind, this.#silent, this.#stopped]) gauge.reset();
    for (const { model, secondsBehind, secondsSilent, poison } of readModels) {
      this.#behind.set({ model }, secondsBehind);
      this.#silent.set({ model }, secondsSilent);
      this.#stopped.set({ model }, poison === undefined ? 0 : 1);
    }
    void reply.type(this.registry.contentType);
    return this.registry.metrics();
  }
}
