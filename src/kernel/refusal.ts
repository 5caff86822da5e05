import type { Facts } from './event.js';
import { KIND_WORDS } from './kind-words.js';
import { REFUSALS, type RefusalCode } from './refusal-table.js';

/** Why nothing was recorded: a stable code, its rule, and what the rule saw. A value; the domain never throws it. */
export type Refusal = Readonly<{ code: RefusalCode; rule: string; facts: Facts }>;

export function refusal(code: RefusalCode, facts: Facts = {}, rule?: string): Refusal {
  return { code, rule: rule ?? REFUSALS[code].rule, facts };
}

/**
 * Whether a claim that breaks this rule is still recorded. What has happened cannot be refused; only shape, unknown parties,
 * a unit that did not exist, duplicates, contradictions within the record and a lost race refuse a claim.
 */
export function claimSurvives(code: RefusalCode): boolean {
  return REFUSALS[code].claim === 'WARNING';
}

type Language = 'vi' | 'en';

/** The refusal in words for a council member, in Vietnamese or English. */
export function messageOf({ code, facts }: Refusal, language: Language): string {
  const sentence = REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => wordsFor(name, facts, language));
  const trimmed = sentence.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

function wordsFor(name: string, facts: Facts, language: Language): string {
  if (name === 'owner') return ownerIn(facts, language);
  if (name === 'name') return nameIn(facts, language);
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (fact === undefined) return '…';
  // A title may hold a comma, so that a list of titles needs another sign between them.
  if (Array.isArray(fact)) return fact.join('; ');
  return name === 'kind' ? kindInWords(String(fact), language) : String(fact);
}

/** Whose thing it is: the fact `of` is the name of a unit or bloc, `ofYear` the label of a year. Empty where it is no one's. */
function ownerIn({ of, ofYear }: Facts, language: Language): string {
  const owner = of ?? (ofYear === undefined ? undefined : language === 'vi' ? `năm ${String(ofYear)}` : ofYear);
  if (owner === undefined) return '';
  return language === 'vi' ? String(owner) : ` of ${String(owner)}`;
}

/** What the thing itself is called: by its name, or, where the caller alone gave it one, by its id. */
function nameIn({ of, ofYear, name, id }: Facts, language: Language): string {
  if (name !== undefined) return String(name);
  if (of !== undefined || ofYear !== undefined) return '';
  return language === 'vi' ? `mã ${String(id ?? '…')}` : `with the id ${String(id ?? '…')}`;
}

function kindInWords(kind: string, language: 'vi' | 'en'): string {
  const words: Readonly<Record<string, Readonly<{ vi: string; en: string }>>> = KIND_WORDS;
  return Object.hasOwn(words, kind) ? (words[kind]?.[language] ?? kind) : kind;
}
