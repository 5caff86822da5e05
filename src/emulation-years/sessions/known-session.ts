import { mustSay, refuse, type Checks, type Circumstances } from '../../kernel/decider.js';
import { mustBeInOrder, mustFollow } from '../../kernel/happened.js';
import type { InYear } from '../frame/frame.values.js';
import { sessionOf, type Session, type SessionsState } from './session.fold.js';

type AtSession = Pick<Circumstances, 'mode'> & Readonly<{ data: Readonly<{ sessionId?: string }> }>;

/** The session at which something was decided: an act says which one, a source may not know it. */
export function* mustSaySession(command: AtSession, sessions: SessionsState): Checks<Session | undefined> {
  const sessionId = yield* mustSay(command, command.data.sessionId, { kind: 'session', field: '/sessionId' });
  return sessionId === undefined ? undefined : yield* mustKnowSession(sessions, sessionId);
}

/** The session at which a fact says that it happened has begun by then (R46). */
export function* mustBeAtSession(
  { sessionId, occurredOn }: Pick<InYear, 'occurredOn'> & Readonly<{ sessionId?: string }>,
  sessions: SessionsState,
): Checks {
  if (sessionId === undefined) return;
  const { from } = yield* mustKnowSession(sessions, sessionId);
  yield* mustBeInOrder(from, occurredOn, 'AT_SESSION');
}

/** Decision 29: what is decided in a session is decided by its last day. */
export function* mustBeBySessionEnd(
  command: Pick<Circumstances, 'mode'> & Readonly<{ data: Pick<InYear, 'occurredOn'> }>,
  session: Session | undefined,
): Checks {
  if (session !== undefined) yield* mustFollow(command, command.data.occurredOn, session.to, 'IN_SESSION');
}

/** The session that a command is about, or that it cites. */
export function* mustKnowSession(sessions: SessionsState, sessionId: string): Checks<Session> {
  return sessionOf(sessions, sessionId) ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'session', id: sessionId }));
}
