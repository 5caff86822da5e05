import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;

/**
 * The server closes idle connections when it stops, and waits for the others. This ends each of them when its request is
 * answered, so that a caller who keeps a connection open does not delay the stop.
 */
export function endConnectionsAtClose(instance: FastifyInstance): void {
  instance.addHook('preClose', (done) => {
    const { server } = instance;
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS).unref();
    server.once('close', () => clearInterval(looking));
    done();
  });
}
