import { type Type as Class, ValidationPipe } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/internal';
import type { ValidationError } from 'class-validator';
import type { FastifyInstance, preValidationHookHandler } from 'fastify';
import { accepted, assertFieldsKnown, explain, explainUnknown, isObject, NOT_ACCEPTED } from './acceptance.js';
import { type FieldError, InvalidInput } from '../problems/fault.js';
import type { Words } from '../problems/words.js';
import { below, Reasons, UNKNOWN_FIELD } from './reasons.js';

const WRONG: Words = { vi: 'không hợp lệ', en: 'is not valid' };
const NO_OBJECT: Words = { vi: 'phải là một đối tượng JSON', en: 'must be a JSON object' };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The DTO classes of the body, the path and the query. */
    dtos?: readonly Dto[];
  }
}

/** The DTO class of one part of a request. */
export type Dto = Readonly<{ part: 'body' | 'params' | 'query'; type: Class<object> }>;

const PARTS: Readonly<Record<string, Dto['part']>> = {
  [RouteParamtypes.BODY]: 'body',
  [RouteParamtypes.PARAM]: 'params',
  [RouteParamtypes.QUERY]: 'query',
};

/** The DTO classes that the parameters of a handler are declared with. */
export function dtosOf(prototype: object, handler: string | symbol): readonly Dto[] {
  const types = (Reflect.getMetadata('design:paramtypes', prototype, handler) ?? []) as Class<object>[];
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, handler) ?? {}) as object;
  return Object.keys(parameters).flatMap((parameter) => {
    const [kind = '', index] = parameter.split(':');
    const [part, type] = [PARTS[kind], types[Number(index)]];
    return part === undefined || type === undefined ? [] : [{ part, type }];
  });
}

/**
 * Turns every body, path and query into its DTO class before the handler is called; undeclared fields are refused, not
 * dropped, and so is every query parameter of a route that declares none. It is a hook of the server, because a pipe of the
 * framework awaits a dozen promises for each parameter.
 */
export function validateRequests(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const declared = route.config?.dtos ?? [];
    for (const { type } of declared) assertFieldsKnown(type);
    const dtos = declared.some(({ part }) => part === 'query') ? declared : [...declared, NO_QUERY];
    route.preValidation = [route.preValidation ?? [], validating(dtos)].flat();
  });
}

class NoParameters {}
const NO_QUERY: Dto = { part: 'query', type: NoParameters };

function validating(dtos: readonly Dto[]): preValidationHookHandler {
  return (request, _reply, done) => {
    const parts: Record<Dto['part'], unknown> = request;
    const doubtful: Promise<void>[] = [];
    let refusal: InvalidInput | undefined;
    for (const { part, type } of dtos) {
      const validated = type === NoParameters ? withoutParameters(parts[part]) : validatedAs(type, parts[part], part);
      if (validated instanceof InvalidInput) refusal ??= validated;
      else if (validated instanceof Promise) doubtful.push(validated.then((value) => void (parts[part] = value)));
      else parts[part] = validated;
    }
    if (doubtful.length === 0) return done(refusal);
    // Waited for even where the request is refused anyway: a rejection that nobody hears of ends the process.
    Promise.all(doubtful).then(() => done(refusal), done);
  };
}

function withoutParameters(query: unknown): unknown {
  const reasons = new Reasons();
  if (isObject(query)) explainUnknown(NoParameters, query, '', reasons);
  return reasons.refusal ?? query;
}

const thorough = thoroughValidation();

/**
 * Accepts an obviously valid value at once, and names what is wrong with any other. What neither is sure about,
 * class-validator decides: of a query all values, because they come as text and are turned into numbers there.
 */
export function validatedAs(type: Class<object>, value: unknown, part: Dto['part'] = 'body'): unknown {
  const quickly = accepted(type, value);
  if (quickly !== NOT_ACCEPTED) return quickly;
  const reasons = new Reasons();
  if (!isObject(value)) reasons.add('', NO_OBJECT);
  else (part === 'query' ? explainUnknown : explain)(type, value, '', reasons);
  return reasons.refusal ?? (thorough.transform(value, { type: 'body', metatype: type }) as Promise<unknown>);
}

/** The validation by class-validator, which reports in words what is wrong. */
export function thoroughValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { value: false },
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  // For a value without a class, class-validator names no property; its parent has an error of its own then.
  if (error.property === undefined) return parent === '' ? [{ pointer: '', messages: WRONG }] : [];
  const pointer = below(parent, error.property);
  const own = wordsOf(error).map((messages) => ({ pointer, messages }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** The different messages about one field. */
function wordsOf({ constraints = {}, contexts = {} }: ValidationError): Words[] {
  const words = Object.keys(constraints).map((rule): Words => {
    if (rule === 'whitelistValidation') return UNKNOWN_FIELD;
    const context: unknown = contexts[rule];
    // What the library would say of a rule without words of ours is English alone, and its own.
    return isWords(context) ? { vi: context.vi, en: context.en } : WRONG;
  });
  return [...new Map(words.map((each) => [each.en, each])).values()];
}

function isWords(context: unknown): context is Words {
  return typeof context === 'object' && context !== null && 'vi' in context && 'en' in context;
}
