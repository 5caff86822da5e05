import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Requested } from '../../deciding/request.js';
import { POLICY_VERSION } from '../../identity/policy.js';
import { Unauthenticated } from '../../identity/token-verifier.js';
import { defined } from '../../kernel/defined.js';
import { dayInHanoi, type Instant } from '../../kernel/instant.js';
import { asRecordedOn, firstDayOf, onDay, precisionOf, type PartialDate } from '../../kernel/partial-date.js';
import { Fault, InvalidInput } from '../problems/fault.js';
import type { CommandBody } from '../shapes/shapes.dto.js';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,128}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

/**
 * The circumstances of a command as its request states them: caller, idempotency key, act or claim, on whose behalf.
 * @throws Fault when a header is missing or malformed.
 */
export function requested(
  { id, headers, caller }: Pick<FastifyRequest, 'id' | 'headers' | 'caller'>,
  { claim, onBehalfOf, occurredOn }: CommandBody,
): Requested {
  if (caller === undefined) throw new Unauthenticated('none sent');
  const ifMatch = expectedRevision(headers['if-match']);
  return {
    mode: claim === undefined ? { kind: 'ACT' } : { kind: 'CLAIM', source: claim.source },
    origin: onBehalfOf === undefined ? caller : { ...caller, onBehalfOf },
    idempotencyKey: keyIn(headers),
    correlationId: id,
    policy: POLICY_VERSION,
    ...(isOpen(occurredOn) ? { undated: true } : {}),
    ...defined({ ifMatch }),
  };
}

const A_DAY = {
  vi: 'phải chính xác đến ngày; chỉ nội dung nhập từ nguồn (claim) mới được ghi tháng, năm hoặc chưa rõ (unknown)',
  en: 'must be a day; only a claim may know a month or a year, or leave the date unknown',
};

const A_BOUND = {
  vi: 'không được trước ngày đầu tiên mà thời điểm đã nêu có thể chỉ',
  en: 'must not lie before the first day that the date can mean',
};

const TOLD = {
  vi: 'phải nêu thời điểm theo nguồn; nguồn không ghi thì để là chưa rõ: { "date": "unknown" }',
  en: 'must say when, as its source does; where that tells nothing: { "date": "unknown" }',
};

/**
 * The command's own fields, and when it happened: of an act today in Hanoi unless the body says so. A claim says when, or
 * that it is unknown (decision 34); what is recorded has happened by the day of its recording (decision 46).
 * @throws InvalidInput when an act is not dated to the day (D15), or a claim not at all; when it was over before it can have begun.
 */
export function dataOf<Body extends CommandBody>(
  body: Body,
  now: Instant,
): Omit<Body, keyof CommandBody> & Readonly<{ occurredOn: PartialDate }> {
  const { claim, onBehalfOf: _, occurredOn: told, ...data } = body;
  const today = dayInHanoi(now);
  if (claim !== undefined && told === undefined) throw new InvalidInput([{ pointer: '/occurredOn', messages: TOLD }]);
  const occurredOn = told ?? onDay(today);
  if (claim === undefined && precisionOf(occurredOn.date) !== 'DAY') {
    throw new InvalidInput([{ pointer: '/occurredOn/date', messages: A_DAY }]);
  }
  if (occurredOn.by !== undefined && occurredOn.by < firstDayOf(occurredOn)) {
    throw new InvalidInput([{ pointer: '/occurredOn/by', messages: A_BOUND }]);
  }
  return { occurredOn: asRecordedOn(occurredOn, today), ...data };
}

/** Whether the day, or the last day that it can be, may be the one on which the request came in. */
function isOpen(occurredOn: PartialDate | undefined): boolean {
  return occurredOn === undefined || (precisionOf(occurredOn.date) !== 'DAY' && occurredOn.by === undefined);
}

function keyIn(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || !VISIBLE_ASCII.test(key)) throw new Fault('IDEMPOTENCY_KEY_REQUIRED');
  return key;
}

/** `If-Match: "12"` is revision 12. `*` expects no revision: the decision itself knows whether the record must exist. */
function expectedRevision(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const revision = REVISION.exec(ifMatch)?.[1];
  if (revision === undefined) throw new Fault('IF_MATCH_INVALID');
  return Number(revision);
}
