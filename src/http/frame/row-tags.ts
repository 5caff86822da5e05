import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, onSendHookHandler, preSerializationHookHandler } from 'fastify';
import { variesBy } from './cross-origin.js';

/** The browser of the caller may keep the answer, nobody else, and asks whether it still holds before it shows it again. */
const KEPT_BY_ITS_READER = { 'cache-control': 'private, no-cache' };

/**
 * Tags the answers of routes that show one thing, and answers 304 to a caller that has the answer already. The tag is
 * the digest of what is sent, so that it covers whatever can change that for this caller: what happened, what was published,
 * who asks, and how this release shows it. An answer about a whole record has the revision for its tag, for the If-Match of a
 * command, and is sent whole each time.
 */
export function tagRows(server: FastifyInstance): void {
  const tag: onSendHookHandler<unknown> = ({ headers }, reply, payload, done) => {
    if (reply.statusCode !== 200 || !isWhole(payload)) return done(null, payload);
    const revision = taggedBefore(reply);
    const etag = revision ?? `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.headers({ ...KEPT_BY_ITS_READER, etag });
    variesBy(reply, 'authorization');
    // A revision does not say how this release shows the record, nor at which position: it is for If-Match alone.
    if (revision !== undefined || !knows(headers['if-none-match'], etag)) return done(null, payload);
    void reply.status(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  };
  const tagRecord: preSerializationHookHandler<unknown> = (_request, reply, payload, done) => {
    const { revision } = payload as { revision?: number };
    if (revision !== undefined) void reply.header('etag', `"${revision}"`);
    done(null, payload);
  };
  server.addHook('onRoute', (route) => {
    if (route.config?.tagged !== true) return;
    route.preSerialization = [route.preSerialization ?? [], tagRecord].flat();
    route.onSend = [route.onSend ?? [], tag].flat();
  });
}

/** JSON, or a sheet in its place. */
function isWhole(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

function taggedBefore(reply: FastifyReply): string | undefined {
  const tag = reply.getHeader('etag');
  return typeof tag === 'string' ? tag : undefined;
}

/** Compared as RFC 9110 compares for If-None-Match: weak or not. */
function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch?.split(',').some((tag) => opaque(tag) === opaque(etag)) ?? false;
}
