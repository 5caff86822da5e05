import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;

/**
 * Closing waits for every connection, and ends by itself only those that are idle when it begins. One with a request in
 * hand is ended here when it has its answer: a caller who keeps it open does not hold up the stop.
 */
export function endConnectionsAtClose(instance: FastifyInstance): void {
  instance.addHook('preClose', (done) => {
    const { server } = instance;
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS).unref();
    server.once('close', () => clearInterval(looking));
    done();
  });
}
