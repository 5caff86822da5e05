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

/** The refusal in words for a council member, in Vietnamese or English. */
export function messageOf({ code, facts }: Refusal, language: 'vi' | 'en'): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return '…';
    // A title may hold a comma, so that a list of titles needs another sign between them.
    if (Array.isArray(fact)) return fact.join('; ');
    return name === 'kind' ? kindInWords(String(fact), language) : String(fact);
  });
}

function kindInWords(kind: string, language: 'vi' | 'en'): string {
  const words: Readonly<Record<string, Readonly<{ vi: string; en: string }>>> = KIND_WORDS;
  return Object.hasOwn(words, kind) ? (words[kind]?.[language] ?? kind) : kind;
}
