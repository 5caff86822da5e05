import { Fault, InvalidInput } from '../src/http/problems/fault.js';
import { field } from '../src/http/shapes/field.js';
import { IsOneOf } from '../src/http/shapes/field.decorators.js';
import type { Position } from '../src/kernel/event.js';
import { dayInHanoi, endOfDayInHanoi, isLocalDate, parseInstant } from '../src/kernel/instant.js';
import type { Moment } from './replay-port.js';

const CLOCKS = ['occurred', 'recorded'] as const;

/** A position as receipts and answers print it: the digits of the log's order. */
const POSITION = /^\d{16,40}$/;

const NO_CLOCK = {
  vi: 'chỉ dùng kèm asOf là một ngày hoặc một thời điểm',
  en: 'goes with an asOf that is a day or an instant alone',
};

/** A moment of the past, and by which clock. Without `asOf` the answer is about now. */
export class AsOfRequest {
  @IsMoment() asOf?: string;

  @IsOneOf(CLOCKS, {
    optional: true,
    description:
      'occurred: what had happened by the end of the day (what a day means unless told); recorded: what was known then (what an instant means unless told)',
  })
  by?: (typeof CLOCKS)[number];
}

/**
 * Which moment is meant, or `undefined` for now. A day or an instant can be asked by either clock: an instant by
 * `occurred` means the end of its day in Hanoi, a day by `recorded` its last moment.
 * @throws InvalidInput when `by` stands without a day or an instant: it would be passed over.
 * @throws Fault when the text is no moment; the validation of the request has seen that it is one.
 */
export function momentOf({ asOf, by }: AsOfRequest): Moment | undefined {
  if (by !== undefined && !hasClock(asOf)) throw new InvalidInput([{ pointer: '/by', messages: NO_CLOCK }]);
  return asOf === undefined ? undefined : momentAt(asOf, by);
}

function momentAt(asOf: string, by: AsOfRequest['by']): Moment {
  if (isLocalDate(asOf)) return by === 'recorded' ? { instant: endOfDayInHanoi(asOf) } : { day: asOf };
  const instant = parseInstant(asOf);
  if (instant !== undefined) return by === 'occurred' ? { day: dayInHanoi(instant) } : { instant };
  if (POSITION.test(asOf)) return { position: asOf as Position };
  throw new Fault('MALFORMED_REQUEST');
}

/** A position is a place in the log, whatever the clock. */
function hasClock(asOf: string | undefined): boolean {
  return asOf !== undefined && !POSITION.test(asOf);
}

function IsMoment(): PropertyDecorator {
  return field(
    {
      name: 'isMoment',
      test: (value) =>
        typeof value === 'string' && (isLocalDate(value) || parseInstant(value) !== undefined || POSITION.test(value)),
      vi: 'phải là một ngày, một thời điểm theo RFC 3339 hoặc một vị trí (position); trong địa chỉ, dấu + của múi giờ viết là %2B',
      en: 'must be a day, an RFC 3339 timestamp or a position; the + of an offset is written %2B in an address',
      schema: { type: 'string', maxLength: 64 },
      example: '2025-03-22',
    },
    { optional: true, description: 'The answer as of that day, instant or position' },
  );
}
