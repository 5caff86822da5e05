import type { FastifyInstance, FastifyRequest, preValidationHookHandler } from 'fastify';
import type { Position } from '../../kernel/event.js';
import { Fault, InvalidInput } from '../problems/fault.js';

/** How far the log is, and whether the read models hold everything up to a position within so many milliseconds. */
export type Progress = Readonly<{
  head: () => Promise<Position>;
  caughtUp: (position: Position, withinMs: number) => Promise<boolean>;
}>;

const NO_POSITION = { vi: 'không phải vị trí trong một biên nhận', en: 'is no position of a receipt' };
const PATIENCE_MS = 2_000;
const POSITION = /^[\x21-\x7e]{1,64}$/;

/**
 * A reader who names the position of a receipt (`?atLeast=` or `If-Position`) sees what was written there, or is told
 * in time that it is not readable yet. The reader who names none never waits.
 */
export function readYourWrites(server: FastifyInstance, progress: Progress): void {
  const wait: preValidationHookHandler = (request, _reply, done) => {
    const position = takePosition(request);
    if (position === undefined) return done();
    arrival(position, progress).then(
      (problem) => done(problem),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
  server.addHook('onRoute', (route) => {
    if (route.config?.access?.kind === 'READS') route.preValidation = [route.preValidation ?? [], wait].flat();
  });
}

/** Waits for the position to be folded in. A position that the log has not reached was never in a receipt of ours. */
async function arrival(text: string, { head, caughtUp }: Progress): Promise<Fault | InvalidInput | undefined> {
  const position = text as Position;
  if (!POSITION.test(text) || position > (await head())) {
    return new InvalidInput([{ pointer: '/atLeast', messages: NO_POSITION }]);
  }
  return (await caughtUp(position, PATIENCE_MS)) ? undefined : new Fault('NOT_READABLE_YET', { position });
}

/** Takes the position out of the query, so that the DTO of the query need not know of it. */
function takePosition({ query, headers }: FastifyRequest): string | undefined {
  const fields = query as Record<string, unknown>;
  const asked = fields['atLeast'] ?? headers['if-position'];
  delete fields['atLeast'];
  return asked === undefined ? undefined : typeof asked === 'string' ? asked : '';
}
