import { precisionOf, UNKNOWN_DATE } from '../../kernel/partial-date.js';
import { field, type FieldOptions } from './field.js';

/** When something happened, as precisely as a source says: a year, a month or a day, or `unknown`. */
export function IsToldDateText(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isToldDateText',
      test: (value) => typeof value === 'string' && (value === UNKNOWN_DATE || precisionOf(value) !== undefined),
      vi: 'phải là năm, năm-tháng hoặc năm-tháng-ngày có thật, hoặc "unknown" khi nguồn không ghi',
      en: 'must be a year, a month or a real day: YYYY, YYYY-MM or YYYY-MM-DD; or "unknown" where the source tells none',
      schema: { type: 'string', pattern: '^(unknown|\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)$' },
      example: '2024-11-29',
    },
    options,
  );
}
