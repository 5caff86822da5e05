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
import { type Accept, acceptedBy, listAccepted, NOT_ACCEPTED } from './acceptance.js';

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
    example: unknown;
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
    acceptedBy(list === undefined ? acceptOf(rule) : listAccepted(acceptOf(rule), boundsOf(list)), optional),
    ApiProperty(propertyOf(rule, options)),
  );
}

function acceptOf({ test, text }: FieldRule): Accept {
  return (sent) => {
    const value = text === undefined ? sent : toNfc(sent);
    return test(value) ? value : NOT_ACCEPTED;
  };
}

function propertyOf(
  { schema, example }: FieldRule,
  { optional = false, list, ...words }: FieldOptions,
): ApiPropertyOptions {
  const shape =
    list === undefined ? { ...schema, example } : { ...listSchema(list), items: schema, example: [example] };
  return { ...shape, required: !optional, ...words };
}

/** The bounds with their defaults. */
export function boundsOf({ min = 0, max = LIST_MAX, unique = false }: ListBounds): Required<ListBounds> {
  return { min, max, unique };
}

/** The rules of a list, of plain values or of objects. */
export function listRules(bounds: ListBounds): PropertyDecorator[] {
  const { min, max, unique } = boundsOf(bounds);
  const size = reason({
    vi: `phải là danh sách từ ${min} đến ${max} mục`,
    en: `must be a list of ${min} to ${max} entries`,
  });
  const distinct = reason({ vi: 'không được có mục trùng nhau', en: 'must not name anything twice' });
  return [
    IsArray(size),
    ArrayMinSize(min, size),
    ArrayMaxSize(max, size),
    ...(unique ? [ArrayUnique(undefined, distinct)] : []),
  ];
}

export function listSchema(bounds: ListBounds): Record<string, unknown> {
  const { min, max, unique } = boundsOf(bounds);
  return { type: 'array', minItems: min, maxItems: max, ...(unique ? { uniqueItems: true } : {}) };
}

function toNfc(value: unknown): unknown {
  if (typeof value === 'string') return normalised(value);
  return Array.isArray(value) ? value.map(toNfc) : value;
}
