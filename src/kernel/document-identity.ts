import { canonicalJson } from './canonical-json.js';
import { defined } from './defined.js';
import { UNKNOWN_DATE } from './partial-date.js';
import type { Party, ReferenceDocument } from './party.js';
import { nameFolded } from './text.js';

/** One number however it is spelt: `12/QĐ-UBND`, `12/qđ-ubnd`. */
export function documentKey(number: string): string {
  return number.normalize('NFC').toLowerCase().replace(/\s+/g, '');
}

/** One text for who issued a document; `undefined` where it is not told. A person in an office issues for the office. */
export function issuerKey(issuer: Party | undefined): string | undefined {
  if (issuer === undefined) return undefined;
  switch (issuer.kind) {
    case 'UNIT':
      return `unit:${issuer.unitId}`;
    case 'OFFICE':
      return `office:${nameFolded(issuer.office)}:${issuer.unitId ?? ''}`;
    case 'BLOC':
      return `bloc:${issuer.blocId}`;
    case 'EXTERNAL':
      return `name:${nameFolded(issuer.name)}`;
    case 'UNKNOWN':
      return undefined;
  }
}

/** What tells a cited document from others, as far as its source does. Without a number its title stands for it. */
export type DocumentIdentity = Readonly<{ number?: string; title?: string; issuer?: string; date?: string }>;

export function identityOf({ number, title, issuer, date }: ReferenceDocument): DocumentIdentity {
  const named = number === undefined ? { title: title && nameFolded(title) } : { number: documentKey(number) };
  const day = date === undefined || date.date === UNKNOWN_DATE ? undefined : date.date;
  return defined({ ...named, issuer: issuerKey(issuer), date: day });
}

/** One text for {@link identityOf}. */
export function documentIdentity(document: ReferenceDocument): string {
  return canonicalJson(identityOf(document));
}

/** Whether anything of the document is told by which it could be found again. */
export function isNamedDocument({ number, title }: Pick<ReferenceDocument, 'number' | 'title'>): boolean {
  return number !== undefined || title !== undefined;
}
