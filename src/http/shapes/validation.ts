import { type Type as Class, ValidationPipe } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/internal';
import type { ValidationError } from 'class-validator';
import type { FastifyInstance, preValidationHookHandler } from 'fastify';
import { NOT_ACCEPTED, accepted } from './acceptance.js';
import { type FieldError, InvalidInput } from '../problems/fault.js';
import type { Words } from '../problems/words.js';

const UNKNOWN_FIELD: Words = { vi: 'không có trường này', en: 'is not a field of this request' };
const WRONG: Words = { vi: 'không hợp lệ', en: 'is not valid' };

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
 * dropped. It is a hook of the server, because a pipe of the framework awaits a dozen promises for each parameter.
 */
export function validateRequests(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const dtos = route.config?.dtos ?? [];
    if (dtos.length > 0) route.preValidation = [route.preValidation ?? [], validating(dtos)].flat();
  });
}

function validating(dtos: readonly Dto[]): preValidationHookHandler {
  return (request, _reply, done) => {
    const parts: Record<Dto['part'], unknown> = request;
    const doubtful: Promise<void>[] = [];
    for (const { part, type } of dtos) {
      const validated = validatedAs(type, parts[part]);
      if (validated instanceof Promise) doubtful.push(validated.then((value) => void (parts[part] = value)));
      else parts[part] = validated;
    }
    if (doubtful.length === 0) return done();
    Promise.all(doubtful).then(() => done(), done);
  };
}

const thorough = thoroughValidation();

/** Accepts an obviously valid value at once; class-validator validates all others and gives the reasons. */
export function validatedAs(type: Class<object>, value: unknown): unknown {
  const quickly = accepted(type, value);
  return quickly === NOT_ACCEPTED
    ? (thorough.transform(value, { type: 'body', metatype: type }) as Promise<unknown>)
    : quickly;
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
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = wordsOf(error).map((messages) => ({ pointer, messages }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** The different messages about one field. */
function wordsOf({ constraints = {}, contexts = {} }: ValidationError): Words[] {
  const words = Object.entries(constraints).map(([rule, message]): Words => {
    if (rule === 'whitelistValidation') return UNKNOWN_FIELD;
    const context: unknown = contexts[rule];
    return isWords(context) ? { vi: context.vi, en: context.en } : { vi: WRONG.vi, en: message };
  });
  return [...new Map(words.map((each) => [each.en, each])).values()];
}

function isWords(context: unknown): context is Words {
  return typeof context === 'object' && context !== null && 'vi' in context && 'en' in context;
}
