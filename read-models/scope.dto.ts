import { Both } from '../src/http/shapes/both.js';
import { PageRequest } from '../src/http/shapes/page.dto.js';
import { ScopeBody } from '../src/http/shapes/shapes.dto.js';
import { defined } from '../src/kernel/defined.js';
import type { Scope } from '../src/kernel/scope.js';
import { AsOfRequest } from './as-of.dto.js';

/** What of a year is asked for, and as of when; an absent part of the scope means the whole. */
export class ScopedRequest extends Both(AsOfRequest, ScopeBody) {}

/** One page of what is of that scope. */
export class ScopedPageRequest extends Both(PageRequest, ScopeBody) {}

export function scopeOf({ subject, track, group, subPeriod }: Scope): Scope {
  return defined({ subject, track, group, subPeriod });
}
