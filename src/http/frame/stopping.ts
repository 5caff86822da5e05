import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';

const LOOK_EVERY_MS = 50;

/** Refuses what still comes on open connections once the service stops. What was taken before is answered. */
export function refuseWhileStopping(server: FastifyInstance): void {
  let stopping = false;
  server.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  server.addHook('onRequest', (_request, _reply, done) => done(stopping ? new Fault('STOPPING') : undefined));
}

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
