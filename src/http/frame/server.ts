import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { traceParentOf } from '../../operations/tracing/trace-context.js';
import { Fault } from '../problems/fault.js';
import { faultAnswer, languageOf } from '../problems/problem.js';

/** A request that has not arrived within this is given up, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Idle connections are kept longer than usual proxies keep theirs, so that they never race to close one. */
const KEEP_ALIVE_MS = 72_000;
/** When the event loop is this late, the process is drowning: it says so instead of queueing. */
const DROWNING_MS = 1_000;

/**
 * What browsers must not do with an answer that is no page: guess its type, run it, frame it. Constants instead of the
 * usual plugin, which writes a kilobyte of them for each answer and parses its policy each time.
 */
const NO_PAGE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
/**
 * Nor must anybody keep it. The answer to a POST is kept by nobody unless it says for how long, and that it is what stands at
 * its address (RFC 9110, section 9.3.3).
 */
const NOT_KEPT = { ...NO_PAGE, 'cache-control': 'no-store' };

/** Says so on every answer; the handler of a page says what its page needs, such as where it leads may hear of it. */
export function sayNoPage(server: FastifyInstance): void {
  server.addHook('onRequest', ({ method }, reply, done) => {
    void reply.headers(method === 'POST' ? NO_PAGE : NOT_KEPT);
    done();
  });
}

/** The HTTP server with its limits. It logs no request at the usual level, and never a header. */
export function serverAdapter(config: Config, log: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // What they look for, and more, is refused by name in plausible-body.ts.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    bodyLimit: config.bodyLimit,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    genReqId: correlationIdOf,
    frameworkErrors: (_: Error, request: FastifyRequest, reply: FastifyReply) => sayUnreadable(request, reply),
    routerOptions: { maxParamLength: 200 },
  });
}

/** An address that cannot be decoded meets no route, and so no filter: the server asks here what to say. */
function sayUnreadable({ id, headers }: FastifyRequest, reply: FastifyReply): void {
  const context = { language: languageOf(headers['accept-language']), traceId: id };
  const { problem } = faultAnswer(new Fault('MALFORMED_REQUEST'), context);
  void reply.status(problem.status).headers(NOT_KEPT).type('application/problem+json').send(problem);
}

/** Limits for each bearer, and the refusal to drown; neither where the operator sets no limit. */
export async function guardServer(app: NestFastifyApplication, { requestsPerMinute }: Config): Promise<void> {
  if (requestsPerMinute === 0) return;
  await app.register(underPressure, { maxEventLoopDelay: DROWNING_MS, retryAfter: 1 });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ caller, ip }: FastifyRequest) => caller?.subject ?? ip,
    errorResponseBuilder: (_, { ttl }) =>
      new Fault('TOO_MANY_REQUESTS', {}, { 'retry-after': String(Math.ceil(ttl / 1000)) }),
  });
}

/** The trace that the caller is in (W3C Trace Context), or a new one. Kept with the events as correlation id. */
function correlationIdOf({ headers }: IncomingMessage): string {
  return traceParentOf(headers)?.traceId ?? randomUUID();
}
