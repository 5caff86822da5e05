import { canonicalJson } from '../kernel/canonical-json.js';
import type { Party } from '../kernel/party.js';
import type { LocalizedText } from '../kernel/text.js';

/** The name of a form as that party gives it. */
export type NameByIssuer = Readonly<{ issuer: Party; title: LocalizedText }>;

/** What a form is called: by all, and where it differs by who gives it. */
export type FormNames = Readonly<{ title: LocalizedText; names?: readonly NameByIssuer[] }>;

/** What a form is called when that party gives it. */
export function titleBy({ title, names = [] }: FormNames, issuer: Party): LocalizedText {
  return names.find((name) => canonicalJson(name.issuer) === canonicalJson(issuer))?.title ?? title;
}
