import { type ArgumentMetadata, type PipeTransform, type Type as Class, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { NOT_TAKEN, taken } from './acceptance.js';
import { type FieldError, InvalidInput } from './fault.js';
import type { Words } from './field.js';

const UNKNOWN_FIELD: Words = { vi: 'không có trường này', en: 'is not a field of this request' };
const WRONG: Words = { vi: 'không hợp lệ', en: 'is not valid' };

/** Every body and query goes through its DTO class: what is not declared there is refused, not dropped. */
export function validationPipe(): PipeTransform {
  return new QuickValidation(thoroughValidation());
}

/** What is plainly in order is taken at once; everything else gets the whole validation, with its words. */
class QuickValidation implements PipeTransform {
  constructor(private readonly thorough: ValidationPipe) {}

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { type, metatype } = metadata;
    if (type === 'custom' || metatype === undefined) return value;
    const quickly = taken(metatype as Class<object>, value);
    return quickly === NOT_TAKEN ? this.thorough.transform(value, metadata) : quickly;
  }
}

/** The validation that says in words what is wrong. */
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
  // class-validator reports a value that no class describes without naming a property; its parent is named already.
  if (error.property === undefined) return parent === '' ? [{ pointer: '', messages: WRONG }] : [];
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = wordsOf(error).map((messages) => ({ pointer, messages }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** One message for each different thing that is wrong with the field. */
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
