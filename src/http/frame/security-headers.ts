import type { FastifyInstance } from 'fastify';

/**
 * Answers are not pages: browsers must not guess their type, run or frame them. Constants instead of the usual plugin,
 * which writes a kilobyte of headers to each answer and parses its policy each time.
 */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
/**
 * It may not be cached either. The answer to a POST needs no such header: it is not cacheable unless it says so (RFC 9110,
 * section 9.3.3).
 */
export const UNCACHED = { ...SECURITY_HEADERS, 'cache-control': 'no-store' };

/** Sends them with every answer. The handler of a page overrides them with what its page needs. */
export function securityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', ({ method }, reply, done) => {
    void reply.headers(method === 'POST' ? SECURITY_HEADERS : UNCACHED);
    done();
  });
}
