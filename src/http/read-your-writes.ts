import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Position } from '../kernel/event.js';
import { Fault } from './fault.js';

/** Answers whether the read models hold everything up to that position, waiting at most so many milliseconds. */
export type CaughtUp = (position: Position, withinMs: number) => Promise<boolean>;

const PATIENCE_MS = 2_000;
const POSITION = /^[\x21-\x7e]{1,64}$/;

/**
 * A reader who names the position of a receipt (`?atLeast=` or `If-Position`) sees what was written there, or is told
 * in time that it is not readable yet. The reader who names none never waits.
 */
export function readYourWrites(server: FastifyInstance, caughtUp: CaughtUp): void {
  server.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config.access?.kind !== 'READS') return done();
    const position = takePosition(request);
    if (position === undefined) return done();
    if (!POSITION.test(position)) return done(new Fault('MALFORMED_REQUEST'));
    caughtUp(position as Position, PATIENCE_MS).then(
      (reached) => done(reached ? undefined : new Fault('NOT_READABLE_YET', { position })),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  });
}

/** Takes the position out of the query, so that the DTO of the query need not know of it. */
function takePosition({ query, headers }: FastifyRequest): string | undefined {
  const fields = query as Record<string, unknown>;
  const asked = fields['atLeast'] ?? headers['if-position'];
  delete fields['atLeast'];
  return asked === undefined ? undefined : typeof asked === 'string' ? asked : '';
}
