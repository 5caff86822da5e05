import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';

/** A request that takes longer is slow, in milliseconds: ten times what the slowest page takes. */
const SLOW_MS = 1_000;

const elapsed = ({ elapsedTime }: FastifyReply): number => elapsedTime;

/**
 * Logs each slow request with the ids by which it is found again in traces and in the record. Never with its body.
 * `took` says how long an answer took, in milliseconds.
 */
export function logSlowRequests(server: FastifyInstance, log: Logger, took = elapsed): void {
  server.addHook('onResponse', ({ id: traceId, method, caller, routeOptions }, reply, done) => {
    const ms = Math.round(took(reply));
    // An outage has lines of its own, and a caller who asked to wait is not slow.
    if (ms >= SLOW_MS && reply.statusCode !== 503) {
      const known = {
        traceId,
        method,
        route: routeOptions.url,
        subject: caller?.subject,
        status: reply.statusCode,
        ms,
      };
      log.warn(known, 'slow request');
    }
    done();
  });
}
