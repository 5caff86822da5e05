import { isDecimal, isFraction, isMeasure } from '../../kernel/fraction.js';
import { isLocalDate } from '../../kernel/instant.js';
import { precisionOf } from '../../kernel/partial-date.js';
import { isAcceptableText, isNameLike, isOneLine, SLUG } from '../../kernel/text.js';
import { field, type FieldOptions } from './field.js';

/** A text has an example of its own everywhere: one that fits all fields says nothing of any. */
type TextOptions = FieldOptions & Readonly<{ example: unknown }>;

/** An id given by the caller: lower-case letters, digits, single dashes, at most 64 long. `dien-bien` */
export function IsSlug(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isSlug',
      test: (value) => typeof value === 'string' && SLUG.test(value),
      vi: 'phải gồm chữ thường không dấu, chữ số và dấu gạch nối, dài tối đa 64',
      en: 'must be lower-case letters, digits and single dashes, at most 64 long',
      schema: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 64 },
      example: 'dien-bien',
    },
    options,
  );
}

/** What no text holds ({@link isAcceptableText}). */
const NO_SUCH_CHARACTERS = {
  vi: 'không có ký tự điều khiển, ký tự không nhìn thấy hay ký tự thay cho chữ bị lỗi (�)',
  en: 'without control or invisible characters or those that stand for a lost one (�)',
};

/** One line of text, brought to NFC: a name, an office, a place, a number of a document. */
export function IsName(max: number, options: TextOptions): PropertyDecorator {
  return field(
    {
      name: 'isName',
      test: (value) => isText(value, max) && isNameLike(value),
      vi: `phải là một dòng chữ không trống, tối đa ${max} ký tự, giữa các từ chỉ một dấu cách, ${NO_SUCH_CHARACTERS.vi}`,
      en: `must be one line of text, not blank, at most ${max} characters, with single spaces, ${NO_SUCH_CHARACTERS.en}`,
      schema: { type: 'string', minLength: 1, maxLength: max },
      text: true,
    },
    options,
  );
}

/** One line of text to look for, or of a place to go on from: spaced as the caller likes. */
export function IsLine(max: number, options: TextOptions): PropertyDecorator {
  return field(
    {
      name: 'isLine',
      test: (value) => isText(value, max) && isOneLine(value),
      vi: `phải là một dòng chữ không trống, tối đa ${max} ký tự, ${NO_SUCH_CHARACTERS.vi}`,
      en: `must be one line of text, not blank, at most ${max} characters, ${NO_SUCH_CHARACTERS.en}`,
      schema: { type: 'string', minLength: 1, maxLength: max },
      text: true,
    },
    options,
  );
}

/** Running text, brought to NFC: line feeds and tabs are welcome. */
export function IsProse(max: number, options: TextOptions): PropertyDecorator {
  return field(
    {
      name: 'isProse',
      test: (value) => isText(value, max),
      vi: `phải là văn bản không trống, tối đa ${max} ký tự, ${NO_SUCH_CHARACTERS.vi}`,
      en: `must be text, not blank, at most ${max} characters, ${NO_SUCH_CHARACTERS.en}`,
      schema: { type: 'string', minLength: 1, maxLength: max },
      text: true,
    },
    options,
  );
}

/** A day of the calendar in Asia/Ho_Chi_Minh, `2025-03-22`. */
export function IsDay(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isDay',
      test: (value) => typeof value === 'string' && isLocalDate(value),
      vi: 'phải là một ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày)',
      en: 'must be a real day, YYYY-MM-DD',
      schema: { type: 'string', format: 'date' },
      example: '2025-03-22',
    },
    options,
  );
}

/** A date as precise as its source: `2024`, `2024-11` or `2024-11-29`. */
export function IsPartialDateText(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isPartialDateText',
      test: (value) => typeof value === 'string' && precisionOf(value) !== undefined,
      vi: 'phải là năm, năm-tháng hoặc năm-tháng-ngày có thật',
      en: 'must be a year, a month or a real day: YYYY, YYYY-MM or YYYY-MM-DD',
      schema: { type: 'string', pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' },
      example: '2024-11-29',
    },
    options,
  );
}

const NEGATIVE_ZERO = /^-0(\.0+)?$/;

