import type { FastifyInstance, FastifyRequest, preValidationHookHandler } from 'fastify';
import { BEGINNING, type Position } from '../../kernel/event.js';
import { Fault, InvalidInput } from '../problems/fault.js';

/** The head of the log, and whether the read models reach a position within so many milliseconds. */
export type Progress = Readonly<{
  head: () => Promise<Position>;
  caughtUp: (position: Position, withinMs: number) => Promise<boolean>;
}>;

const NO_POSITION = { vi: 'không phải vị trí trong một biên nhận', en: 'is no position of a receipt' };
const PATIENCE_MS = 2_000;
const POSITION = /^\d{1,64}$/;

/**
 * A query with the position of a receipt (`?atLeast=` or `If-Position`) waits until the read models hold what was written
 * there, or answers after {@link PATIENCE_MS} that it is not readable yet. A query without one never waits.
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

/**
 * Waits until the position is folded in, also where the log is not as far: then a receipt may be newer than what is seen of the
 * log here, or of a log that an older copy was put in the place of.
 */
async function arrival(text: string, { head, caughtUp }: Progress): Promise<Fault | InvalidInput | undefined> {
  const position = text as Position;
  const last = await head();
  // Positions of one engine have one width; only so is their order as texts that of the log.
  const isOne = POSITION.test(text) && (last === BEGINNING || position.length === last.length);
  if (!isOne) return new InvalidInput([{ pointer: '/atLeast', messages: NO_POSITION }]);
  return (await caughtUp(position, PATIENCE_MS)) ? undefined : new Fault('NOT_READABLE_YET', { position });
}

/** Removes the position from the query, so that the query's DTO need not declare it. */
function takePosition({ query, headers }: FastifyRequest): string | undefined {
  const fields = query as Record<string, unknown>;
  const asked = fields['atLeast'] ?? headers['if-position'];
  delete fields['atLeast'];
  return asked === undefined ? undefined : typeof asked === 'string' ? asked : '';
}
