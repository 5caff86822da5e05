import type { FastifyInstance, preSerializationHookHandler } from 'fastify';
import type { Receipt } from '../../deciding/receipt.js';

/**
 * Sends the new revision of the record as ETag, for the next If-Match, and as Location the address of the first event,
 * which holds the command. Stream names consist of ids, which need no escaping.
 */
export function tagReceipts(server: FastifyInstance): void {
  const tag: preSerializationHookHandler<unknown> = (_request, reply, payload, done) => {
    if (isReceipt(payload)) {
      const { stream, revision, events } = payload;
      void reply.header('etag', `"${revision}"`);
      void reply.header('location', `/audit/streams/${stream}/events/${events[0]?.revision ?? revision}`);
    }
    done(null, payload);
  };
  server.addHook('onRoute', (route) => {
    if (route.config?.access?.kind === 'SENDS') route.preSerialization = [route.preSerialization ?? [], tag].flat();
  });
}

function isReceipt(payload: unknown): payload is Receipt {
  return typeof payload === 'object' && payload !== null && 'events' in payload && 'revision' in payload;
}
