import type { FastifyInstance } from 'fastify';

/** The answer to a command carries the new revision of its record as ETag, ready for the next If-Match. */
export function tagReceipts(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, reply, payload, done) => {
    const isCommand = request.routeOptions.config.access?.kind === 'SENDS';
    if (isCommand && isReceipt(payload)) void reply.header('etag', `"${payload.revision}"`);
    done(null, payload);
  });
}

function isReceipt(payload: unknown): payload is { revision: number } {
  return (
    typeof payload === 'object' && payload !== null && 'revision' in payload && typeof payload.revision === 'number'
  );
}
