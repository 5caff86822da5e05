import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { UnreadRequests } from './unread-requests.js';

/** Headers of an answer that a page of another origin may read: what the next request needs, and when to ask again. */
const EXPOSED = [
  ...['ETag', 'Location', 'Retry-After', 'Allow', 'WWW-Authenticate', 'Link', 'Content-Disposition'],
  ...['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'],
];

const TAKEN = [
  ...['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match', 'If-Position'],
  ...['Accept-Language', 'traceparent'],
];

/** How long a browser need not ask again whether it may ask, in seconds. */
const KEPT_FOR = 600;

/**
 * Lets pages of these origins call the service, and of no other; without any, nothing is said of origins. Tokens come in a header
 * that the page sets itself, so that no cookie is taken along. Registered behind what guards every connection and before the hooks of the
 * door: a browser asks without a token.
 */
export async function allowOrigins(
  server: FastifyInstance,
  origins: readonly string[],
  unread: UnreadRequests,
): Promise<void> {
  if (origins.length === 0) return;
  server.addHook('onRequest', (request, reply, done) => {
    const { method, headers } = request;
    const asks = headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
    if (method !== 'OPTIONS' || asks) return done();
    // The library would refuse it in words of its own, on a route that no filter sees.
    unread.answerUnmatched(Object.assign(new Error('No preflight'), { statusCode: 405 }), request, reply);
  });
  await server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: TAKEN,
    exposedHeaders: EXPOSED,
    maxAge: KEPT_FOR,
  });
}

/** Adds to what the answer varies by, such as the origin of the page. */
export function variesBy(reply: FastifyReply, header: string): void {
  const named = reply.getHeader('vary');
  void reply.header('vary', typeof named === 'string' ? `${named}, ${header}` : header);
}
