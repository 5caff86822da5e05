import type { Metadata, Mode, Obscurity, OnBehalfOf, Recorded, Role, Source, Warning } from '../../src/kernel/event.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { Matter } from '../../src/kernel/matter.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import { modelById, readModel } from '../read-model.js';

/** What the trail is searched by. Absent parts are empty: an event of a unit names no bloc. */
export type AuditFields = Readonly<{
  type: string;
  blocId: string;
  year: string;
  /** The unit the fact is about; where it names none, the one on whose behalf it was recorded. */
  unitId: string;
  /** The stable name of who did it. */
  subject: string;
  recordedAt: Instant;
}>;

/** The most characters of a fact, as JSON, that the trail repeats. A rulebook is a hundred times as long. */
export const MOST_DATA = 4_096;

/**
 * One recorded event: who did what when, on whose behalf, by which paper. Key: its position in the log. Written once.
 * `data` is the fact itself where it has at most {@link MOST_DATA} characters; of a longer one only its length is here,
 * and {@link RecordedEvent} has it whole.
 */
export type AuditEntry = AuditFields &
  Readonly<{
    eventId: string;
    stream: string;
    revision: number;
    occurredOn?: PartialDate;
    actor: Readonly<{ name: string; role: Role; unitId?: string; blocId?: string }>;
    onBehalfOf?: OnBehalfOf;
    mode: Mode['kind'];
    source?: Source;
    warnings: readonly Warning[];
    /** Version of the shape of the fact, as it was recorded. */
    schema: number;
    /** Why the release that shows it does not understand it; absent where it does. */
    obscure?: Obscurity;
    /** The command that was sent; of several events of one decision the first has it. */
    command?: string;
    correlationId: string;
    policy: number;
    /** Numbers of the documents that the fact, its paper or its source cites. */
    documents: readonly string[];
    data?: object;
    dataLength?: number;
  }>;

/**
 * One event as the log has it, in its own schema, with the command it was decided from and what was gathered for that. The salt stays in
 * the log: without it, a reader of the event's hash could guess the fact.
 */
export type RecordedEvent = Pick<Recorded, 'id' | 'stream' | 'revision' | 'type' | 'data' | 'obscure'> &
  Readonly<{ metadata: Omit<Metadata, 'salt'> }>;

/**
 * A document cited by an event, to search by; `entry` is the key of that event's entry, `reference` how it cites it, `matter` what the event is
 * about: that says who may know of it. Key: the entry and a running number.
 */
export type Citation = AuditFields &
  Readonly<{
    entry: string;
    document: string;
    reference: ReferenceDocument;
    matter: Matter;
    mode: Mode['kind'];
    event: Pick<AuditEntry, 'stream' | 'revision'> & Readonly<{ id: string }>;
  }>;

/** By the position of the event. */
export const AUDIT_TRAIL = modelById<AuditEntry>('audit-trail');

/** By the position of the event and the place of the citation in it. */
export const DOCUMENT_CITATIONS = readModel<Citation, [position: string, place: number]>(
  'document-citations',
  (position, place) => `${position}/${place}`,
  (key) => {
    const [position = '', place] = key.split('/');
    return [position, Number(place)];
  },
);
