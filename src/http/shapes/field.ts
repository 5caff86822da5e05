import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { normalised } from '../../kernel/text.js';
import type { Words } from '../problems/words.js';
import { type Accept, acceptedBy, type Explain, listAccepted, NOT_ACCEPTED } from './acceptance.js';
import type { Reasons } from './reasons.js';

/** How many entries a list may have. Every list is bounded; `max` is 100 by default. */
export type ListBounds = Readonly<{ min?: number; max?: number; unique?: boolean }>;

/**
 * What every field decorator takes. `optional` lets the field be absent (never null); `list` makes it a list of such
 * values; the rest goes into the OpenAPI document.
 */
export type FieldOptions = Readonly<{
  optional?: boolean;
  list?: ListBounds;
  description?: string;
  example?: unknown;
}>;

/** One kind of value: its test, the reason for a caller when it fails, and its JSON schema. */
export type FieldRule = Words &
  Readonly<{
    name: string;
    test: (value: unknown) => boolean;
    schema: Record<string, unknown>;
    example?: unknown;
    text?: true;
  }>;

const LIST_MAX = 100;

/** Options of a class-validator rule: the reason in both languages. It keeps the context only beside a message. */
export function reason(words: Words, each = false): ValidationOptions {
  return { context: words, message: words.en, each };
}

/** A field that keeps the rule: validated, normalised where it is text, and described in the OpenAPI document. */
export function field(rule: FieldRule, options: FieldOptions): PropertyDecorator {
  const { name, test, vi, en, text } = rule;
  const { optional = false, list } = options;
  return applyDecorators(
    ValidateBy({ name, validator: { validate: test } }, reason({ vi, en }, list !== undefined)),
    ...(list === undefined ? [] : listRules(list)),
    ...(text === undefined ? [] : [Transform(({ value }: { value: unknown }) => toNfc(value))]),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    acceptedBy({ accept: acceptOf(rule, list), explain: explainOf(rule, list), optional }),
    ApiProperty(propertyOf(rule, options)),
  );
}

function acceptOf({ test, text }: FieldRule, list: ListBounds | undefined): Accept {
  const one: Accept = (sent) => {
    const value = text === undefined ? sent : toNfc(sent);
    return test(value) ? value : NOT_ACCEPTED;
  };
  return list === undefined ? one : listAccepted(one, boundsOf(list));
}

/** Of a list of plain values the list itself is named, once, however many of its entries are wrong. */
function explainOf(rule: FieldRule, list: ListBounds | undefined): Explain {
  const accept = acceptOf(rule, undefined);
  const words = { vi: rule.vi, en: rule.en };
  if (list === undefined) {
    return (value, pointer, reasons) => {
      if (accept(value) === NOT_ACCEPTED) reasons.add(pointer, words);
    };
  }
  return listExplained(list, (entries, pointer, reasons) => {
    if (entries.some((entry) => accept(entry) === NOT_ACCEPTED)) reasons.add(pointer, words);
  });
}

function propertyOf(
  { schema, example }: FieldRule,
  { optional = false, list, example: given, ...words }: FieldOptions,
): ApiPropertyOptions {
  const one = given ?? example;
  const shape =
    list === undefined
      ? { ...schema, example: one }
      : { ...listSchema(list), items: schema, example: Array.isArray(one) ? one : [one] };
  return { ...shape, required: !optional, ...words };
}

/** The bounds with their defaults. */
export function boundsOf({ min = 0, max = LIST_MAX, unique = false }: ListBounds): Required<ListBounds> {
  return { min, max, unique };
}

const DISTINCT: Words = { vi: 'không được có mục trùng nhau', en: 'must not name anything twice' };

function sizeWords(bounds: ListBounds): Words {
  const { min, max } = boundsOf(bounds);
  return { vi: `phải là danh sách từ ${min} đến ${max} mục`, en: `must be a list of ${min} to ${max} entries` };
}

/** Explains a list: its length before its entries, so that a list far too long is no work. */
export function listExplained(
  bounds: ListBounds,
  entries: (list: readonly unknown[], pointer: string, reasons: Reasons) => void,
): Explain {
  const { min, max, unique } = boundsOf(bounds);
  const size = sizeWords(bounds);
  return (value, pointer, reasons) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return reasons.add(pointer, size);
    if (unique && new Set(value).size < value.length) reasons.add(pointer, DISTINCT);
    entries(value, pointer, reasons);
  };
}

/** The rules of a list, of plain values or of objects. */
export function listRules(bounds: ListBounds): PropertyDecorator[] {
  const { min, max, unique } = boundsOf(bounds);
  const size = reason(sizeWords(bounds));
  const distinct = reason(DISTINCT);
  return [IsArray(size), ArrayMinSize(min, size), ArrayMaxSize(max, size), ...(unique ? [ArrayUnique(distinct)] : [])];
}

export function listSchema(bounds: ListBounds): Record<string, unknown> {
  const { min, max, unique } = boundsOf(bounds);
  return { type: 'array', minItems: min, maxItems: max, ...(unique ? { uniqueItems: true } : {}) };
}

function toNfc(value: unknown): unknown {
  if (typeof value === 'string') return normalised(value);
  return Array.isArray(value) ? value.map(toNfc) : value;
}
