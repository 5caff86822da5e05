import { createHash } from 'node:crypto';
import { InvalidInput } from '../src/http/problems/fault.js';

const NO_CURSOR = { vi: 'không phải con trỏ của danh sách này', en: 'is no cursor of this list' };
const SEAL_LENGTH = 12;

/**
 * Where a page of that list ended, bound to the list: what was asked for, in which order. In another list the same place
 * would leave rows out, or show them again.
 */
export function cursorOf(list: readonly unknown[], place: string): string {
  return `${sealOf(list)}${place}`;
}

/** The place that a cursor of this list names. @throws InvalidInput when it is of another list. */
export function placeIn(list: readonly unknown[], cursor: string): string {
  if (!cursor.startsWith(sealOf(list))) throw notOfThisList();
  return cursor.slice(SEAL_LENGTH);
}

export function notOfThisList(): InvalidInput {
  return new InvalidInput([{ pointer: '/cursor', messages: NO_CURSOR }]);
}

function sealOf(list: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, SEAL_LENGTH);
}
