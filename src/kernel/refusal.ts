import { DENIALS, ROLE_WORDS, SIGHT_WORDS, WHO_MAY } from './entitlement-words.js';
import type { Facts, Warning } from './event.js';
import { INPUT_WORDS, RANGE_WORDS } from './input-words.js';
import { KIND_WORDS } from './kind-words.js';
import { CONFLICT_WORDS, SHORTFALL_WORDS } from './leadership-words.js';
import { OFFICE_WORDS } from './office-words.js';
import { ORDER_WORDS } from './order-words.js';
import { vietnameseDate } from './partial-date.js';
import { FLAW_WORDS, PAPER_WORDS } from './paper-words.js';
import { inVietnamese } from './points.js';
import { RECIPIENT_WORDS } from './recipient-words.js';
import { REFUSALS, type RefusalCode } from './refusal-table.js';
import { REMARKS } from './remark-table.js';
import { SITUATION_WORDS, WAY_WORDS } from './situation-words.js';
import { TALLY_WORDS } from './tally-words.js';
import { STEP_WORDS } from './step-words.js';

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

/** Whether the refusal tells, by the fact `knownBy`, that what is missed is known by a claim alone. */
export function saysOfClaims(code: RefusalCode): boolean {
  return REFUSALS[code].en.includes('{claimed}');
}

type Language = 'vi' | 'en';

const SENTENCES = { ...REFUSALS, ...REMARKS };

