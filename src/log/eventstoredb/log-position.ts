import { BEGINNING, type Position } from '../../kernel/event.js';

const DIGITS = 20;
const POSITION = /^\d{20}$/;

/**
 * The commit position of an event, zero-padded to the width of an unsigned 64-bit number, so that text order is log order.
 *
 * The commit position alone: it is the place of the event's own record in the transaction file. The prepare position
 * beside it is the place where its write began, which the answer to an append and a later read tell differently.
 */
export function positionAt(commit: bigint): Position {
  return commit.toString().padStart(DIGITS, '0') as Position;
}

/** `undefined` before the first event. @throws RangeError when the position comes from another engine. */
export function commitIn(position: Position): bigint | undefined {
  if (position === BEGINNING) return undefined;
  if (!POSITION.test(position)) throw new RangeError(`Not a position of this event store: ${position}`);
  return BigInt(position);
}
