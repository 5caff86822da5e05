import { hash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.js';
import { precisionOf, type PartialDate } from '../kernel/partial-date.js';
import type { CommandRequest } from './request.js';

/** 6f2a6a3e-5d0c-4c1e-9f0b-7c1f3f0d2b91, fixed for ever: event ids are made from it. */
const EVENT_NAMESPACE = Buffer.from('6f2a6a3e5d0c4c1e9f0b7c1f3f0d2b91', 'hex');
/** Hex digits of the variant of RFC 9562 by the two bits it leaves free. */
const VARIANT = '89ab';

/** What tells one request from another: the command, in whose name, and whether the caller left the day open. */
type Identified = Pick<CommandRequest, 'command' | 'mode' | 'origin' | 'undated'>;

/**
 * What makes two commands the same: SHA-256, in hex, over the canonical JSON (RFC 8785) of what was asked and in whose
 * name. When and over which connection it was asked does not count, and neither does a day that the caller left open:
 * the same request, sent again after midnight, is the same.
 */
export function digestOf({ command, mode, origin, undated }: Identified): string {
  const { type, data } = command;
  const { onBehalfOf } = origin;
  const asked = undated === true ? { ...data, occurredOn: withoutToday(data) } : data;
  return hash('sha256', canonicalJson({ type, data: asked, mode, onBehalfOf }));
}

/** Of a month or a year what the caller told: on which day at the latest it was, is the day on which the request came in. */
function withoutToday(data: object): object | undefined {
  const { occurredOn } = data as { occurredOn?: PartialDate };
  const isPart = occurredOn !== undefined && ['YEAR', 'MONTH'].includes(precisionOf(occurredOn.date) ?? '');
  return isPart ? { ...occurredOn, by: undefined } : undefined;
}

/**
 * The id of the n-th event of the decision that this caller's key names on this stream: a retry makes the same ids.
 * A UUID of version 5 (RFC 9562), made with the one-shot hash of Node: every command makes several.
 */
export function eventIdOf(subject: string, stream: string, key: string, index: number): string {
  const name = Buffer.from(JSON.stringify([subject, stream, key, index]));
  const hex = hash('sha1', Buffer.concat([EVENT_NAMESPACE, name]));
  const variant = VARIANT.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
