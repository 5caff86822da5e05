import type { Type as Class } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { takeFields } from './acceptance.js';

/** A DTO class with the fields of both. The library's own copies the rules that it knows, and not those of ours. */
export function Both<One extends object, Other extends object>(
  one: Class<One>,
  other: Class<Other>,
): Class<One & Other> {
  const both = IntersectionType(one, other) as Class<One & Other>;
  takeFields(both, [one, other]);
  return both;
}
