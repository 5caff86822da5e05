import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { defined } from '../../kernel/defined.js';
import {
  type Accept,
  accepted,
  acceptedBy,
  explain,
  type Explain,
  isObject,
  listAccepted,
  NOT_ACCEPTED,
} from './acceptance.js';
import { boundsOf, type FieldOptions, type ListBounds, listExplained, listRules, listSchema, reason } from './field.js';
import type { Words } from '../problems/words.js';
import { below } from './reasons.js';

type Presence = Pick<FieldOptions, 'optional' | 'description'>;
type Kinds = Readonly<Record<string, Class<object>>>;

const AN_OBJECT = { vi: 'phải là một đối tượng', en: 'must be an object' };

/** A field that holds an object of that DTO class, validated field by field. */
export function Nested(type: () => Class<object>, options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    Type(type),
    ValidateNested(reason(AN_OBJECT)),
    anObject(false),
    acceptedBy({
      accept: (value) => accepted(type(), value),
      explain: explainOne(type, AN_OBJECT),
      optional: options.optional === true,
    }),
    ...presence(options, { type: lazily(type) }),
  );
}

/** A field that holds a bounded list of objects of that DTO class. */
export function NestedList(type: () => Class<object>, options: ListBounds & Presence = {}): PropertyDecorator {
  return applyDecorators(
    Type(type),
    ValidateNested(reason(AN_OBJECT, true)),
    anObject(true),
    ...listRules(options),
    acceptedBy({
      accept: listAccepted((value) => accepted(type(), value), boundsOf(options)),
      explain: explainMany(options, type, AN_OBJECT),
      optional: options.optional === true,
    }),
    ...presence(options, { ...listSchema(options), type: lazily(type), isArray: true }),
  );
}

/**
 * One object whose field `kind` names its DTO class: `@NestedOneOf('kind', { UNIT: UnitPartyBody, … })`.
 * With `list` a bounded list of them. An unknown kind is refused with the kinds that there are.
 */
export function NestedOneOf(
  discriminator: string,
  kinds: Kinds,
  options: Presence & Readonly<{ list?: ListBounds }> = {},
): PropertyDecorator {
  const { list } = options;
  const classes = [...new Set(Object.values(kinds))];
  const names = Object.keys(kinds).join(', ');
  const words = {
    vi: `${discriminator} phải là một trong: ${names}`,
    en: `${discriminator} must be one of: ${names}`,
  };
  const each = list !== undefined;
  const kindOf: ClassFor = (value) => classOf(value, discriminator, kinds);
  const one: Accept = (value) => {
    const type = kindOf(value);
    return type === undefined ? NOT_ACCEPTED : accepted(type, value);
  };
  const refs = {
    oneOf: classes.map(schemaOf),
    discriminator: { propertyName: discriminator, mapping: mapping(kinds) },
  };
  return applyDecorators(
    Transform(({ obj, key }) => instances(field(obj, key), discriminator, kinds), { toClassOnly: true }),
    ValidateBy(
      { name: 'isOneOfKinds', validator: { validate: (value: unknown) => isOneOf(value, classes) } },
      reason(words, each),
    ),
    ValidateNested(reason(AN_OBJECT, each)),
    ...(list === undefined ? [] : listRules(list)),
    acceptedBy({
      accept: list === undefined ? one : listAccepted(one, boundsOf(list)),
      explain: list === undefined ? explainOne(kindOf, words) : explainMany(list, kindOf, words),
      optional: options.optional === true,
    }),
    ...presence(options, list === undefined ? refs : { ...listSchema(list), items: refs }),
    extraModels(classes),
  );
}

/** The class that the value is to be one of, if there is any for it. */
type ClassFor = (value: unknown) => Class<object> | undefined;

/** Explains the object by its class; what is none, or of no known kind, by these words. */
function explainOne(classFor: ClassFor, words: Words): Explain {
  return (value, pointer, reasons) => {
    const type = isObject(value) ? classFor(value) : undefined;
    if (type === undefined || !isObject(value)) return reasons.add(pointer, words);
    explain(type, value, pointer, reasons);
  };
}

/** Explains each entry; that some are no such objects is said once, of the list. */
function explainMany(bounds: ListBounds, classFor: ClassFor, words: Words): Explain {
  const one = explainOne(classFor, words);
  return listExplained(bounds, (entries, pointer, reasons) => {
    const isOne = (entry: unknown): boolean => isObject(entry) && classFor(entry) !== undefined;
    if (!entries.every(isOne)) reasons.add(pointer, words);
    entries.forEach((entry, place) => {
      if (isOne(entry)) one(entry, below(pointer, place), reasons);
    });
  });
}

/** Swagger recognises a function that returns the type only by its name `type`. */
function lazily(late: () => Class<object>): () => Class<object> {
  const type = (): Class<object> => late();
  return type;
}

/** Refuses a list in place of an object: class-validator accepts an empty one. */
function anObject(each: boolean): PropertyDecorator {
  return ValidateBy({ name: 'isObject', validator: { validate: isObject } }, reason(AN_OBJECT, each));
}

function presence({ optional = false, description }: Presence, schema: Record<string, unknown>): PropertyDecorator[] {
  return [
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ApiProperty({ ...schema, required: !optional, ...defined({ description }) }),
  ];
}

function field(source: unknown, key: string): unknown {
  return isObject(source) ? source[key] : undefined;
}

/** Chooses the class here, because class-transformer's own discriminator throws on a null in a list. */
function instances(value: unknown, discriminator: string, kinds: Kinds): unknown {
  if (Array.isArray(value)) return value.map((entry) => instances(entry, discriminator, kinds));
  const type = classOf(value, discriminator, kinds);
  return type === undefined ? value : plainToInstance(type, value);
}

function classOf(value: unknown, discriminator: string, kinds: Kinds): Class<object> | undefined {
  const kind = field(value, discriminator);
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

function isOneOf(value: unknown, classes: readonly Class<object>[]): boolean {
  return classes.some((type) => value instanceof type);
}

function schemaOf(type: Class<object>): { $ref: string } {
  return { $ref: getSchemaPath(type) };
}

function mapping(kinds: Kinds): Record<string, string> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, type]) => [kind, getSchemaPath(type)]));
}

/** Adds classes to the OpenAPI document that no field has as its type. A class that contains itself is there already. */
function extraModels(classes: readonly Class<object>[]): PropertyDecorator {
  return ({ constructor }) => {
    ApiExtraModels(...classes.filter((type) => type !== constructor))(constructor);
  };
}
