import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Fault, InvalidInput } from '../problems/fault.js';
import type { Words } from '../problems/words.js';
import { below, Reasons } from '../shapes/reasons.js';
import { DEEPEST, TOO_DEEP } from './plausible-body.js';

export const NO_UTF8: Words = { vi: 'không phải UTF-8', en: 'is no UTF-8' };
const REPEATED: Words = { vi: 'được nêu hai lần', en: 'stands twice' };

const SPACE = 0x20;
const QUOTE = 0x22;

const STRICT = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads bodies as JSON and nothing else, and only what one can mean by it. The usual reader replaces bytes that are no
 * UTF-8, so that a name in another encoding would be recorded garbled for ever, and of a field that stands twice it takes
 * the last.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('preParsing', ({ method, headers, routeOptions }, _reply, payload, done) => {
    const isJson = method === 'POST' && routeOptions.config.access?.kind !== 'IMPORTS';
    if (!isJson || isPlainUtf8(headers)) done(null, payload);
    else done(new Fault('UNSUPPORTED_MEDIA_TYPE', {}, { 'accept-encoding': 'identity' }));
  });
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, readJson(bytes));
    } catch (error) {
      done(error instanceof Error ? error : new Fault('MALFORMED_REQUEST'));
    }
  });
}

/** Compressed bytes and those of another encoding would be called no JSON. */
function isPlainUtf8({
  'content-encoding': coding = 'identity',
  'content-type': type = '',
}: IncomingHttpHeaders): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
  return coding.trim().toLowerCase() === 'identity' && /^utf-?8$/i.test(charset);
}

/**
 * The value of JSON text in UTF-8.
 * @throws Fault MALFORMED_REQUEST for no JSON. @throws InvalidInput naming where bytes are no UTF-8, and what stands twice.
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  const value = parsed(text);
  if (namesIn(text) === fieldsOf(value)) return value;
  const reasons = new Reasons();
  walk(text, (open) => {
    if (open.length > DEEPEST) throw new InvalidInput([{ pointer: '', messages: TOO_DEEP }]);
    reasons.add(() => pointerOf(open), REPEATED);
  });
  if (reasons.refusal !== undefined) throw reasons.refusal;
  return value;
}

/** How many names of fields the text has, at most: text in quotes with a colon behind it. */
function namesIn(text: string): number {
  let names = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= SPACE) before -= 1;
    if (text.charCodeAt(before) === QUOTE) names += 1;
  }
  return names;
}

/** How many fields the objects of the value have: as many as it has names, unless one stands twice. */
function fieldsOf(value: unknown): number {
  const inside: unknown[] = [value];
  let fields = 0;
  while (inside.length > 0) {
    const next = inside.pop();
    if (typeof next !== 'object' || next === null) continue;
    const entries: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (entries !== next) fields += entries.length;
    for (const entry of entries) inside.push(entry);
  }
  return fields;
}

function decoded(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    const reasons = new Reasons();
    reasons.add(
      walk(soundPart(bytes), () => undefined),
      NO_UTF8,
    );
    throw reasons.refusal ?? new Fault('MALFORMED_REQUEST');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Fault('MALFORMED_REQUEST');
  }
}

/** The text before the first byte that is no UTF-8. */
function soundPart(bytes: Uint8Array): string {
  let [sound, unsound] = [0, bytes.length];
  while (unsound - sound > 1) {
    const half = (sound + unsound) >> 1;
    if (begins(bytes.subarray(0, half))) sound = half;
    else unsound = half;
  }
  return new TextDecoder().decode(bytes.subarray(0, sound));
}

/** Whether UTF-8 can begin so: a character may be cut at the end. */
function begins(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Strings, whole or cut at the end of the text, and what gives JSON its shape. Values of other kinds need not be seen. */
const TOKENS = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[[\]{},]/g;

/** An object or list that is not closed yet: the names so far, and the name or place that is in hand. */
type Open = { readonly names: Set<string> | undefined; at: string | number };

/**
 * Walks JSON text, which may end early, tells of each field that stands twice, and answers the pointer of where it ends.
 * JSON.parse has checked whole text before.
 */
function walk(text: string, repeated: (open: readonly Open[]) => void): string {
  const open: Open[] = [];
  let nameNext = false;
  for (const [token] of text.matchAll(TOKENS)) {
    const top = open.at(-1);
    if (nameNext && top !== undefined && token.startsWith('"') && named(top, nameIn(token))) repeated(open);
    nameNext = shaped(open, token);
  }
  return pointerOf(open);
}

/** Opens, closes or goes on where the token says so; whether a name comes next. */
function shaped(open: Open[], token: string): boolean {
  switch (token) {
    case '{':
      open.push({ names: new Set(), at: '' });
      return true;
    case '[':
      open.push({ names: undefined, at: 0 });
      return false;
    case '}':
    case ']':
      open.pop();
      return false;
    case ',':
      return goOn(open.at(-1));
    default:
      return false;
  }
}

/** Takes the name in hand; whether the object had it before. */
function named(object: Open, name: string): boolean {
  const before = object.names?.has(name) === true;
  object.names?.add(name);
  object.at = name;
  return before;
}

/** The next field or entry; whether a name comes now. */
function goOn(open: Open | undefined): boolean {
  if (typeof open?.at === 'number') open.at += 1;
  return open?.names !== undefined;
}

/** One name however it is written: `a` and `\u0061`. */
function nameIn(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1).replace('"', '');
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function pointerOf(open: readonly Open[]): string {
  return open.reduce((pointer, { at }) => below(pointer, at), '');
}
