import { field, type FieldOptions } from './field.js';

const LONGEST = 262;
const IDS = /^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/;

/** The id of a commendation: one given by the caller, or the ids of bloc, year, proposal and nominee with two dashes between them. */
export function IsCommendationId(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isCommendationId',
      test: (value) => typeof value === 'string' && value.length <= LONGEST && IDS.test(value),
      vi: 'phải là mã khen thưởng: chữ thường không dấu, chữ số và dấu gạch nối',
      en: 'must be the id of a commendation: lower-case letters, digits and dashes',
      schema: { type: 'string', pattern: IDS.source, minLength: 1, maxLength: LONGEST },
      example: 'cum-7-tinh--2024--co-chinh-phu-2024--dien-bien',
    },
    options,
  );
}
