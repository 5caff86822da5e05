import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, preHandlerHookHandler } from 'fastify';

/** Who asks, for fair turns, and a signal that aborts when the connection is closed before the answer was sent. */
export type WhoAsks = Readonly<{ caller: string; signal: AbortSignal }>;

const asking = new AsyncLocalStorage<WhoAsks>();

/** Outside of a request: nothing is cancelled. */
const WITHOUT_REQUEST: WhoAsks = { caller: '', signal: new AbortController().signal };

/**
 * Lets the answer to a question about the past know who asks, without a parameter on each way to it: such a question may
 * wait and cost much, so it takes its turn by caller and ends with its request.
 */
export function rememberWhoAsks(server: FastifyInstance): void {
  const remember: preHandlerHookHandler = ({ query, caller, ip }, reply, done) => {
    if ((query as Readonly<{ asOf?: unknown }>).asOf === undefined) return done();
    const gone = new AbortController();
    // It may have gone while its token was verified, or while it waited for its `atLeast`.
    if (reply.raw.destroyed || reply.raw.socket?.destroyed === true) gone.abort();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
    asking.run({ caller: caller?.subject ?? ip, signal: gone.signal }, done);
  };
  server.addHook('onRoute', (route) => {
    if (route.config?.access?.kind === 'READS') route.preHandler = [route.preHandler ?? [], remember].flat();
  });
}

export function whoAsks(): WhoAsks {
  return asking.getStore() ?? WITHOUT_REQUEST;
}
