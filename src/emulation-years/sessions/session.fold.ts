import type { Folds } from '../../kernel/decisions.js';
import { isSaid, nameFolded } from '../../kernel/text.js';
import type { FramedYear } from '../frame/frame.fold.js';
import type { SessionConvened, SessionEvent } from './session.events.js';
import type { Attendee, SessionKind } from './session.values.js';

export type Session = Readonly<{
  sessionId: string;
  kind: SessionKind;
  from: SessionConvened['data']['from'];
  to: SessionConvened['data']['to'];
  attendees: readonly Attendee[];
  /** Member units that are in the hall by a person of their own, or by one of another with their written authority (D43). */
  present: ReadonlySet<string>;
  closed: boolean;
}>;

export type SessionsState = Readonly<Record<string, Session>>;

export const noSessions: SessionsState = {};

export function sessionOf(sessions: SessionsState, sessionId: string): Session | undefined {
  return Object.hasOwn(sessions, sessionId) ? sessions[sessionId] : undefined;
}

/** The parts of a year that a decision about its sessions reads. */
export type SessionsYear = FramedYear & Readonly<{ sessions: SessionsState }>;

export const sessionFolds: Folds<SessionsState, SessionEvent> = {
  SessionConvened: (sessions, { sessionId, kind, from, to }) => ({
    ...sessions,
    [sessionId]: { sessionId, kind, from, to, attendees: [], present: new Set(), closed: false },
  }),
  AttendanceRecorded: (sessions, data) =>
    changed(sessions, data.sessionId, (session) => {
      const attendees = [...session.attendees, ...data.attendees];
      return { ...session, attendees, present: unitsAmong(attendees) };
    }),
  SessionClosed: (sessions, { sessionId }) => changed(sessions, sessionId, (session) => ({ ...session, closed: true })),
  RecommendationRecorded: (sessions) => sessions,
};

function changed(sessions: SessionsState, sessionId: string, change: (session: Session) => Session): SessionsState {
  const session = sessionOf(sessions, sessionId);
  return session === undefined ? sessions : { ...sessions, [sessionId]: change(session) };
}

function unitsAmong(attendees: readonly Attendee[]): ReadonlySet<string> {
  const lacking = lackingAuthority(attendees);
  return new Set(
    attendees.flatMap((seat) => (seat.role === 'MEMBER' && seat.unitId && !lacking.has(seat) ? [seat.unitId] : [])),
  );
}

/**
 * D43: one person speaks for one member. Seats of who speaks for another member already and cites no authority of this one, with
 * that other member. Two of one name are two where their offices are known and differ (D38).
 */
export function lackingAuthority(attendees: readonly Attendee[]): ReadonlyMap<Attendee, string> {
  const spoken = new Map<string, Spoken[]>();
  const lacking = new Map<Attendee, string>();
  for (const seat of attendees) {
    const own = spokenBy(seat);
    if (own === undefined) continue;
    const seats = spoken.get(own.name) ?? [];
    const other = seats.find(({ unitId, office }) => unitId !== own.unitId && mayBeOne(office, own.office));
    if (other !== undefined) lacking.set(seat, other.unitId);
    spoken.set(own.name, seats);
    seats.push(own);
  }
  return lacking;
}

/** Who speaks for a member without a paper of it. */
type Spoken = Readonly<{ name: string; office: string; unitId: string }>;

function spokenBy({ person, unitId, role, office, authority }: Attendee): Spoken | undefined {
  if (role !== 'MEMBER' || person === undefined || unitId === undefined || isCited(authority)) return undefined;
  return { name: nameFolded(person.name), office: nameFolded(office ?? person.office ?? ''), unitId };
}

/** Where one office is not known, nothing tells the persons apart. */
function mayBeOne(office: string, other: string): boolean {
  return office === '' || other === '' || office === other;
}

function isCited(authority: Attendee['authority']): boolean {
  return isSaid(authority?.number) || isSaid(authority?.title);
}

/** Who is known by name to speak for that unit at the session. */
export function speakersFor(session: Session | undefined, unitId: string): readonly string[] {
  const seats = (session?.attendees ?? []).filter((seat) => seat.role === 'MEMBER' && seat.unitId === unitId);
  return seats.flatMap(({ person }) => person?.name ?? []);
}

/** Whether that person attends this session as a guest, and not for a member too; however the name is spelt. */
export function isGuest(session: Session | undefined, personName: string): boolean {
  const attendees = session?.attendees ?? [];
  const name = nameFolded(personName);
  const isTheirs = ({ person }: Attendee): boolean => person !== undefined && nameFolded(person.name) === name;
  return (
    attendees.some((seat) => seat.role === 'GUEST' && isTheirs(seat)) &&
    attendees.every((seat) => seat.role === 'GUEST' || !isTheirs(seat))
  );
}
