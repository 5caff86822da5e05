import 'reflect-metadata';
import type { Type as Class } from '@nestjs/common';

/** What a {@link Take} answers of a value that it does not take. */
export const NOT_TAKEN = Symbol('not taken');

/** A value of JSON as its field wants it, or {@link NOT_TAKEN}: then the validation proper says what is wrong with it. */
export type Take = (value: unknown) => unknown;

type Field = Readonly<{ take: Take; optional: boolean }>;
type Fields = ReadonlyMap<string, Field>;

const OWN_FIELDS = Symbol('fields of a DTO class');
const known = new WeakMap<Class<object>, Fields>();

/** Leaves beside the rules of a field, for the libraries, how a value that keeps them all is taken at once. */
export function takenBy(take: Take, optional: boolean): PropertyDecorator {
  return (prototype, name) => {
    const fields = ownFields(prototype);
    Reflect.defineMetadata(OWN_FIELDS, fields.set(String(name), { take, optional }), prototype);
  };
}

/**
 * The instance of that DTO class that transformation and validation would give for the object, in one pass over it, or
 * {@link NOT_TAKEN} where they might refuse it. They look up what they know of a class for every object again, which
 * cost more than deciding the command did; that both say the same is a property under test.
 */
export function taken(type: Class<object>, value: unknown): unknown {
  const fields = fieldsOf(type);
  if (!isObject(value) || !named(fields, value)) return NOT_TAKEN;
  const instance = new type() as Record<string, unknown>;
  for (const [name, entry] of Object.entries(value)) {
    const found = fields.get(name)?.take(entry);
    if (found === NOT_TAKEN) return NOT_TAKEN;
    instance[name] = found;
  }
  return instance;
}

/** Whether it has every field it must have, and no other than there are. */
function named(fields: Fields, value: object): boolean {
  for (const [name, { optional }] of fields) {
    if (!optional && !Object.hasOwn(value, name)) return false;
  }
  return fields.size > 0 && Object.keys(value).every((name) => fields.has(name));
}

/** As a list of so many entries, each taken by itself. */
export function listTaken(
  take: Take,
  { min, max, unique }: Readonly<{ min: number; max: number; unique: boolean }>,
): Take {
  return (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return NOT_TAKEN;
    const entries: unknown[] = value.map((entry) => take(entry));
    const repeated = unique && new Set(entries).size < entries.length;
    return repeated || entries.includes(NOT_TAKEN) ? NOT_TAKEN : entries;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With those of the classes it extends. */
function fieldsOf(type: Class<object>): Fields {
  const found = known.get(type);
  if (found !== undefined) return found;
  const fields = new Map<string, Field>();
  for (let at: object | null = type.prototype as object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    for (const [name, field] of ownFields(at)) fields.set(name, both(field, fields.get(name)));
  }
  known.set(type, fields);
  return fields;
}

/** A field that is declared again keeps the rules of both declarations: only the validation proper knows how. */
function both(field: Field, again: Field | undefined): Field {
  return again === undefined ? field : { take: () => NOT_TAKEN, optional: false };
}

function ownFields(prototype: object): Map<string, Field> {
  const fields = Reflect.getOwnMetadata(OWN_FIELDS, prototype) as Map<string, Field> | undefined;
  return fields ?? new Map<string, Field>();
}
