import { ROLE_WORDS } from '../../kernel/entitlement-words.js';
import type { Facts } from '../../kernel/event.js';
import { messageOf, type Refusal, refusal } from '../../kernel/refusal.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';
import { Fault, type FaultCode, FAULTS, type FieldError, InvalidInput } from './fault.js';
import { titlesOf } from './titles.js';
import type { Language, Words } from './words.js';
import { type Address, statusOf } from './refusal-status.js';

/** The body of every refusal and fault: RFC 9457, with a stable code and both languages, never with a stack trace. */
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  /** The rule of the domain, or the part of the service that refused. */
  rule: string;
  messages: Words;
  facts: Facts;
  errors?: readonly Readonly<{ pointer: string; detail: string; messages: Words }>[];
  /** How many faults there are besides the named ones. */
  moreErrors?: number;
  traceId: string;
}>;

/** The address of the page about a code, relative to the service. The page is public. */
function problemType(code: string): string {
  return `/docs/problems/${code}`;
}

/** The problem that an error becomes, with its headers. */
export type Answer = Readonly<{ problem: Problem; headers: Readonly<Record<string, string>> }>;

/** `address`: what the address of the request names, where one is known. */
type Context = Readonly<{ language: Language; traceId: string; address?: Address }>;

export function refusalAnswer(reason: Refusal, context: Context): Answer {
  const messages = { vi: messageOf(reason, 'vi'), en: messageOf(reason, 'en') };
  const base = problem({ ...reason, status: statusOf(reason, context.address ?? {}), messages }, context);
  const { field } = reason.facts;
  // A decision can find a wrong value too: it names the field in the same way as the validation.
  const errors = typeof field === 'string' ? { errors: [spoken({ pointer: field, messages }, context.language)] } : {};
  return { problem: { ...base, ...errors }, headers: {} };
}

export function invalidInputAnswer({ errors, more }: InvalidInput, context: Context): Answer {
  const { problem: base } = refusalAnswer(refusal('INVALID_INPUT'), context);
  const named = errors.map((error) => spoken(error, context.language));
  return { problem: { ...base, errors: named, ...(more === 0 ? {} : { moreErrors: more }) }, headers: {} };
}

export function faultAnswer({ code, facts, headers }: Fault, context: Context): Answer {
  const reason = FAULTS[code];
  const messages = { vi: filled(reason.vi, inWords(facts, 'vi')), en: filled(reason.en, inWords(facts, 'en')) };
  const wait: Record<string, string> = 'retryAfter' in reason ? { 'retry-after': String(reason.retryAfter) } : {};
  return {
    problem: problem({ code, rule: 'HTTP', facts, status: reason.status, messages }, context),
    headers: { ...wait, ...headers },
  };
}

/** The fault that fits an HTTP status best, for errors of the server library. */
export function faultOfStatus(status: number): FaultCode {
  const codes = Object.keys(FAULTS) as FaultCode[];
  const exact = status === 503 ? 'OVERLOADED' : codes.find((code) => (FAULTS[code].status as number) === status);
  return exact ?? (status >= 400 && status < 500 ? 'MALFORMED_REQUEST' : 'INTERNAL');
}

type Found = Pick<Problem, 'rule' | 'facts' | 'status' | 'messages'> & Readonly<{ code: RefusalCode | FaultCode }>;

function problem(found: Found, context: Context): Problem {
  const { code, status, messages } = found;
  return {
    type: problemType(code),
    title: titlesOf(code)[context.language],
    status,
    detail: messages[context.language],
    code,
    rule: found.rule,
    messages,
    facts: found.facts,
    traceId: context.traceId,
  };
}

function spoken({ pointer, messages }: FieldError, language: Language): NonNullable<Problem['errors']>[number] {
  return { pointer, detail: messages[language], messages };
}

/** A role is told by its word. */
function inWords({ role, ...facts }: Fault['facts'], language: Language): Fault['facts'] {
  if (role === undefined) return facts;
  return { ...facts, role: (ROLE_WORDS as Readonly<Record<string, Words>>)[role]?.[language] ?? role };
}

function filled(text: string, facts: Fault['facts']): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'));
}

/** Vietnamese, unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'vi';
  const ranges = acceptLanguage.split(',').map((range) => range.trim().toLowerCase());
  const weight = (language: Language): number => Math.max(0, ...ranges.map((range) => weightOf(range, language)));
  return weight('en') > weight('vi') ? 'en' : 'vi';
}

function weightOf(range: string, language: Language): number {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  if (tag !== language && !tag.startsWith(`${language}-`)) return 0;
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return q === undefined ? 1 : Number(q.slice(2)) || 0;
}
