import { HttpStatus } from '@nestjs/common';
import type { FastifyInstance, preSerializationHookHandler } from 'fastify';
import type { Receipt } from '../../deciding/receipt.js';
import type { Weighed } from '../../deciding/weighed.js';

/**
 * Sends the new revision of the record as ETag, for the next If-Match, and as Location the address of the first event,
 * which holds the command. Stream names consist of ids, which need no escaping. A command that was only weighed made nothing: it
 * has the revision that there is, and no address.
 */
export function tagReceipts(server: FastifyInstance): void {
  const tag: preSerializationHookHandler<unknown> = (_request, reply, payload, done) => {
    if (isReceipt(payload)) {
      const { stream, revision, events } = payload;
      void reply.header('etag', `"${revision}"`);
      void reply.header('location', `/audit/streams/${stream}/events/${events[0]?.revision ?? revision}`);
    } else if (isWeighed(payload)) {
      void reply.code(HttpStatus.OK);
      if (payload.revision !== undefined) void reply.header('etag', `"${payload.revision}"`);
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

function isWeighed(payload: unknown): payload is Weighed {
  return typeof payload === 'object' && payload !== null && 'wouldRecord' in payload;
}