/** An exact decimal as text, `955.50`. Never a JSON number, which is a float. */
export function IsDecimalText(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isDecimalText',
      // Zero has one form: -0 would be kept as it was sent, and print as another number.
      test: (value) => typeof value === 'string' && isDecimal(value) && !NEGATIVE_ZERO.test(value),
      vi: 'phải là số thập phân viết dạng chuỗi, ví dụ "955.50"; số 0 không mang dấu',
      en: 'must be a decimal written as a string, such as "955.50"; zero has no sign',
      schema: { type: 'string', pattern: '^(?!-0(\\.0+)?$)-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?$' },
      example: '955.50',
    },
    options,
  );
}

/** What is measured, counted or aimed at: a decimal of few digits, because shares of it are summed exactly. */
export function IsMeasureText(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isMeasureText',
      test: (value) => typeof value === 'string' && isMeasure(value) && !NEGATIVE_ZERO.test(value),
      vi: 'phải là số thập phân viết dạng chuỗi, ví dụ "1250.75", tối đa 16 chữ số trước và 6 chữ số sau dấu chấm; số 0 không mang dấu',
      en: 'must be a decimal written as a string, such as "1250.75", of at most 16 digits before the point and 6 after it; zero has no sign',
      schema: { type: 'string', pattern: '^(?!-0(\\.0+)?$)-?(0|[1-9]\\d{0,15})(\\.\\d{1,6})?$' },
      example: '1250.75',
    },
    options,
  );
}

/** An exact fraction as text, `4/5`. */
export function IsFractionText(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isFractionText',
      test: (value) => typeof value === 'string' && isFraction(value),
      vi: 'phải là phân số viết dạng chuỗi, ví dụ "4/5"',
      en: 'must be a fraction written as a string, such as "4/5"',
      schema: { type: 'string', pattern: '^(0|[1-9]\\d{0,8})/([1-9]\\d{0,8})$' },
      example: '4/5',
    },
    options,
  );
}

/** A whole number of things, from `min` (0) to `max` (1,000,000). */
export function IsCount(options: FieldOptions & Readonly<{ min?: number; max?: number }> = {}): PropertyDecorator {
  const { min = 0, max = 1_000_000, ...rest } = options;
  return field(
    {
      name: 'isCount',
      // -0 is within no range: JSON keeps it, and it would print as another number.
      test: (value) =>
        Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max && !Object.is(value, -0),
      vi: `phải là số nguyên từ ${min} đến ${max}`,
      en: `must be a whole number from ${min} to ${max}`,
      schema: { type: 'integer', minimum: min, maximum: max },
      example: Math.min(max, Math.max(min, 7)),
    },
    rest,
  );
}

export function IsFlag(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isFlag',
      test: (value) => typeof value === 'boolean',
      vi: 'phải là true hoặc false',
      en: 'must be true or false',
      schema: { type: 'boolean' },
      example: true,
    },
    options,
  );
}

export function IsOneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isOneOf',
      test: (value) => typeof value === 'string' && values.includes(value),
      vi: `phải là một trong: ${values.join(', ')}`,
      en: `must be one of: ${values.join(', ')}`,
      schema: { type: 'string', enum: [...values] },
      example: values[0],
    },
    options,
  );
}

/** The SHA-256 of a file: 64 lower-case hex digits. */
export function IsSha256(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isSha256',
      test: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
      vi: 'phải là mã SHA-256 gồm 64 chữ số thập lục phân viết thường',
      en: 'must be a SHA-256 of 64 lower-case hex digits',
      schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    options,
  );
}

/** The address of a web page, http or https, at most 2,000 characters. */
export function IsWebAddress(options: FieldOptions = {}): PropertyDecorator {
  return field(
    {
      name: 'isWebAddress',
      test: (value) => isText(value, 2000) && /^https?:\/\/\S+$/.test(value) && URL.canParse(value),
      vi: 'phải là địa chỉ trang web bắt đầu bằng http:// hoặc https://',
      en: 'must be a web address that starts with http:// or https://',
      schema: { type: 'string', format: 'uri', maxLength: 2000 },
      example: 'https://www.vietnam.vn/bao-cao',
      text: true,
    },
    options,
  );
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max && value.trim() !== '' && isAcceptableText(value);
}
