import {
  DOCUMENTS,
  type DocumentsFor,
  type DocumentsOfNumber,
  addsTo,
  filledIn,
  isSameCitation,
  type RelationTold,
} from '../read-models/documents/documents.js';
import { documentKey } from '../src/kernel/document-identity.js';
import type { Recorded } from '../src/kernel/event.js';
import type { ReferenceDocument } from '../src/kernel/party.js';
import type { Projection } from '../src/kernel/projection.js';
import { AUDITED_TYPES, type AuditedEvent, MATTER_OF, referencesIn } from './audit-trail/audited.js';
import { replaced, withEntry } from './recording/replaced.js';

/** The index of documents (văn bản): whatever any event cites by a number, by that number. */
export const documents: Projection<DocumentsOfNumber, AuditedEvent> = {
  name: DOCUMENTS.name,
  version: 1,
  key: keysOf,
  // A number does not say which streams cite it: the index is of now alone.
  streams: () => [],
  indexes: [['for', 'numberKey']],
  on: Object.fromEntries(AUDITED_TYPES.map((type) => [type, cited])),
};

/** One row for who sees all, and one for everybody where the event is open. */
function keysOf(event: Recorded<AuditedEvent>): readonly string[] {
  const numbers = new Set(referencesIn(event).map(({ number = '' }) => documentKey(number)));
  const audiences: readonly DocumentsFor[] = MATTER_OF[event.type] === 'OPEN' ? ['OPEN', 'ALL'] : ['ALL'];
  return [...numbers].flatMap((number) => audiences.map((audience) => DOCUMENTS.keyOf(audience, number)));
}

function cited(row: DocumentsOfNumber | undefined, event: Recorded<AuditedEvent>, key: string): DocumentsOfNumber {
  const [audience, numberKey] = DOCUMENTS.partsOf(key);
  const isOfNumber = ({ number }: ReferenceDocument): boolean =>
    number !== undefined && documentKey(number) === numberKey;
  const found = referencesIn(event).filter(isOfNumber);
  const before = row ?? { for: audience, number: found[0]?.number ?? '', numberKey, told: [], relations: [] };
  const told = found.reduce((known, document) => withDocument(known, document, event), before.told);
  const relations = relationsIn(event)
    .filter(({ document, other }) => isOfNumber(document) || isOfNumber(other))
    .reduce(withRelation, before.relations);
  // What tells nothing new leaves the row as it is: a decree is cited by thousands of events.
  return told === before.told && relations === before.relations ? before : { ...before, told, relations };
}

function withDocument(
  told: DocumentsOfNumber['told'],
  document: ReferenceDocument,
  { id, stream, revision, type }: Recorded,
): DocumentsOfNumber['told'] {
  const known = told.find((one) => isSameCitation(one.document, document));
  if (known !== undefined && !addsTo(known.document, document)) return told;
  if (known !== undefined) return replaced(told, known, { ...known, document: filledIn(known.document, document) });
  return withEntry(told, undefined, { document, event: { id, stream, revision }, type });
}

function relationsIn({ type, data, id, stream, revision }: Recorded<AuditedEvent>): readonly RelationTold[] {
  if (type !== 'DocumentLinked') return [];
  const { document, relations } = data;
  return relations.map(({ relation, document: other }) => ({
    document,
    relation,
    other,
    event: { id, stream, revision },
  }));
}

function withRelation(known: readonly RelationTold[], next: RelationTold): readonly RelationTold[] {
  const isSame = (one: RelationTold): boolean =>
    one.relation === next.relation &&
    isSameCitation(one.document, next.document) &&
    isSameCitation(one.other, next.other);
  return known.some(isSame) ? known : withEntry(known, undefined, next);
}
