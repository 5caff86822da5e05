import type { FastifyInstance } from 'fastify';
import { Fault } from '../problems/fault.js';

const LOOK_EVERY_MS = 50;

/** What callers get to send the rest of a request, and to read the answer, in milliseconds: less than a stop may take. */
export const IN_HAND_MS = 5_000;

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
 * answered, so that a caller who keeps a connection open does not delay the stop; nor does one who sends or reads nothing
 * more, for longer than {@link IN_HAND_MS}.
 */
export function endConnectionsAtClose(instance: FastifyInstance): void {
  instance.addHook('preClose', (done) => {
    const { server } = instance;
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS).unref();
    const patience = setTimeout(() => server.closeAllConnections(), IN_HAND_MS).unref();
    server.once('close', () => {
      clearInterval(looking);
      clearTimeout(patience);
    });
    done();
  });
}
