import { InvalidInput } from '../problems/fault.js';

/** Deeper than any body of ours: a tree of criteria is 16 deep, two levels of JSON each. */
const DEEPEST = 40;
/** Names that mean something to JavaScript objects, and to the libraries that copy them. */
const RESERVED = new Set(['constructor', 'prototype', '__proto__']);

/**
 * What a body must not be before libraries walk it: nested without end (they recurse) or with names that change what
 * an object is (they copy them). Everything else is for the DTO classes to say.
 */
export function implausibleBody(body: unknown): InvalidInput | undefined {
  const pointer = implausible(body, 0);
  if (pointer === undefined) return undefined;
  const messages = {
    vi: 'lồng quá sâu hoặc dùng tên không được phép',
    en: 'is nested too deep or has a reserved name',
  };
  return new InvalidInput([{ pointer, messages }]);
}

function implausible(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) return '';
  for (const name of Object.keys(value)) {
    if (RESERVED.has(name)) return `/${name}`;
    const entry = (value as Readonly<Record<string, unknown>>)[name];
    const below = typeof entry === 'object' ? implausible(entry, depth + 1) : undefined;
    if (below !== undefined) return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`;
  }
  return undefined;
}
