import {
  AUDIT_TRAIL,
  type AuditEntry,
  type Citation,
  DOCUMENT_CITATIONS,
  MOST_DATA,
} from '../../read-models/audit-trail/audit-trail.js';
import { defined } from '../../src/kernel/defined.js';
import { documentKey } from '../../src/kernel/document-identity.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import type { Projection } from '../../src/kernel/projection.js';
import {
  AUDITED_TYPES,
  type AuditedEvent,
  documentsIn,
  fieldsOf,
  isAudited,
  MATTER_OF,
  referencesIn,
} from './audited.js';

/** The audit trail (nhật ký): one row for each event of the ledger, under its place in the log: rows are only ever added behind. */
export const auditTrail: Projection<AuditEntry, AuditedEvent> = {
  name: AUDIT_TRAIL.name,
  version: 9,
  key: ({ position }) => position,
  addsOnly: true,
  // An entry never changes, so there is no past of it to replay.
  streams: () => [],
  indexes: [
    ['eventId'],
    ['recordedAt'],
    ['blocId', 'recordedAt'],
    ['blocId', 'year', 'recordedAt'],
    ['unitId', 'recordedAt'],
    ['subject', 'recordedAt'],
    ['type', 'recordedAt'],
  ],
  on: forEveryType((_, event) => entryOf(event)),
  // A newer release knows more types: it builds the trail anew, under a version of its own.
  obscure: (_, event) => entryOf(event),
};

/** Documents that events cite, one row for each citation: the trail is searched by document through it. */
export const documentCitations: Projection<Citation, AuditedEvent> = {
  name: DOCUMENT_CITATIONS.name,
  version: 10,
  key: (event) => documentsIn(event).map((_, place) => DOCUMENT_CITATIONS.keyOf(event.position, place)),
  addsOnly: true,
  streams: () => [],
  indexes: [['document', 'recordedAt', 'blocId', 'year', 'unitId', 'subject', 'type']],
  on: forEveryType((_, event, key) => citationOf(event, key)),
  obscure: (_, event, key) => citationOf(event, key),
};

function citationOf(event: Recorded, key: string): Citation {
  const [, place] = DOCUMENT_CITATIONS.partsOf(key);
  const number = documentsIn(event)[place] ?? '';
  const { id, stream, revision, metadata } = event;
  const reference = referencesIn(event).find((one) => one.number === number) ?? {};
  const matter = isAudited(event) ? MATTER_OF[event.type] : 'PAPERS';
  const cites = { reference, matter, mode: metadata.mode.kind, event: { id, stream, revision } };
  return { entry: event.position, document: documentKey(number), ...cites, ...fieldsOf(event) };
}

type EveryFold<Row> = (row: Row | undefined, event: Recorded, key: string) => Row;

function forEveryType<Row>(fold: EveryFold<Row>): Readonly<Record<AuditedEvent['type'], EveryFold<Row>>> {
  return Object.fromEntries(AUDITED_TYPES.map((type) => [type, fold])) as Record<AuditedEvent['type'], EveryFold<Row>>;
}

function entryOf(event: Recorded): AuditEntry {
  const { id, stream, revision, metadata, written, obscure } = event;
  const { origin, mode, warnings, command, correlationId, policy } = metadata;
  const { onBehalfOf, subject: _, ...actor } = origin;
  const { occurredOn } = event.data as { occurredOn?: PartialDate };
  // What is spread comes last: the other way round making the entry takes four times as long.
  return {
    eventId: id,
    stream,
    revision,
    actor,
    warnings,
    correlationId,
    policy,
    mode: mode.kind,
    documents: documentsIn(event),
    ...fieldsOf(event),
    ...(mode.kind === 'CLAIM' ? { source: mode.source } : {}),
    ...defined({ onBehalfOf, command: command?.type, occurredOn }),
    schema: written?.schema ?? metadata.schema,
    ...(obscure === undefined ? {} : { obscure }),
    ...factIn(written?.data ?? event.data),
  };
}

function factIn(data: object): Pick<AuditEntry, 'data' | 'dataLength'> {
  const { length } = JSON.stringify(data);
  return length <= MOST_DATA ? { data } : { dataLength: length };
}