/** The refusal, or the warning beside what is recorded, in words for a council member, in Vietnamese or English. */
export function messageOf({ code, facts }: Pick<Warning, 'code' | 'facts'>, language: Language): string {
  const sentence = SENTENCES[code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    wordsFor(name, facts, language),
  );
  const trimmed = sentence.replaceAll(' ;', ';').replaceAll('  ', ' ').trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

/** Places in a sentence that are filled from several facts, or stay empty. */
const MADE_OF_FACTS: Readonly<Record<string, (facts: Facts, language: Language) => string>> = {
  owner: ownerIn,
  name: nameIn,
  held: heldIn,
  deed: deedIn,
  denial: denialIn,
  order: orderIn,
  why: whyIn,
  right: rightIn,
  range: rangeIn,
  problems: problemsIn,
  situation: situationIn,
  which: whichIn,
  flaw: flawIn,
  claimed: claimedIn,
  tellers: tellersIn,
  period: periodIn,
  entitled: entitledIn,
  heirs: ({ heirs, successor = '–' }) => [heirs ?? successor].flat().join('; '),
  conflict: (facts, language) =>
    filled(wordsIn(CONFLICT_WORDS, facts['conflict'] ?? 'SAME_UNIT', language) ?? '…', facts),
  shortfall: (facts, language) =>
    filled(wordsIn(SHORTFALL_WORDS, facts['outcome'] ?? 'TOO_FEW', language) ?? '…', facts),
};

function wordsFor(name: string, facts: Facts, language: Language): string {
  if (Object.hasOwn(MADE_OF_FACTS, name)) return MADE_OF_FACTS[name]?.(facts, language) ?? '';
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (fact === undefined) return '…';
  // A title may hold a comma, so that a list of titles needs another sign between them.
  if (Array.isArray(fact)) return fact.map((one) => factInWords(name, String(one), language)).join('; ');
  return factInWords(name, String(fact), language);
}

/** Places in a sentence whose facts are codes. */
const WORDS_OF: Readonly<Record<string, WordTable>> = {
  kind: KIND_WORDS,
  role: ROLE_WORDS,
  steps: STEP_WORDS,
  missing: PAPER_WORDS,
};

/** Places in a sentence that Vietnamese writes otherwise: dates and numbers. */
const WRITTEN: Readonly<Record<string, (fact: string) => string>> = {
  date: vietnameseDate,
  first: vietnameseDate,
  second: vietnameseDate,
  value: inVietnamese,
  min: inVietnamese,
  max: inVietnamese,
};

function factInWords(name: string, fact: string, language: Language): string {
  const words = WORDS_OF[name];
  if (words !== undefined) return wordsIn(words, fact, language) ?? fact;
  return language === 'vi' ? (WRITTEN[name]?.(fact) ?? fact) : fact;
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

/** When it held, as far as the facts `since` and `until` say. */
function heldIn({ since, until }: Facts, language: Language): string {
  const told = (word: string, day: Facts[string] | undefined): readonly string[] =>
    day === undefined ? [] : [`${word} ${factInWords('date', String(day), language)}`];
  const ends = [...told(language === 'vi' ? 'từ' : 'from', since), ...told(language === 'vi' ? 'đến' : 'to', until)];
  return ends.length === 0 ? '' : ` (${ends.join(' ')})`;
}

/** What the caller may not do: the fact `reads` names what there is to see, `command` what was sent, which has an English name alone. */
function deedIn({ reads, command = '…' }: Facts, language: Language): string {
  const seen = wordsIn(SIGHT_WORDS, reads, language);
  if (seen !== undefined) return language === 'vi' ? `xem ${seen}` : `read ${seen}`;
  return language === 'vi' ? 'thực hiện thao tác này' : `send ${String(command)}`;
}

/** What of the caller does not fit, as the fact `denied` says, and who may: the fact `who`, or the roles where the role does not fit. */
function denialIn(facts: Facts, language: Language): string {
  const denied = wordsIn(DENIALS, facts['denied'], language);
  const may = wordsIn(WHO_MAY, facts['who'], language) ?? listed(inWords(ROLE_WORDS, facts['allowed'], language));
  const words = [
    ...(denied === undefined ? [] : [`: ${denied}`]),
    ...(may === '' ? [] : [`; ${language === 'vi' ? 'được phép' : 'who may'}: ${may}`]),
  ];
  return filled(words.join(''), facts);
}

function filled(words: string, facts: Facts): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'));
}

/** What leaves no room for the action: a way that the rulebook does not offer, a step that has begun, or where things stand. */
function situationIn(facts: Facts, language: Language): string {
  const { step, allowed } = facts;
  const way = Array.isArray(allowed) ? wordsIn(WAY_WORDS, step, language) : undefined;
  if (way !== undefined) return notOffered(way, inWords(WAY_WORDS, allowed, language), language);
  const begun = wordsIn(STEP_WORDS, step, language);
  if (begun !== undefined) return language === 'vi' ? `bước đã thực hiện (${begun})` : `it is done already (${begun})`;
  return filled(wordsIn(SITUATION_WORDS, step, language) ?? String(step ?? '…'), facts);
}

const WHICH_WORDS = { ...TALLY_WORDS, ...RECIPIENT_WORDS };

/** What of a count does not add up, of votes or of recipients. */
function whichIn(facts: Facts, language: Language): string {
  const { which = 'ANNOUNCED' } = facts;
  return filled(wordsIn(WHICH_WORDS, which, language) ?? String(which ?? '…'), facts);
}

/** What makes a revocation unlawful. */
function flawIn({ why }: Facts, language: Language): string {
  return wordsIn(FLAW_WORDS, why, language) ?? String(why ?? '…');
}

function notOffered(way: string, offered: readonly string[], language: Language): string {
  const isNone = offered.length === 0;
  if (language === 'vi') return `quy chế không cho ${way}${isNone ? '' : `; được: ${offered.join('; ')}`}`;
  return `the rulebook does not offer ${way}${isNone ? '' : `; it offers ${offered.join('; ')}`}`;
}

/** What an act misses is known by a claim: the fact `knownBy`. */
function claimedIn({ knownBy }: Facts, language: Language): string {
  if (knownBy !== 'CLAIM') return '';
  return language === 'vi' ? '; nội dung này mới có theo nguồn kê khai' : '; a claim alone knows it and unlocks no act';
}

/** Which rule the dates break, by what is compared. */
function orderIn({ order }: Facts, language: Language): string {
  const rule = wordsIn(ORDER_WORDS, order, language);
  return rule === undefined ? '' : ` (${rule})`;
}

/** What is wrong with the value, where a rule says it: where the shape does, each field has its own reason. */
function whyIn({ why }: Facts, language: Language): string {
  const words = wordsIn(INPUT_WORDS, why, language);
  return words === undefined ? '' : `: ${words}`;
}

/** Where the value stands and what would be right there, as far as the facts `field` and `allowed` say. */
function rightIn({ field, allowed }: Facts, language: Language): string {
  const right = listed(allowed);
  const words = [
    ...(field === undefined ? [] : [language === 'vi' ? `tại ${String(field)}` : `at ${String(field)}`]),
    ...(right === '' ? [] : [language === 'vi' ? `hợp lệ: ${right}` : `right would be: ${right}`]),
  ];
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}

/** What is wrong with a rulebook, in the language: the facts have both. */
function problemsIn({ problems, problemsVi }: Facts, language: Language): string {
  return listed(language === 'vi' ? problemsVi : problems);
}

/** The range in which a value lies, by its ends as far as it has them. */
function rangeIn(facts: Facts, language: Language): string {
  const ends = RANGE_WORDS.flatMap(({ end, ...words }) => {
    const number = facts[end];
    if (number === undefined) return [];
    return [`${words[language]} ${language === 'vi' ? inVietnamese(String(number)) : String(number)}`];
  });
  return ends.length === 0 ? '' : ` (${ends.join(' ')})`;
}

/** The most of a list that a sentence tells; the fact has all. */
const MOST_TOLD = 20;

function listed(values: Facts[string] | undefined): string {
  if (!Array.isArray(values)) return '';
  return values.length > MOST_TOLD
    ? `${values.slice(0, MOST_TOLD).join('; ')}; +${values.length - MOST_TOLD}`
    : values.join('; ');
}

type WordTable = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Each of the codes in words, as far as it has any. */
function inWords(table: WordTable, codes: Facts[string] | undefined, language: Language): string[] {
  return Array.isArray(codes) ? codes.flatMap((code) => wordsIn(table, String(code), language) ?? []) : [];
}

function wordsIn(table: WordTable, key: Facts[string] | undefined, language: Language): string | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key]?.[language] : undefined;
}

/** Who counts and may not, or that nobody was appointed. */
function tellersIn({ person }: Facts, language: Language): string {
  if (person !== undefined && person !== '–') return String(person);
  return language === 'vi' ? 'chưa cử người kiểm phiếu' : 'nobody was appointed';
}

/** From the one day to the other, as they were told. */
function periodIn({ from = '…', to = '…' }: Facts, language: Language): string {
  const [first, last] = [from, to].map((day) => (language === 'vi' ? inVietnamese(vietnameseDate(String(day))) : day));
  return language === 'vi' ? `từ ${String(first)} đến ${String(last)}` : `from ${String(first)} to ${String(last)}`;
}

/** Who may sign: those whom the unit has registered, or the offices of the rulebook. */
function entitledIn({ registered, allowed }: Facts, language: Language): string {
  const names = listed(registered);
  if (names !== '') return language === 'vi' ? `; đã đăng ký: ${names}` : `; registered: ${names}`;
  const codes: readonly string[] = Array.isArray(allowed) ? allowed : [];
  const offices = listed(codes.map((code) => wordsIn(OFFICE_WORDS, code, language) ?? code));
  if (offices === '') return '';
  return language === 'vi' ? `; chức vụ được ký theo quy chế: ${offices}` : `; offices that may: ${offices}`;
}
