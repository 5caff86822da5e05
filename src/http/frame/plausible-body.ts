import { InvalidInput } from '../problems/fault.js';

/** Deeper than any valid body: a tree of criteria has 16 levels, each two levels of JSON. */
const DEEPEST = 40;
/** Names with a meaning for JavaScript objects and for the libraries that copy them. */
const RESERVED = new Set(['constructor', 'prototype', '__proto__']);

/**
 * Refuses a body that libraries cannot walk safely: nested too deep (they recurse) or with names that change what an
 * object is (they copy them). The DTO classes check everything else.
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
