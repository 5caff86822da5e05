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
import { listTaken, NOT_TAKEN, takenBy, type Take } from './acceptance.js';

/** How many entries a list may have. Every list is bounded; `max` is 100 unless told. */
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

/** One kind of value: its test, what a caller is told when it fails, and its JSON schema. */
export type FieldRule = Words &
  Readonly<{
    name: string;
    test: (value: unknown) => boolean;
    schema: Record<string, unknown>;
    example: unknown;
    text?: true;
  }>;

/** What a caller is told when a value is wrong, in both languages of the service. */
export type Words = Readonly<{ vi: string; en: string }>;

const LIST_MAX = 100;

/** Options of a class-validator rule that speaks both languages. It keeps a context only beside a message. */
export function told(words: Words, each = false): ValidationOptions {
  return { context: words, message: words.en, each };
}

/** A field that keeps the rule: validated, normalised where it is text, and described in the OpenAPI document. */
export function field(rule: FieldRule, options: FieldOptions): PropertyDecorator {
  const { name, test, vi, en, text } = rule;
  const { optional = false, list } = options;
  return applyDecorators(
    ValidateBy({ name, validator: { validate: test } }, told({ vi, en }, list !== undefined)),
    ...(list === undefined ? [] : listRules(list)),
    ...(text === undefined ? [] : [Transform(({ value }: { value: unknown }) => toNfc(value))]),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    takenBy(list === undefined ? takeOf(rule) : listTaken(takeOf(rule), boundsOf(list)), optional),
    ApiProperty(propertyOf(rule, options)),
  );
}

function takeOf({ test, text }: FieldRule): Take {
  return (sent) => {
    const value = text === undefined ? sent : toNfc(sent);
    return test(value) ? value : NOT_TAKEN;
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

/** The bounds with what is usual where they are silent. */
export function boundsOf({ min = 0, max = LIST_MAX, unique = false }: ListBounds): Required<ListBounds> {
  return { min, max, unique };
}

/** The rules of a list, also for lists of objects. */
export function listRules(bounds: ListBounds): PropertyDecorator[] {
  const { min, max, unique } = boundsOf(bounds);
  const size = told({
    vi: `phải là danh sách từ ${min} đến ${max} mục`,
    en: `must be a list of ${min} to ${max} entries`,
  });
  const distinct = told({ vi: 'không được có mục trùng nhau', en: 'must not name anything twice' });
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
