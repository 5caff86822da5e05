import { randomBytes } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceParentOf } from '../../http/frame/trace-parent.js';
import { defined } from '../../kernel/defined.js';
import type { RequestsInHand } from './requests-in-hand.js';
import type { Sampling } from './sampling.js';
import { Beginning, type Spans } from './spans.js';
import { traceIdOf } from './trace-context.js';

const FAULTS_FROM = 500;

export type TracingParts = Readonly<{ spans: Spans; sampling: Sampling; inHand: RequestsInHand }>;

/** Writes a span of every request whose trace is recorded, when its answer is sent or its connection is closed. */
export function traceRequests(server: FastifyInstance, { spans, sampling, inHand }: TracingParts): void {
  server.addHook('onRequest', (request, reply, done) => {
    const parent = traceParentOf(request.headers);
    if (sampling.takesRequest(request.id, parent)) trace(request, reply, parent?.spanId);
    done();
  });

  function trace(request: FastifyRequest, reply: FastifyReply, parentId: string | undefined): void {
    const began = new Beginning();
    const spanId = randomBytes(8).toString('hex');
    const key = String(request.headers['idempotency-key']);
    inHand.enter(request.id, key, spanId);
    reply.raw.once('close', () => {
      inHand.leave(request.id, key);
      spans.write({ ...seenIn(request, reply), traceId: traceIdOf(request.id), spanId, parentId, began });
    });
  }
}

/** Names and attributes follow OpenTelemetry's conventions for HTTP servers. */
function seenIn({ method, routeOptions, is404 }: FastifyRequest, { statusCode, raw }: FastifyReply) {
  const { access } = routeOptions.config;
  const failure = failureOf(statusCode, raw.writableFinished);
  return {
    name: is404 ? method : `${method} ${routeOptions.url}`,
    kind: SpanKind.SERVER,
    attributes: {
      'http.request.method': method,
      ...(is404 ? {} : { 'http.route': routeOptions.url }),
      ...(raw.writableFinished ? { 'http.response.status_code': statusCode } : {}),
      ...(access?.kind === 'SENDS' ? { 'ledger.command': access.command } : {}),
      ...defined({ 'error.type': failure }),
    },
    failure,
  };
}

/** A refusal is a successful answer; a fault of the server is a failure. */
function failureOf(statusCode: number, answered: boolean): string | undefined {
  if (!answered) return 'aborted';
  return statusCode < FAULTS_FROM ? undefined : String(statusCode);
}
