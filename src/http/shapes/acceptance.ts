import 'reflect-metadata';
import type { Type as Class } from '@nestjs/common';
import { below, MISSING, type Reasons } from './reasons.js';

/** What {@link Accept} answers when it is not sure that the value is valid. */
export const NOT_ACCEPTED = Symbol('not accepted');

/** Turns a JSON value into the value of its field, or answers {@link NOT_ACCEPTED}: then class-validator decides. */
export type Accept = (value: unknown) => unknown;

/** Says what is wrong with the value at that pointer, with nothing where it is right. */
export type Explain = (value: unknown, pointer: string, reasons: Reasons) => void;

type Field = Readonly<{ accept: Accept; explain: Explain; optional: boolean }>;
type Fields = Readonly<{ byName: ReadonlyMap<string, Field>; required: number }>;

const OWN_FIELDS = Symbol('fields of a DTO class');
const known = new WeakMap<Class<object>, Fields>();

/** Keeps beside the class-validator rules of a field what accepts a valid value at once, and what explains a wrong one. */
export function acceptedBy(field: Field): PropertyDecorator {
  return (prototype, name) => {
    const fields = ownFields(prototype);
    Reflect.defineMetadata(OWN_FIELDS, fields.set(String(name), field), prototype);
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

/**
 * What is wrong with the object, field by field. Bounded by the size of the object: lengths of lists come before their
 * entries, and beyond a number the faults are only counted.
 */
export function explain(type: Class<object>, value: object, pointer: string, reasons: Reasons): void {
  explainUnknown(type, value, pointer, reasons);
  const fields = value as Readonly<Record<string, unknown>>;
  for (const [name, field] of fieldsOf(type).byName) {
    const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (found !== undefined) field.explain(found, below(pointer, name), reasons);
    else if (!field.optional) reasons.add(() => below(pointer, name), MISSING);
  }
}

/** Names the fields that the class has not, whatever objects have by nature: `toString` is unknown too. */
export function explainUnknown(type: Class<object>, value: object, pointer: string, reasons: Reasons): void {
  const { byName } = fieldsOf(type);
  for (const name of Object.keys(value)) if (!byName.has(name)) reasons.unknownField(pointer, name);
}

type Bounds = Readonly<{ min: number; max: number; unique: boolean }>;

/** Gives the class the fields of others, for one that is put together of them. */
export function takeFields(type: Class<object>, others: readonly Class<object>[]): void {
  const fields = new Map(others.flatMap((other) => [...fieldsOf(other).byName]));
  Reflect.defineMetadata(OWN_FIELDS, fields, type.prototype as object);
}

/** What the OpenAPI document says of a class, as @nestjs/swagger keeps it: `:name` for each field. */
const DOCUMENTED = 'swagger/apiModelPropertiesArray';

/**
 * A field that is in the document and not among ours would be refused as unknown to whoever sends it.
 * @throws Error naming it: the service must not start so.
 */
export function assertFieldsKnown(type: Class<object>): void {
  const documented = (Reflect.getMetadata(DOCUMENTED, type.prototype as object) ?? []) as readonly string[];
  const { byName } = fieldsOf(type);
  const unknown = documented.map((name) => name.slice(1)).filter((name) => !byName.has(name));
  if (unknown.length > 0) throw new Error(`${type.name} has fields without a decorator of ours: ${unknown.join(', ')}`);
}

/** Accepts a list within its bounds, each entry by itself. */
export function listAccepted(accept: Accept, { min, max, unique }: Bounds): Accept {
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
  if (again === undefined) return field;
  const explained: Explain = (...told) => [field, again].forEach((each) => each.explain(...told));
  return { accept: () => NOT_ACCEPTED, explain: explained, optional: field.optional || again.optional };
}

function ownFields(prototype: object): Map<string, Field> {
  const fields = Reflect.getOwnMetadata(OWN_FIELDS, prototype) as Map<string, Field> | undefined;
  return fields ?? new Map<string, Field>();
}
