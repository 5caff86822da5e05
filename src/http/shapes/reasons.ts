import { type FieldError, InvalidInput } from '../problems/fault.js';
import type { Words } from '../problems/words.js';

/** More than a person reads; a list without end would be work and bytes without end for a cheap request. */
const MOST_NAMED = 50;

export const UNKNOWN_FIELD: Words = { vi: 'không có trường này', en: 'is not a field of this request' };

export const MISSING: Words = { vi: 'chưa có', en: 'is missing' };

/** Of a pointer, in characters: names of fields are the caller's, and may be as long as the body. */
const LONGEST_POINTER = 1_000;

/** The faults of one request: the first {@link MOST_NAMED} by name, the others by number. */
export class Reasons {
  readonly #named: FieldError[] = [];
  #more = 0;

  /** A pointer that costs something to write is written only where it is named. */
  add(pointer: string | (() => string), messages: Words): void {
    if (this.#named.length >= MOST_NAMED) {
      this.#more += 1;
      return;
    }
    const whole = typeof pointer === 'string' ? pointer : pointer();
    this.#named.push({ pointer: whole.slice(0, LONGEST_POINTER), messages });
  }

  unknownField(parent: string, name: string): void {
    this.add(below(parent, name), UNKNOWN_FIELD);
  }

  /** `undefined` where there is no fault. */
  get refusal(): InvalidInput | undefined {
    return this.#named.length === 0 ? undefined : new InvalidInput(this.#named, this.#more);
  }
}

/** The JSON pointer (RFC 6901) of what has that name or place there. */
export function below(parent: string, name: string | number): string {
  return typeof name === 'number'
    ? `${parent}/${name}`
    : `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
