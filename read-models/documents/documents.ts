import { defined } from '../../src/kernel/defined.js';
import { identityOf, issuerKey } from '../../src/kernel/document-identity.js';
import { daysOf, meets, type PartialDate, UNKNOWN_DATE } from '../../src/kernel/partial-date.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { DocumentRelation } from '../../src/movements/movement.values.js';
import { readModel } from '../read-model.js';
import type { Recording } from '../recording.js';

/** Of which events a row is made: of what is done in public, or of all. */
export type DocumentsFor = 'OPEN' | 'ALL';

/** A document as some event cites it first so; what later ones add to the same, its kind or title, is filled in. */
export type DocumentTold = Readonly<{ document: ReferenceDocument; event: Recording['event']; type: string }>;

/** `document` stands so to the other. */
export type RelationTold = Readonly<{ document: ReferenceDocument; event: Recording['event'] }> &
  Readonly<{ relation: DocumentRelation['relation']; other: ReferenceDocument }>;

/**
 * Every cited document that bears a number, however it is spelt: numbers begin anew each year and with each issuer, and sources leave
 * issuer and date out. Key: for whom, and the number. Lists hold at most `MOST_ENTRIES`.
 */
export type DocumentsOfNumber = Readonly<{
  for: DocumentsFor;
  /** As it was told first. */
  number: string;
  numberKey: string;
  told: readonly DocumentTold[];
  /** Relations that one of them has to others, or others to it. */
  relations: readonly RelationTold[];
}>;

export const DOCUMENTS = readModel<DocumentsOfNumber, [audience: DocumentsFor, numberKey: string]>(
  'documents',
  (audience, numberKey) => `${audience} ${numberKey}`,
  (key) => {
    const [audience = '', numberKey = ''] = key.split(' ');
    return [audience as DocumentsFor, numberKey];
  },
);

/** One document: all citations that can be of no other, and which others of its number may be the same. */
export type OneDocument = Readonly<{
  document: ReferenceDocument;
  /** As it is cited, each way once. */
  toldAs: readonly DocumentTold[];
  relations: readonly Readonly<{ relation: DocumentRelation['relation']; to: ReferenceDocument }>[];
  relatedFrom: readonly Readonly<{ relation: DocumentRelation['relation']; from: ReferenceDocument }>[];
  /** Places in the list of documents that nothing told keeps apart from this one. */
  possiblySame: readonly number[];
}>;

/**
 * The documents of a number. Where number and issuer agree, one cited without a date is the one that is cited with it, as long as that is
 * one alone; all else is kept apart, and is possibly the same where neither issuer nor date speaks against it.
 */
export function documentsIn({ told, relations }: DocumentsOfNumber): readonly OneDocument[] {
  const groups = told.filter((one) => !joinsAnother(one, told)).map((one) => [one]);
  for (const one of told.filter((undated) => joinsAnother(undated, told))) {
    groups.find(([first]) => first !== undefined && isOfIssuer(first, one))?.push(one);
  }
  const wholes = groups.map((group) => wholeOf(group));
  return groups.map((group, place) => ({
    document: wholes[place] ?? {},
    toldAs: group,
    relations: relations.flatMap(({ document, relation, other }) =>
      isIn(document, group) ? [{ relation, to: other }] : [],
    ),
    relatedFrom: relations.flatMap(({ document, relation, other }) =>
      isIn(other, group) ? [{ relation, from: document }] : [],
    ),
    possiblySame: wholes.flatMap((other, at) => (at !== place && mayBe(other, wholes[place] ?? {}) ? [at] : [])),
  }));
}

/** Cited without a date, while exactly one date is told of its number and issuer. */
function joinsAnother(one: DocumentTold, told: readonly DocumentTold[]): boolean {
  if (dateOf(one.document) !== undefined || issuerKey(one.document.issuer) === undefined) return false;
  return told.filter((other) => isOfIssuer(other, one) && dateOf(other.document) !== undefined).length === 1;
}

function isOfIssuer({ document: a }: DocumentTold, { document: b }: DocumentTold): boolean {
  return issuerKey(a.issuer) === issuerKey(b.issuer);
}

/** What is told of it together. */
function wholeOf(group: readonly DocumentTold[]): ReferenceDocument {
  return group.reduce<ReferenceDocument>((whole, { document }) => ({ ...document, ...whole }), {});
}

/** Whether that citation is one of the group. */
function isIn(cited: ReferenceDocument, group: readonly DocumentTold[]): boolean {
  return group.some(({ document }) => isSameCitation(document, cited));
}

/** Whether both tell number, issuer and date alike. */
export function isSameCitation(one: ReferenceDocument, other: ReferenceDocument): boolean {
  const [a, b] = [identityOf(one), identityOf(other)];
  return a.number === b.number && a.title === b.title && a.issuer === b.issuer && a.date === b.date;
}

function mayBe(one: ReferenceDocument, other: ReferenceDocument): boolean {
  const [a, b] = [issuerKey(one.issuer), issuerKey(other.issuer)];
  const [then, at] = [dateOf(one), dateOf(other)];
  const agrees = a === undefined || b === undefined || a === b;
  return agrees && (then === undefined || at === undefined || meets(daysOf(then), daysOf(at)));
}

function dateOf({ date }: ReferenceDocument): PartialDate | undefined {
  return date?.date === UNKNOWN_DATE ? undefined : date;
}

/** Whether another citation of it tells a kind or a title where it has none. */
export function addsTo(document: ReferenceDocument, { kind, title }: ReferenceDocument): boolean {
  return (document.kind === undefined && kind !== undefined) || (document.title === undefined && title !== undefined);
}

/** The document with kind and title from another citation of it, where it has none of its own. */
export function filledIn(document: ReferenceDocument, { kind, title }: ReferenceDocument): ReferenceDocument {
  return { ...defined({ kind, title }), ...document };
}
