import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { Fault } from '../problems/fault.js';
import type { Access } from './access.js';
import { nodeServer } from './node-server.js';
import { traceParentOf } from './trace-parent.js';
import type { UnreadRequests } from './unread-requests.js';

/** When the event loop is this late, the process is overloaded: it refuses requests instead of queueing them. */
const DROWNING_MS = 1_000;
/** Two looks at how late the loop is, of which the first still sees the start. */
const STARTING_MS = 2_000;
/**
 * No part of an address is too long for the router, which would answer before the door whether a route is there: Node takes
 * no head of more than 16 KiB, and the shape of each parameter is checked behind the door.
 */
const LONGEST_ADDRESS = 16_384;

/** The HTTP server with its limits. It logs no request at the usual level, and never a header. */
export function serverAdapter(config: Config, log: Logger, unread: UnreadRequests): FastifyAdapter {
  return new FastifyAdapter({
    // At the usual level the framework only repeats what the service says itself.
    loggerInstance: log.level === 'info' ? log.child({}, { level: 'warn' }) : log,
    logController: new LogController({ disableRequestLogging: true }),
    // plausible-body.ts refuses these names, and more.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    bodyLimit: config.bodyLimit,
    serverFactory: (answer: RequestListener) => nodeServer(answer, unread),
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    genReqId: correlationIdOf,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      unread.answerUnmatched(error, request, reply),
    // node-server.ts does.
    clientErrorHandler: () => undefined,
    // stopping.ts says it in our words.
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
  });
}

/** Limits the requests of each bearer and the load of the process, unless the operator sets no limit. */
export async function guardServer(app: NestFastifyApplication, { requestsPerMinute }: Config): Promise<void> {
  if (requestsPerMinute === 0) return;
  let listeningSince = Infinity;
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onListen', (done) => {
    listeningSince = performance.now();
    done();
  });
  await app.register(underPressure, {
    maxEventLoopDelay: DROWNING_MS,
    pressureHandler: async ({ routeOptions }) => {
      // What was late while the process started says nothing of its load.
      const started = performance.now() - listeningSince > STARTING_MS;
      if (started && isWork(routeOptions.config.access)) throw new Fault('OVERLOADED');
    },
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    // Of the public pages each is counted apart, so that none takes from another.
    keyGenerator: ({ caller, ip, routeOptions }: FastifyRequest) => caller?.subject ?? `${ip} ${routeOptions.url}`,
    errorResponseBuilder: (_, { ttl }) =>
      new Fault('TOO_MANY_REQUESTS', {}, { 'retry-after': String(Math.ceil(ttl / 1000)) }),
  });
}

/** Health, figures and documents answer however busy the process is: nothing but work is shed. */
export function isWork(access: Access | undefined): boolean {
  return access !== undefined && access.kind !== 'PUBLIC' && !(access.kind === 'READS' && access.what === 'METRICS');
}

/** The caller's trace id (W3C Trace Context), or a new one. The events keep it as their correlation id. */
function correlationIdOf({ headers }: IncomingMessage): string {
  return traceParentOf(headers)?.traceId ?? randomUUID();
}
