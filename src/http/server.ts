import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { Fault } from './fault.js';

/** A request that has not arrived within this is given up, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Idle connections are kept longer than usual proxies keep theirs, so that they never race to close one. */
const KEEP_ALIVE_MS = 72_000;
/** When the event loop is this late, the process is drowning: it says so instead of queueing. */
const DROWNING_MS = 1_000;

const TRACE_PARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** The HTTP server with its limits. It logs no request at the usual level, and never a header. */
export function serverAdapter(config: Config, log: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.bodyLimit,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    genReqId: traceIdOf,
    routerOptions: { maxParamLength: 200 },
  });
}

/** Headers, limits and the refusal to drown. */
export async function guardServer(app: NestFastifyApplication, { requestsPerMinute }: Config): Promise<void> {
  // Swagger's page styles itself inline; nothing else here is a page.
  const directives = { 'style-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null };
  await app.register(helmet, { contentSecurityPolicy: { directives } });
  await app.register(underPressure, { maxEventLoopDelay: DROWNING_MS, retryAfter: 1 });
  if (requestsPerMinute === 0) return;
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ caller, ip }: FastifyRequest) => caller?.subject ?? ip,
    errorResponseBuilder: (_, { ttl }) =>
      new Fault('TOO_MANY_REQUESTS', {}, { 'retry-after': String(Math.ceil(ttl / 1000)) }),
  });
}

/** The trace that the caller is in (W3C Trace Context), or a new one. Kept with the events as correlation id. */
function traceIdOf({ headers }: IncomingMessage): string {
  const parent = headers['traceparent'];
  const trace = typeof parent === 'string' ? TRACE_PARENT.exec(parent)?.[1] : undefined;
  return trace ?? randomUUID();
}
