import { refuse, type Checks } from '../../kernel/decider.js';
import { sessionOf, type Session, type SessionsState } from './session.fold.js';

/** The session that a command is about, or that it cites. */
export function* mustKnowSession(sessions: SessionsState, sessionId: string): Checks<Session> {
  return sessionOf(sessions, sessionId) ?? (yield* refuse('UNKNOWN_REFERENCE', { kind: 'session', id: sessionId }));
}
