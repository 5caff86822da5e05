import 'reflect-metadata';
import type { Type as Class } from '@nestjs/common';

/** What {@link Accept} answers when it is not sure that the value is valid. */
export const NOT_ACCEPTED = Symbol('not accepted');

/** Turns a JSON value into the value of its field, or answers {@link NOT_ACCEPTED}: then class-validator decides. */
export type Accept = (value: unknown) => unknown;

type Field = Readonly<{ accept: Accept; optional: boolean }>;
type Fields = Readonly<{ byName: ReadonlyMap<string, Field>; required: number }>;

const OWN_FIELDS = Symbol('fields of a DTO class');
const known = new WeakMap<Class<object>, Fields>();

/** Keeps beside the class-validator rules of a field the function that accepts valid values at once. */
export function acceptedBy(accept: Accept, optional: boolean): PropertyDecorator {
  return (prototype, name) => {
    const fields = ownFields(prototype);
    Reflect.defineMetadata(OWN_FIELDS, fields.set(String(name), { accept, optional }), prototype);
  };
}

/**
 * The DTO instance that transformation and validation would give for the object, made in one pass, or
 * {@link NOT_ACCEPTED} where they might refuse it. The libraries look up the rules of a class again for every object, which
 * costs more than deciding the command. A property test checks that both give the same (docs/decisions/0015).
 */
export function accepted(type: Class<object>, value: unknown): unknown {
  const { byName, required } = fieldsOf(type);
  if (!isObject(value)) return NOT_ACCEPTED;
  const instance = new type() as Record<string, unknown>;
  let missing = required;
  for (const name of Object.keys(value)) {
    const field = byName.get(name);
    const found = field === undefined ? NOT_ACCEPTED : field.accept(value[name]);
    if (found === NOT_ACCEPTED) return NOT_ACCEPTED;
    instance[name] = found;
    if (field?.optional === false) missing -= 1;
  }
  return missing === 0 ? instance : NOT_ACCEPTED;
}

/** Accepts a list within its bounds, each entry by itself. */
export function listAccepted(
  accept: Accept,
  { min, max, unique }: Readonly<{ min: number; max: number; unique: boolean }>,
): Accept {
  return (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return NOT_ACCEPTED;
    const entries: unknown[] = value.map((entry) => accept(entry));
    const repeated = unique && new Set(entries).size < entries.length;
    return repeated || entries.includes(NOT_ACCEPTED) ? NOT_ACCEPTED : entries;
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
  // A class without fields accepts nothing here: class-validator knows how to treat it.
  const required = byName.size === 0 ? Infinity : [...byName.values()].filter(({ optional }) => !optional).length;
  const fields = { byName, required };
  known.set(type, fields);
  return fields;
}

/** A field that is declared again keeps the rules of both declarations: only class-validator knows how. */
function both(field: Field, again: Field | undefined): Field {
  return again === undefined ? field : { accept: () => NOT_ACCEPTED, optional: false };
}

function ownFields(prototype: object): Map<string, Field> {
  const fields = Reflect.getOwnMetadata(OWN_FIELDS, prototype) as Map<string, Field> | undefined;
  return fields ?? new Map<string, Field>();
}
