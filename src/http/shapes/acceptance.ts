import 'reflect-metadata';
import type { Type as Class } from '@nestjs/common';

/** What a {@link Take} answers of a value that it does not take. */
export const NOT_TAKEN = Symbol('not taken');

/** A value of JSON as its field wants it, or {@link NOT_TAKEN}: then the validation proper says what is wrong with it. */
export type Take = (value: unknown) => unknown;

type Field = Readonly<{ take: Take; optional: boolean }>;
type Fields = Readonly<{ byName: ReadonlyMap<string, Field>; required: number }>;

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
  const { byName, required } = fieldsOf(type);
  if (!isObject(value)) return NOT_TAKEN;
  const instance = new type() as Record<string, unknown>;
  let missing = required;
  for (const name of Object.keys(value)) {
    const field = byName.get(name);
    const found = field === undefined ? NOT_TAKEN : field.take(value[name]);
    if (found === NOT_TAKEN) return NOT_TAKEN;
    instance[name] = found;
    if (field?.optional === false) missing -= 1;
  }
  return missing === 0 ? instance : NOT_TAKEN;
}

/** Accepts a list within its bounds, each entry by itself. */
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

/** The fields of the class and of the classes it extends. */
function fieldsOf(type: Class<object>): Fields {
  const found = known.get(type);
  if (found !== undefined) return found;
  const byName = new Map<string, Field>();
  for (let at: object | null = type.prototype as object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    for (const [name, field] of ownFields(at)) byName.set(name, both(field, byName.get(name)));
  }
  // A class without fields takes nothing here: the validation proper knows what to do with it.
  const required = byName.size === 0 ? Infinity : [...byName.values()].filter(({ optional }) => !optional).length;
  const fields = { byName, required };
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
