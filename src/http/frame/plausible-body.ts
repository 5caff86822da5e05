import { type FieldError, InvalidInput } from '../problems/fault.js';
import type { Words } from '../problems/words.js';
import { below, UNKNOWN_FIELD } from '../shapes/reasons.js';

/** Deeper than any valid body: a tree of criteria has 16 levels, each two levels of JSON. */
export const DEEPEST = 40;
/** Names with a meaning for JavaScript objects and for the libraries that copy them. */
const RESERVED = new Set(['constructor', 'prototype', '__proto__']);

/**
 * Refuses a body that libraries cannot walk safely: nested too deep (they recurse) or with names that change what an
 * object is (they copy them). The DTO classes check everything else.
 */
export function implausibleBody(body: unknown): InvalidInput | undefined {
  const found = implausible(body, 0);
  return found && new InvalidInput([found]);
}

export const TOO_DEEP: Words = { vi: 'lồng quá sâu', en: 'is nested too deep' };

function implausible(value: unknown, depth: number): FieldError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) return { pointer: '', messages: TOO_DEEP };
  for (const name of Object.keys(value)) {
    if (RESERVED.has(name)) return { pointer: below('', name), messages: UNKNOWN_FIELD };
    const entry = (value as Readonly<Record<string, unknown>>)[name];
    const inside = typeof entry === 'object' ? implausible(entry, depth + 1) : undefined;
    if (inside !== undefined) return { ...inside, pointer: `${below('', name)}${inside.pointer}` };
  }
  return undefined;
}
