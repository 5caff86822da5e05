import type { Instant } from './instant.js';
import type { Person, ReferenceDocument } from './party.js';
import type { RefusalCode } from './refusal-table.js';
import type { RemarkCode } from './remark-table.js';

/** A fact. Plain JSON, past tense, never changed once recorded. */
export type Event<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** The member of a union of events with that type. */
export type OfType<E extends Event, Type extends E['type']> = Extract<E, { type: Type }>;

/** A place in the order of all events of a store: an opaque text, compared as text. It changes when a ledger moves. */
export type Position = string & { readonly brand: 'Position' };

/** Before the first event of any store. */
export const BEGINNING = '' as Position;

/** An event as it is read. `revision` is its place in its stream, from 0. */
export type Recorded<E extends Event = Event> = E &
  Readonly<{
    id: string;
    stream: string;
    revision: number;
    position: Position;
    metadata: Metadata;
    /** Its schema and its fact as the log has them, where it was brought up to date to be read. */
    written?: Readonly<{ schema: number; data: object }>;
    /** Why this release does not understand it: it may be shown, and nothing may be concluded from it. */
    obscure?: Obscurity;
  }>;

/** TYPE: no event of this release. SCHEMA: an event of it in a version that it does not know. */
export const OBSCURITIES = ['TYPE', 'SCHEMA'] as const;
export type Obscurity = (typeof OBSCURITIES)[number];

/** What a recorded event must bring to be appended. */
export type NewEvent<E extends Event = Event> = E & Readonly<{ id: string; metadata: Metadata }>;

/** The roles of callers. `identity/policy.ts` says what each may send and read. */
export const ROLES = [
  'administrator',
  'council',
  'secretary',
  'representative',
  'appraiser',
  'inspector',
  'dashboard',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who acts, in which role. `subject` is the stable name of the caller (`iss` and `sub` of the token);
 * `unitId` the own unit of a representative or appraiser, `blocId` the bloc of a secretary or appraiser.
 */
export type Origin = Readonly<{
  subject: string;
  name: string;
  role: Role;
  unitId?: string;
  blocId?: string;
  onBehalfOf?: OnBehalfOf;
}>;

/** What a unit did on paper or by hand in the hall, recorded by the secretary: for whom, by whom, under which minutes. */
export type OnBehalfOf = Readonly<{ unitId: string; person: Person; document: ReferenceDocument }>;

/** Where a claim comes from: a newspaper report, a paper file, a decision. Always named. */
export type Source = Readonly<{
  title: string;
  publisher?: string;
  date?: string;
  url?: string;
  document?: ReferenceDocument;
}>;

/** An *act* is done here and every rule binds; a *claim* is entered from a source and broken rules become warnings. */
export type Mode = Readonly<{ kind: 'ACT' } | { kind: 'CLAIM'; source: Source }>;

/** A rule that a claim broke, or something worth seeing about an act (the head is itself a nominee). */
export type Warning = Readonly<{ code: RefusalCode | RemarkCode; rule: string; facts: Facts }>;

/** What a rule saw: names and numbers for the message, ids for the reader of the record. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>;

/** A fact of another stream that a decision rests on, with where it was read, so that the decision can be made again alone. */
export type Gathered = Readonly<{ stream: string; revision: number; eventId: string; type: string; data: object }>;

/** Everything about a fact that is not the fact. Written with the first event, for ever. */
export type Metadata = Readonly<{
  /** Version of the event's schema, from 1. */
  schema: number;
  /** Never before the `recordedAt` of the event before it in the stream. */
  recordedAt: Instant;
  mode: Mode;
  warnings: readonly Warning[];
  origin: Origin;
  /** Version of the table of roles and rights that let the command in. */
  policy: number;
  /** The decision that made this event: its idempotency key, the SHA-256 of its payload, this event's place in it. */
  decision: Readonly<{ key: string; digest: string; index: number; count: number }>;
  /** The command, kept on the first event of its decision, so that it can be decided again. */
  command?: Readonly<{ type: string; payload: object; gathered: readonly Gathered[] }>;
  correlationId: string;
  /** The event id that this one follows from within its decision, or absent for the first. */
  causationId?: string;
  /** 16 random bytes, base64url: leaves of an audit tree cannot be guessed from a likely fact. */
  salt: string;
  /** A detached signature of the actor over the command, when the rulebook asks for one. */
  signature?: string;
}>;
