import type { FastifyInstance, FastifyRequest, preValidationHookHandler } from 'fastify';
import { BEGINNING, type Position } from '../../kernel/event.js';
import { Fault, InvalidInput } from '../problems/fault.js';

/**
 * The head of the log, certainly where it lies before that position, and whether the read models reach a position within so many
 * milliseconds.
 */
export type Progress = Readonly<{
  head: (position: Position) => Promise<Position>;
  caughtUp: (position: Position, withinMs: number) => Promise<boolean>;
}>;

const NO_POSITION = { vi: 'không phải vị trí trong một biên nhận', en: 'is no position of a receipt' };
const NOT_REACHED = { vi: 'là vị trí mà sổ này chưa đến', en: 'is a position that this ledger has not come to' };
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
 * Waits until the position is folded in. A receipt is of what is stored, so one that lies beyond the head is none, or of a log that an
 * older copy was put in the place of: that is said at once, since no waiting brings it.
 */
async function arrival(text: string, { head, caughtUp }: Progress): Promise<Fault | InvalidInput | undefined> {
  if (!POSITION.test(text)) return refused(NO_POSITION);
  const position = text as Position;
  const last = await head(position);
  // Positions of one engine have one width; only so is their order as texts that of the log.
  if (last !== BEGINNING && position.length !== last.length) return refused(NO_POSITION);
  if (position > last) return refused(NOT_REACHED);
  return (await caughtUp(position, PATIENCE_MS)) ? undefined : new Fault('NOT_READABLE_YET', { position });
}

function refused(messages: typeof NO_POSITION): InvalidInput {
  return new InvalidInput([{ pointer: '/atLeast', messages }]);
}

/** Removes the position from the query, so that the query's DTO need not declare it. */
function takePosition({ query, headers }: FastifyRequest): string | undefined {
  const fields = query as Record<string, unknown>;
  const asked = fields['atLeast'] ?? headers['if-position'];
  delete fields['atLeast'];
  return asked === undefined ? undefined : typeof asked === 'string' ? asked : '';
}
